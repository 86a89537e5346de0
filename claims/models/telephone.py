"""A report by telephone (报案): who called, when, and whether the owner has applied (索赔申请) since."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from claims.constants import LONGEST_CALLER
from idi_platform.accounts.public import User
from idi_platform.tenancy.public import Actor, CompositeForeignKey, TenantModel, TenantOneToOneField, TenantQuerySet

from .claim import Claim


class TelephoneReportQuerySet(TenantQuerySet["TelephoneReport"]):
    def _visible(self, actor: Actor) -> Self:
        return self.filter(claim__in=Claim.objects.visible_to(actor))


class TelephoneReport(TenantModel):
    """A claim without one was reported and applied for by its owner, both at `filed_at`.

    `called_at` is the claim's `filed_at`; `applied_at` stays empty until the owner asks for a determination.
    """

    claim = TenantOneToOneField(Claim, related_name="telephone_report")
    caller = models.CharField(_("caller"), max_length=LONGEST_CALLER)
    number = models.CharField(_("caller's number"), max_length=20)
    called_at = models.DateTimeField(_("time of the call"))
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("entered"))
    applied_at = models.DateTimeField(_("application received"), null=True)

    objects: ClassVar[TelephoneReportQuerySet] = TelephoneReportQuerySet.as_manager()  # type: ignore[assignment]  # manager with our queryset

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            CompositeForeignKey(fields=("city", "claim"), name="claims_telephonereport_claim_fk"),
            models.CheckConstraint(condition=~Q(caller="") & ~Q(number=""), name="claims_telephonereport_caller"),
            models.CheckConstraint(
                condition=Q(recorded_at__gte=F("called_at")) & (Q(applied_at=None) | Q(applied_at__gte=F("called_at"))),
                name="claims_telephonereport_order",
            ),
        ]
