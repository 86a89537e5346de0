"""What a person is told inside the portal."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import User
from idi_platform.deadlines.public import Deadline
from idi_platform.dossiers.public import Dossier
from idi_platform.tenancy.public import (
    Actor,
    CompositeForeignKey,
    TenantForeignKey,
    TenantModel,
    TenantQuerySet,
)


class NoticeKind(models.TextChoices):
    REMINDER = "reminder", _("Term ends soon")
    MISSED = "missed", _("Term missed")
    ESCALATION = "escalation", _("Still not met")


class NoticeQuerySet(TenantQuerySet["Notice"]):
    def _visible(self, actor: Actor) -> Self:
        """One's own lines about dossiers that one may still see: a line that would not open tells nothing."""
        return self.filter(recipient_id=actor.user_id, dossier__in=Dossier.objects.visible_to(actor))


class Notice(TenantModel):
    """One line in one person's inbox; `message_id` (the outbox message) makes a second delivery the same line.

    `kind` is a NoticeKind, or a kind of news that an app above registered; news is about something with an id of its
    own (`about_id`), named in `subject`. `tells` is the Audience of the step that a notice of a term belongs to.
    """

    recipient = models.ForeignKey(User, models.CASCADE, related_name="+")
    kind = models.CharField(_("kind"), max_length=20)
    dossier = TenantForeignKey(Dossier, related_name="+", db_index=False)
    deadline = TenantForeignKey(Deadline, null=True, related_name="+", db_index=False)
    about_id = models.UUIDField(null=True)
    subject = models.CharField(_("subject"), max_length=120, blank=True)
    tells = models.SmallIntegerField(default=0, db_default=0)
    message_id = models.UUIDField()
    occurred_at = models.DateTimeField(_("time"))
    read_at = models.DateTimeField(null=True)

    objects: ClassVar[NoticeQuerySet] = NoticeQuerySet.as_manager()  # type: ignore[assignment]  # manager with our queryset

    class Meta(TenantModel.Meta):
        ordering = ("-occurred_at", "-id")
        constraints = [
            *TenantModel.Meta.constraints,
            CompositeForeignKey(fields=("city", "dossier"), name="alerts_notice_dossier_fk"),
            CompositeForeignKey(fields=("city", "deadline"), name="alerts_notice_deadline_fk"),
            models.UniqueConstraint(fields=("city", "recipient", "message_id"), name="alerts_notice_once"),
        ]
        indexes = [
            models.Index(fields=("city", "recipient", "occurred_at"), name="alerts_notice_inbox"),
            models.Index(fields=("city", "recipient"), condition=Q(read_at=None), name="alerts_notice_unread"),
        ]
