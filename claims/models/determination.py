"""The determination (核定): whether, and which part of, a claim is the insurer's; with reasons, clause and evidence."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from claims.constants import Result
from idi_platform.accounts.public import Role, User
from idi_platform.documents.public import Upload
from idi_platform.tenancy.public import (
    Actor,
    CompositeForeignKey,
    TenantForeignKey,
    TenantModel,
    TenantOneToOneField,
    TenantQuerySet,
    TenantRow,
)

from .claim import Claim

INSURER_ROLES = (Role.ADJUSTER, Role.INSURER_MANAGER)


class ComplexCaseQuerySet(TenantQuerySet["ComplexCase"]):
    def _visible(self, actor: Actor) -> Self:
        return self.filter(claim__in=Claim.objects.visible_to(actor))


class ComplexCase(TenantModel):
    """The written reasons that make a case complex (情形复杂). `is_late`: written after the ordinary term had ended."""

    claim = TenantOneToOneField(Claim, related_name="complex_case")
    reasons = models.TextField(_("written reasons"), max_length=2000)
    is_late = models.BooleanField()
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    objects: ClassVar[ComplexCaseQuerySet] = ComplexCaseQuerySet.as_manager()  # type: ignore[assignment]  # manager with our queryset

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            CompositeForeignKey(fields=("city", "claim"), name="claims_complexcase_claim_fk"),
            models.CheckConstraint(condition=~Q(reasons=""), name="claims_complexcase_reasons"),
        ]


class DeterminationQuerySet(TenantQuerySet["Determination"]):
    def _visible(self, actor: Actor) -> Self:
        """The claim's insurer sees it from the first draft; everybody else once it is made."""
        seen = self.filter(claim__in=Claim.objects.visible_to(actor))
        return seen if actor.role in INSURER_ROLES or actor.is_system else seen.exclude(determined_at=None)

    def standing(self) -> Self:
        """The one that counts, made or submitted: what was sent back counts no more."""
        return self.filter(returned_at=None)


class Determination(TenantModel):
    """`clause_*` are frozen copies: a letter must read the same in ten years. `determined_at` null: not made yet.

    What denies is prepared by one person and approved by another.
    """

    claim = TenantForeignKey(Claim, related_name="determinations")
    result = models.CharField(_("result"), max_length=20, choices=Result.choices)
    words = models.TextField(_("in plain words"), max_length=2000)
    covered_part = models.TextField(_("covered part"), max_length=1000, blank=True)
    denied_part = models.TextField(_("denied part"), max_length=1000, blank=True)
    reasons = models.TextField(_("reasons"), max_length=4000, blank=True)
    clause_rule = models.CharField(max_length=12, blank=True)
    clause_instrument = models.CharField(_("text"), max_length=200, blank=True)
    clause_article = models.CharField(_("article"), max_length=60, blank=True)
    clause_quote = models.TextField(_("clause"), blank=True)
    prepared_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("prepared by"))
    prepared_at = models.DateTimeField()
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("approved by"))
    approval_reason = models.TextField(max_length=1000, blank=True)
    determined_at = models.DateTimeField(_("determined"), null=True)
    returned_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    returned_at = models.DateTimeField(null=True)
    return_reason = models.TextField(max_length=1000, blank=True)
    denial_sent_at = models.DateTimeField(_("denial sent"), null=True)

    objects: ClassVar[DeterminationQuerySet] = DeterminationQuerySet.as_manager()  # type: ignore[assignment]  # manager with our queryset

    class Meta(TenantModel.Meta):
        ordering = ("prepared_at", "id")
        constraints = [
            *TenantModel.Meta.constraints,
            CompositeForeignKey(fields=("city", "claim"), name="claims_determination_claim_fk"),
            models.UniqueConstraint(
                fields=("city", "claim"), condition=Q(returned_at=None), name="claims_determination_one"
            ),
            models.CheckConstraint(
                condition=Q(result=Result.COVERED)
                | (~Q(reasons="") & ~Q(clause_quote="") & ~Q(clause_instrument="") & ~Q(clause_article="")),
                name="claims_determination_denial_has_reasons",
            ),
            models.CheckConstraint(
                condition=Q(result=Result.COVERED) | Q(determined_at=None) | Q(approved_by__isnull=False),
                name="claims_determination_denial_is_approved",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("prepared_by")),
                name="claims_determination_two_people",
            ),
            models.CheckConstraint(
                condition=Q(determined_at=None) | Q(returned_at=None), name="claims_determination_one_end"
            ),
        ]
        indexes = [models.Index(fields=("city", "claim"), name="claims_determination_claim")]


class DeterminationEvidence(TenantRow):
    """A file of the claim that a determination rests on."""

    determination = TenantForeignKey(Determination, models.CASCADE, related_name="evidence")
    upload = TenantForeignKey(Upload, related_name="+")

    class Meta:
        constraints = [
            CompositeForeignKey(fields=("city", "determination"), name="claims_evidence_determination_fk"),
            CompositeForeignKey(fields=("city", "upload"), name="claims_evidence_upload_fk"),
            models.UniqueConstraint(fields=("city", "determination", "upload"), name="claims_evidence_once"),
        ]
