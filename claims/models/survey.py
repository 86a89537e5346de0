"""A survey (查勘): somebody from the insurer looked at the defect in the home."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import User
from idi_platform.tenancy.public import Actor, CompositeForeignKey, TenantForeignKey, TenantModel, TenantQuerySet

from .claim import Claim


class SurveyQuerySet(TenantQuerySet["Survey"]):
    def _visible(self, actor: Actor) -> Self:
        return self.filter(claim__in=Claim.objects.visible_to(actor))


class Survey(TenantModel):
    """When, who was there, what was found, and who wrote it down."""

    claim = TenantForeignKey(Claim, related_name="surveys")
    surveyed_at = models.DateTimeField(_("surveyed at"))
    present = models.CharField(_("who was present"), max_length=200)
    findings = models.TextField(_("findings"), max_length=4000)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects: ClassVar[SurveyQuerySet] = SurveyQuerySet.as_manager()  # type: ignore[assignment]  # manager with our queryset

    class Meta(TenantModel.Meta):
        ordering = ("surveyed_at", "id")
        constraints = [
            *TenantModel.Meta.constraints,
            CompositeForeignKey(fields=("city", "claim"), name="claims_survey_claim_fk"),
            models.CheckConstraint(condition=~Q(present="") & ~Q(findings=""), name="claims_survey_facts"),
        ]
        indexes = [models.Index(fields=("city", "claim"), name="claims_survey_claim")]
