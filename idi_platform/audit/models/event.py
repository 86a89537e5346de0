"""The one record of what happened: audit entry, timeline entry, what starts clocks, and what replay reads."""

from typing import ClassVar, Self

from django.db import models

from idi_platform.audit.visibility import seen_dossier_ids
from idi_platform.tenancy.public import Actor, TenantModel, TenantQuerySet, Wall


class EventQuerySet(TenantQuerySet["Event"]):
    def _visible(self, actor: Actor) -> Self:
        return self.filter(dossier_id__in=seen_dossier_ids(actor))


class Event(TenantModel):
    """Something that happened in a dossier. `occurred_at` is business time, `recorded_at` the moment of writing.

    `dossier_id` is a plain id here, because audit lies below dossiers; the dossiers migration adds its composite key.
    """

    dossier_id = models.UUIDField()
    code = models.CharField(max_length=80)
    actor_user_id = models.UUIDField(null=True)
    actor_organisation_id = models.UUIDField(null=True)
    actor_role = models.CharField(max_length=30)
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    payload = models.JSONField(default=dict)

    objects: ClassVar[EventQuerySet] = EventQuerySet.as_manager()  # type: ignore[assignment]  # manager with our queryset
    wall: ClassVar[Wall] = Wall(app="append")

    class Meta(TenantModel.Meta):
        ordering = ("occurred_at", "id")
        indexes = [models.Index(fields=("city", "dossier_id", "occurred_at"), name="audit_event_dossier")]

    def __str__(self) -> str:
        return f"{self.code} {self.occurred_at.isoformat()}"
