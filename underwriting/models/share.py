"""An insurer's share of a policy, an exact fraction, from a day on: thirds exist."""

from datetime import date
from fractions import Fraction
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import Organisation
from idi_platform.audit.public import history
from idi_platform.tenancy.public import Actor, CompositeForeignKey, TenantForeignKey, TenantModel, TenantQuerySet
from underwriting.constants import ShareRole

from .policy import InsurancePolicy


class ShareQuerySet(TenantQuerySet["Share"]):
    def _visible(self, actor: Actor) -> Self:
        return self.filter(policy__in=InsurancePolicy.objects.visible_to(actor))

    def in_force(self, on: date) -> Self:
        return self.filter(Q(to_on=None) | Q(to_on__gt=on), from_on__lte=on)


@history("policy", "organisation", "role", "numerator", "denominator", "from_on", "to_on", dossier="policy")
class Share(TenantModel):
    """Half-open: from_on is the first day, to_on the first day no longer.

    The database holds it, deferred to the commit: on every day from the first on, exactly one lead and a sum of one.
    """

    policy = TenantForeignKey(InsurancePolicy, related_name="shares")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("insurer"))
    role = models.CharField(_("role"), max_length=10, choices=ShareRole.choices)
    numerator = models.PositiveIntegerField()
    denominator = models.PositiveIntegerField()
    from_on = models.DateField(_("from"))
    to_on = models.DateField(_("until"), null=True, blank=True)

    objects: ClassVar[ShareQuerySet] = ShareQuerySet.as_manager()  # type: ignore[assignment]  # manager with our queryset

    class Meta(TenantModel.Meta):
        ordering = ("role", "id")
        constraints = [
            *TenantModel.Meta.constraints,
            CompositeForeignKey(fields=("city", "policy"), name="underwriting_share_policy_fk"),
            models.UniqueConstraint(
                fields=("city", "policy", "organisation", "from_on"), name="underwriting_share_once"
            ),
            models.CheckConstraint(condition=Q(role__in=ShareRole.values), name="underwriting_share_role"),
            models.CheckConstraint(
                condition=Q(numerator__gt=0, numerator__lte=F("denominator")), name="underwriting_share_fraction"
            ),
            models.CheckConstraint(
                condition=Q(to_on=None) | Q(to_on__gt=F("from_on")), name="underwriting_share_period"
            ),
        ]
        indexes = [models.Index(fields=("city", "organisation"), name="underwriting_share_insurer")]

    def __str__(self) -> str:
        return f"{self.fraction} {self.from_on}"

    @property
    def fraction(self) -> Fraction:
        return Fraction(self.numerator, self.denominator)
