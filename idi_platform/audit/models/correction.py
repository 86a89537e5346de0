"""A wrongly entered event, and who says so: asked for by one person, made or refused by another."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from idi_platform.audit.visibility import seen_dossier_ids
from idi_platform.tenancy.public import Actor, CompositeForeignKey, TenantForeignKey, TenantModel, TenantQuerySet, Wall

from .event import Event


class CorrectionState(models.TextChoices):
    ASKED = "asked", _("Asked for")
    MADE = "made", _("Made")
    REFUSED = "refused", _("Refused")


class CorrectionQuerySet(TenantQuerySet["Correction"]):
    def _visible(self, actor: Actor) -> Self:
        return self.filter(event__dossier_id__in=seen_dossier_ids(actor))


class Correction(TenantModel):
    """What is wrong with `event`. `happened_at` is when it happened in truth; null: it never did.

    The event is never changed. `told_by` is the event that tells of the correction, once it is made.
    """

    event = TenantForeignKey(Event, related_name="corrections", db_index=False)
    reason = models.CharField(_("reason"), max_length=500)
    happened_at = models.DateTimeField(_("happened in truth"), null=True)
    state = models.CharField(_("state"), max_length=10, choices=CorrectionState.choices, default=CorrectionState.ASKED)
    asked_by = models.UUIDField()
    asked_at = models.DateTimeField()
    decided_by = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    told_by = TenantForeignKey(Event, null=True, related_name="+", db_index=False)

    objects: ClassVar[CorrectionQuerySet] = CorrectionQuerySet.as_manager()  # type: ignore[assignment]  # manager with our queryset
    wall: ClassVar[Wall] = Wall(app="keep")

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            CompositeForeignKey(fields=("city", "event"), name="audit_correction_event_fk"),
            CompositeForeignKey(fields=("city", "told_by"), name="audit_correction_told_fk"),
            models.UniqueConstraint(
                fields=("city", "event"),
                condition=~Q(state=CorrectionState.REFUSED),
                name="audit_correction_once",
            ),
            models.CheckConstraint(
                condition=Q(state=CorrectionState.ASKED, decided_at=None)
                | Q(decided_by__isnull=False, decided_at__gte=F("asked_at")),
                name="audit_correction_decided",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event_id} {self.state}"
