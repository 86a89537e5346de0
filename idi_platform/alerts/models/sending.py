"""A notice on its way outside the portal, one row a channel."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from idi_platform.accounts.public import User
from idi_platform.tenancy.public import (
    Actor,
    CompositeForeignKey,
    TenantForeignKey,
    TenantModel,
    TenantQuerySet,
)

from .notice import Notice


class ChannelKind(models.TextChoices):
    EMAIL = "email", _("E-mail")
    SMS = "sms", _("Text message")
    WECOM = "wecom", _("WeCom group")
    DINGTALK = "dingtalk", _("DingTalk group")


PERSONAL_CHANNELS = (ChannelKind.EMAIL, ChannelKind.SMS)
GROUP_CHANNELS = (ChannelKind.WECOM, ChannelKind.DINGTALK)


class SendingState(models.TextChoices):
    """Waiting (also between two tries); sent: the channel took it; confirmed: it told us that it arrived.

    Refused: the channel said for good that it does not arrive. Given up: tried too often. Not needed: read before, done
    before, or no longer the reader's business.
    """

    WAITING = "waiting", pgettext_lazy("sending", "Waiting")
    SENT = "sent", pgettext_lazy("sending", "Sent")
    CONFIRMED = "confirmed", pgettext_lazy("sending", "Arrived")
    REFUSED = "refused", pgettext_lazy("sending", "Refused")
    GIVEN_UP = "given_up", pgettext_lazy("sending", "Given up")
    NOT_NEEDED = "not_needed", pgettext_lazy("sending", "Not needed")


class SendingQuerySet(TenantQuerySet["Sending"]):
    def _visible(self, actor: Actor) -> Self:
        """What goes to oneself."""
        return self if actor.is_system else self.filter(recipient_id=actor.user_id)

    def dead(self) -> Self:
        """What did not arrive and is not tried any more."""
        return self.filter(state__in=(SendingState.REFUSED, SendingState.GIVEN_UP))


class Sending(TenantModel):
    """One line of one inbox by one channel; for a group's robot, one message of the outbox (`message_id`) once.

    All moments are of real time. `next_at` is when it is tried next, `lease_until` until when a worker holds it.
    `receipt` is what the channel calls it, `error` why the last try failed, without addresses. `in_digest`: it leaves
    together with the others of that reader and channel.
    """

    notice = TenantForeignKey(Notice, models.CASCADE, related_name="sendings", db_index=False)
    message_id = models.UUIDField()
    channel = models.CharField(_("channel"), max_length=10, choices=ChannelKind.choices)
    recipient = models.ForeignKey(User, models.CASCADE, null=True, related_name="+", db_index=False)
    robot = TenantForeignKey("alerts.Robot", null=True, related_name="+", db_index=False)
    state = models.CharField(_("state"), max_length=10, choices=SendingState.choices, default=SendingState.WAITING)
    in_digest = models.BooleanField(default=False)
    attempts = models.PositiveSmallIntegerField(default=0)
    written_at = models.DateTimeField(_("written at"))
    next_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    lease_token = models.UUIDField(null=True)
    settled_at = models.DateTimeField(null=True)
    receipt = models.CharField(max_length=200, blank=True)
    error = models.CharField(max_length=300, blank=True)

    objects: ClassVar[SendingQuerySet] = SendingQuerySet.as_manager()  # type: ignore[assignment]  # manager with our queryset

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            CompositeForeignKey(fields=("city", "notice"), name="alerts_sending_notice_fk"),
            CompositeForeignKey(fields=("city", "robot"), name="alerts_sending_robot_fk"),
            models.UniqueConstraint(
                fields=("city", "notice", "channel"), condition=Q(robot=None), name="alerts_sending_once"
            ),
            models.UniqueConstraint(
                fields=("city", "robot", "message_id"),
                condition=Q(robot__isnull=False),
                name="alerts_sending_group_once",
            ),
            models.CheckConstraint(
                condition=Q(robot=None, recipient__isnull=False) | Q(robot__isnull=False, recipient=None),
                name="alerts_sending_to_one",
            ),
        ]
        indexes = [
            models.Index(
                fields=("city", "next_at"), condition=Q(state=SendingState.WAITING), name="alerts_sending_waiting"
            ),
            models.Index(
                fields=("city", "channel", "written_at"),
                condition=Q(state__in=(SendingState.REFUSED, SendingState.GIVEN_UP)),
                name="alerts_sending_dead",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.pk}"
