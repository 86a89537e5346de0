"""Who owned a home from when to when: rights over the home and its claims are read from these dates."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import User
from idi_platform.audit.public import history
from idi_platform.tenancy.public import Actor, CompositeForeignKey, TenantForeignKey, TenantModel, TenantQuerySet

from .unit import Unit


class OwnershipQuerySet(TenantQuerySet["Ownership"]):
    def _visible(self, actor: Actor) -> Self:
        return self.filter(unit__in=Unit.objects.visible_to(actor))


@history("unit", "owner", "from_on", "to_on", dossier="unit")
class Ownership(TenantModel):
    """Half-open: from_on is the first day, to_on the first day no longer. Co-owners are several rows."""

    unit = TenantForeignKey(Unit, related_name="ownerships")
    owner = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("owner"))
    from_on = models.DateField(_("from"))
    to_on = models.DateField(_("until"), null=True, blank=True)

    objects: ClassVar[OwnershipQuerySet] = OwnershipQuerySet.as_manager()  # type: ignore[assignment]  # manager with our queryset

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            CompositeForeignKey(fields=("city", "unit"), name="registry_ownership_unit_fk"),
            models.UniqueConstraint(fields=("city", "unit", "owner", "from_on"), name="registry_ownership_once"),
            models.CheckConstraint(
                condition=Q(to_on=None) | Q(to_on__gt=F("from_on")), name="registry_ownership_period"
            ),
        ]
        indexes = [models.Index(fields=("city", "owner"), name="registry_ownership_owner")]
