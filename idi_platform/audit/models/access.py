"""Who looked: one row for each sensitive read, never changed afterwards."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from idi_platform.tenancy.public import Actor, TenantModel, TenantQuerySet, Wall


class AccessKind(models.TextChoices):
    REVEAL = "reveal", _("Masked field revealed")
    DOWNLOAD = "download", _("File downloaded")
    EXPORT = "export", _("List exported")
    SEARCH = "search", _("Record searched")
    SUPPORT = "support", _("Page opened by support as this person")


class AccessQuerySet(TenantQuerySet["Access"]):
    def _visible(self, actor: Actor) -> Self:
        """One's own looks; those of others are the audit administrator's to search."""
        return self if actor.is_system else self.filter(actor_user_id=actor.user_id)


class Access(TenantModel):
    """One look at what is sensitive. `subject` names the kind of row (`registry.ownership`), `fields` what was seen.

    `at` is real time. `reason` is the looker's own, where the kind of look asks for one.
    """

    kind = models.CharField(_("kind"), max_length=20, choices=AccessKind.choices)
    subject = models.CharField(max_length=80)
    subject_id = models.CharField(max_length=64, blank=True)
    dossier_id = models.UUIDField(null=True)
    fields = models.JSONField(default=list)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    actor_user_id = models.UUIDField(null=True)
    actor_organisation_id = models.UUIDField(null=True)
    actor_role = models.CharField(max_length=30)
    at = models.DateTimeField()

    objects: ClassVar[AccessQuerySet] = AccessQuerySet.as_manager()  # type: ignore[assignment]  # manager with our queryset
    wall: ClassVar[Wall] = Wall(app="append")

    class Meta(TenantModel.Meta):
        ordering = ("at", "id")
        indexes = [
            models.Index(fields=("city", "at"), name="audit_access_at"),
            models.Index(fields=("city", "dossier_id", "at"), name="audit_access_dossier"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject} {self.at.isoformat()}"
