"""A report in the making: kept at every step, for its writer alone, without an end."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from claims.constants import LONGEST_DESCRIPTION, DefectKind, Place
from idi_platform.accounts.public import User
from idi_platform.documents.public import Upload
from idi_platform.registry.public import Unit
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


class ClaimDraftQuerySet(TenantQuerySet["ClaimDraft"]):
    def _visible(self, actor: Actor) -> Self:
        return self.filter(owner_id=actor.user_id)

    def unfinished(self) -> Self:
        return self.filter(claim=None)


class ClaimDraft(TenantModel):
    """Answers as far as they are given; `claim` is what became of it. One unfinished draft per person and home."""

    owner = models.ForeignKey(User, models.PROTECT, related_name="+")
    unit = TenantForeignKey(Unit, related_name="+")
    place = models.CharField(_("place"), max_length=20, choices=Place.choices, blank=True)
    defect = models.CharField(_("what you see"), max_length=20, choices=DefectKind.choices, blank=True)
    description = models.CharField(_("description"), max_length=LONGEST_DESCRIPTION, blank=True)
    noticed_on = models.DateField(_("noticed on"), null=True, blank=True)
    is_dangerous = models.BooleanField(_("danger"), null=True, blank=True)
    started_at = models.DateTimeField()
    claim = TenantOneToOneField(Claim, null=True, blank=True, related_name="draft")

    objects: ClassVar[ClaimDraftQuerySet] = ClaimDraftQuerySet.as_manager()  # type: ignore[assignment]  # manager with our queryset

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            CompositeForeignKey(fields=("city", "unit"), name="claims_claimdraft_unit_fk"),
            CompositeForeignKey(fields=("city", "claim"), name="claims_claimdraft_claim_fk"),
            models.UniqueConstraint(
                fields=("city", "owner", "unit"), condition=Q(claim=None), name="claims_claimdraft_one_open"
            ),
        ]


class DraftPhotograph(TenantRow):
    """A photograph of a draft. Its upload hangs on no dossier yet, so the sender alone can open it."""

    upload = TenantOneToOneField(Upload, models.CASCADE, primary_key=True, related_name="+")
    draft = TenantForeignKey(ClaimDraft, models.CASCADE, related_name="photographs")

    class Meta:
        constraints = [
            CompositeForeignKey(fields=("city", "upload"), name="claims_draftphotograph_upload_fk"),
            CompositeForeignKey(fields=("city", "draft"), name="claims_draftphotograph_draft_fk"),
        ]
        indexes = [models.Index(fields=("city", "draft"), name="claims_draftphotograph_draft")]
