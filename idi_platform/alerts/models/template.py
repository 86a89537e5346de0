"""How a city words what leaves the portal: asked by one officer, put in force by another, never changed after."""

from dataclasses import dataclass
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from idi_platform.accounts.public import Role, User
from idi_platform.tenancy.public import Actor, TenantModel, TenantQuerySet, Wall

from .sending import ChannelKind

LONGEST_SUBJECT, LONGEST_BODY = 100, 1000


class ChannelGroup(models.TextChoices):
    """Channels whose messages have one shape."""

    MAIL = "mail", _("E-mail")
    TEXT = "text", _("Text message")
    ROBOT = "robot", _("Group robot")


GROUP_OF = {
    ChannelKind.EMAIL: ChannelGroup.MAIL,
    ChannelKind.SMS: ChannelGroup.TEXT,
    ChannelKind.WECOM: ChannelGroup.ROBOT,
    ChannelKind.DINGTALK: ChannelGroup.ROBOT,
}


class TemplateState(models.TextChoices):
    """What becomes of proposed words; all but the first are for ever. Of those in force the newest holds."""

    ASKED = "asked", pgettext_lazy("message template", "Waits for the second officer")
    IN_FORCE = "in_force", pgettext_lazy("message template", "Put in force")
    REFUSED = "refused", pgettext_lazy("message template", "Refused")
    WITHDRAWN = "withdrawn", pgettext_lazy("message template", "Withdrawn")


@dataclass(frozen=True, slots=True)
class Words:
    """Subject (of mails alone) and body in one language, with placeholders."""

    subject: str
    body: str


class MessageTemplateQuerySet(TenantQuerySet["MessageTemplate"]):
    def _visible(self, actor: Actor) -> Self:
        """The city's bureau alone."""
        return self if actor.role == Role.BUREAU or actor.is_system else self.none()


class MessageTemplate(TenantModel):
    """Words for one kind of notice (ANY_KIND: those without words of their own) and one group of channels.

    All empty: the city gives its own words up. Robots speak Chinese alone. Moments are of real time.
    """

    kind = models.CharField(max_length=20, blank=True)
    group = models.CharField(max_length=10, choices=ChannelGroup.choices)
    subject_zh = models.CharField(max_length=LONGEST_SUBJECT, blank=True)
    subject_en = models.CharField(max_length=LONGEST_SUBJECT, blank=True)
    body_zh = models.CharField(max_length=LONGEST_BODY, blank=True)
    body_en = models.CharField(max_length=LONGEST_BODY, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=TemplateState.choices, default=TemplateState.ASKED)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)
    decided_at = models.DateTimeField(null=True)

    wall: ClassVar[Wall] = Wall(app="put", changes=("state", "decided_by_id", "decided_at"))
    objects: ClassVar[MessageTemplateQuerySet] = MessageTemplateQuerySet.as_manager()  # type: ignore[assignment]  # manager with our queryset

    class Meta(TenantModel.Meta):
        ordering = ("-asked_at", "-id")
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(
                fields=("city", "kind", "group"),
                condition=Q(state=TemplateState.ASKED),
                name="alerts_template_one_open",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | Q(state=TemplateState.WITHDRAWN) | ~Q(decided_by=F("asked_by")),
                name="alerts_template_two_people",
            ),
            models.CheckConstraint(
                condition=Q(state=TemplateState.ASKED, decided_by=None, decided_at=None)
                | (~Q(state=TemplateState.ASKED) & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="alerts_template_decided_whole",
            ),
        ]
        indexes = [
            models.Index(fields=("city", "group", "kind", "-asked_at"), name="alerts_template_list"),
            models.Index(
                fields=("city", "group", "kind", "-decided_at"),
                condition=Q(state=TemplateState.IN_FORCE),
                name="alerts_template_in_force",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind or '*'} {self.group} {self.state}"

    @property
    def is_own(self) -> bool:
        """Whether it says anything; else it gives the city's words up."""
        return bool(self.body_zh)

    def words(self, language: str) -> Words:
        """In the language's words; robots', which have one, in Chinese."""
        if language.startswith("en") and self.body_en:
            return Words(self.subject_en, self.body_en)
        return Words(self.subject_zh, self.body_zh)
