"""How a person wants to be told outside the portal. The inbox itself is never off."""

from datetime import time
from typing import ClassVar, Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from idi_platform.accounts.public import User
from idi_platform.dossiers.public import Dossier
from idi_platform.tenancy.public import Actor, CompositeForeignKey, TenantForeignKey, TenantModel, TenantQuerySet

from .sending import PERSONAL_CHANNELS

# Until somebody says otherwise. Ours, not the law's.
QUIET_FROM, QUIET_UNTIL, DIGEST_AT = time(21), time(8), time(9)
# The choice for every kind that has none of its own.
ANY_KIND = ""


M = TypeVar("M", bound=models.Model, covariant=True)


class OwnQuerySet(TenantQuerySet[M]):
    def _visible(self, actor: Actor) -> Self:
        """One's own."""
        return self if actor.is_system else self.filter(user_id=actor.user_id)


class Preference(TenantModel):
    """One a person and city. Nothing leaves from `quiet_from` to `quiet_until`, hours in China; equal: never quiet."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+", db_index=False)
    quiet_from = models.TimeField(_("quiet from"), default=QUIET_FROM)
    quiet_until = models.TimeField(_("quiet until"), default=QUIET_UNTIL)
    digest_at = models.TimeField(_("hour of digests"), default=DIGEST_AT)
    language = models.CharField(
        _("language of messages"), max_length=10, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )

    objects: ClassVar[OwnQuerySet["Preference"]] = OwnQuerySet.as_manager()  # type: ignore[assignment]  # manager with our queryset

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=("city", "user"), name="alerts_preference_once"),
        ]


class Way(models.TextChoices):
    """When a kind of notice leaves by a channel."""

    NOW = "now", pgettext_lazy("when messages leave", "At once")
    DAILY = "daily", pgettext_lazy("when messages leave", "Once a day, together")
    WEEKLY = "weekly", pgettext_lazy("when messages leave", "On Mondays, together")
    OFF = "off", pgettext_lazy("when messages leave", "In the inbox only")


class Choice(TenantModel):
    """One person's wish for one kind of notice (ANY_KIND: those without a wish of their own) and one channel."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=20, blank=True)
    channel = models.CharField(max_length=10, choices=[(kind.value, kind.label) for kind in PERSONAL_CHANNELS])
    way = models.CharField(max_length=10, choices=Way.choices)

    objects: ClassVar[OwnQuerySet["Choice"]] = OwnQuerySet.as_manager()  # type: ignore[assignment]  # manager with our queryset

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=("city", "user", "kind", "channel"), name="alerts_choice_once"),
        ]


class Mute(TenantModel):
    """Nothing about one case leaves for one person, from `since` to `until` (real time), for a reason of theirs."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+", db_index=False)
    dossier = TenantForeignKey(Dossier, related_name="+", db_index=False)
    reason = models.CharField(_("reason"), max_length=300)
    since = models.DateTimeField(_("since"))
    until = models.DateTimeField(_("until"))

    objects: ClassVar[OwnQuerySet["Mute"]] = OwnQuerySet.as_manager()  # type: ignore[assignment]  # manager with our queryset

    class Meta(TenantModel.Meta):
        ordering = ("until", "pk")
        constraints = [
            *TenantModel.Meta.constraints,
            CompositeForeignKey(fields=("city", "dossier"), name="alerts_mute_dossier_fk"),
            models.UniqueConstraint(fields=("city", "user", "dossier"), name="alerts_mute_once"),
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="alerts_mute_ends_later"),
            models.CheckConstraint(condition=~Q(reason=""), name="alerts_mute_has_a_reason"),
        ]
