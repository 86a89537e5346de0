"""Who owned a home from when to when: rights over the home and its claims are read from these dates."""

from datetime import date, timedelta
from fractions import Fraction
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import User
from idi_platform.audit.public import history
from idi_platform.registry.constants import Title
from idi_platform.tenancy.public import Actor, CompositeForeignKey, TenantForeignKey, TenantModel, TenantQuerySet

from .unit import Unit


class Held(models.Model):
    """An exact share; none for a sole owner, and for owners in common without shares (共同共有)."""

    numerator = models.PositiveIntegerField(null=True)
    denominator = models.PositiveIntegerField(null=True)

    class Meta:
        abstract = True

    @property
    def share(self) -> Fraction | None:
        return (
            None if self.numerator is None or self.denominator is None else Fraction(self.numerator, self.denominator)
        )


def share_constraint(name: str) -> models.CheckConstraint:
    """Between nothing and the whole, or not said."""
    is_said = Q(numerator__gt=0, denominator__gt=0, numerator__lte=F("denominator"))
    return models.CheckConstraint(condition=Q(numerator=None, denominator=None) | is_said, name=name)


class OwnershipQuerySet(TenantQuerySet["Ownership"]):
    def _visible(self, actor: Actor) -> Self:
        return self.filter(unit__in=Unit.objects.visible_to(actor))

    def on(self, day: date) -> Self:
        return self.filter(Q(to_on=None) | Q(to_on__gt=day), from_on__lte=day)


@history("unit", "owner", "from_on", "to_on", "title", "numerator", "denominator", dossier="unit")
class Ownership(TenantModel, Held):
    """Half-open: from_on is the first day, to_on the first day no longer. Co-owners are several rows."""

    unit = TenantForeignKey(Unit, related_name="ownerships")
    owner = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("owner"))
    from_on = models.DateField(_("from"))
    to_on = models.DateField(_("until"), null=True, blank=True)
    title = models.CharField(_("title"), max_length=20, choices=Title.choices, default=Title.REGISTERED)

    objects: ClassVar[OwnershipQuerySet] = OwnershipQuerySet.as_manager()  # type: ignore[assignment]  # manager with our queryset

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            CompositeForeignKey(fields=("city", "unit"), name="registry_ownership_unit_fk"),
            models.UniqueConstraint(fields=("city", "unit", "owner", "from_on"), name="registry_ownership_once"),
            models.CheckConstraint(
                condition=Q(to_on=None) | Q(to_on__gt=F("from_on")), name="registry_ownership_period"
            ),
            models.CheckConstraint(condition=Q(title__in=Title.values), name="registry_ownership_title"),
            share_constraint("registry_ownership_share"),
        ]
        indexes = [models.Index(fields=("city", "owner"), name="registry_ownership_owner")]

    @property
    def last_on(self) -> date | None:
        return self.to_on - timedelta(days=1) if self.to_on else None
