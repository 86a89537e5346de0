"""Photographs of a finding: as it was found, and the pairs that show how it was put right."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from idi_platform.documents.public import Upload
from idi_platform.tenancy.public import (
    Actor,
    CompositeForeignKey,
    TenantForeignKey,
    TenantOneToOneField,
    TenantQuerySet,
    TenantRow,
)
from riskmgmt.constants import PhotographKind

from .finding import Finding
from .rectification import Rectification


class PhotographQuerySet(TenantQuerySet["FindingPhotograph"]):
    def _visible(self, actor: Actor) -> Self:
        of_the_answers = Q(rectification=None) | Q(rectification__in=Rectification.objects.visible_to(actor))
        return self.filter(of_the_answers, finding__in=Finding.objects.visible_to(actor))


class FindingPhotograph(TenantRow):
    """Its upload hangs on no dossier while the report or the answer is a draft, and on the project's afterwards."""

    upload = TenantOneToOneField(Upload, models.CASCADE, primary_key=True, related_name="+")
    finding = TenantForeignKey(Finding, models.CASCADE, related_name="photographs")
    rectification = TenantForeignKey(Rectification, models.CASCADE, null=True, related_name="photographs")
    kind = models.CharField(_("kind"), max_length=10, choices=PhotographKind.choices)

    objects: ClassVar[PhotographQuerySet] = PhotographQuerySet.as_manager()  # type: ignore[assignment]  # manager with our queryset

    class Meta:
        ordering = ("upload_id",)
        constraints = [
            CompositeForeignKey(fields=("city", "upload"), name="riskmgmt_photograph_upload_fk"),
            CompositeForeignKey(fields=("city", "finding"), name="riskmgmt_photograph_finding_fk"),
            CompositeForeignKey(fields=("city", "rectification"), name="riskmgmt_photograph_rectification_fk"),
            models.CheckConstraint(
                condition=Q(kind="evidence", rectification=None)
                | Q(kind__in=("before", "after"), rectification__isnull=False),
                name="riskmgmt_photograph_kind",
            ),
        ]
        indexes = [models.Index(fields=("city", "finding"), name="riskmgmt_photograph_finding")]
