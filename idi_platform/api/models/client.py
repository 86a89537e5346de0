"""An organisation's program (接口客户端), and the keys it shows."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import Membership, User
from idi_platform.tenancy.public import Wall, uuid7

# Two, so that a new key can be put in place before the old one is ended.
MOST_LIVE_KEYS = 2
SLOTS = tuple(range(1, MOST_LIVE_KEYS + 1))


class ApiClient(models.Model):
    """A program acts in one membership, as a person does: that of a user who can never sign in.

    `scopes` are `<area>:read` and `<area>:write`; what no scope names is closed to it. Outside the wall, because its
    key is what tells the city.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    membership = models.OneToOneField(Membership, models.PROTECT, related_name="api_client")
    name = models.CharField(_("name"), max_length=120)
    scopes = models.JSONField(_("may"), default=list)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("made"))
    ended_at = models.DateTimeField(_("ended"), null=True)

    wall: ClassVar[Wall] = Wall(app="rw")

    class Meta:
        ordering = ("-created_at", "-id")

    def __str__(self) -> str:
        return self.name


class ApiKeyQuerySet(models.QuerySet["ApiKey"]):
    def live(self, at: datetime) -> Self:
        """Keys that open something at that moment of real time; a membership that has ended closes its program too."""
        members = Membership.objects.valid_on(timezone.localdate(at))
        return self.filter(ended_at=None, expires_at__gt=at, client__ended_at=None, client__membership__in=members)


class ApiKey(models.Model):
    """A key is shown once; kept are its public beginning and a digest of the rest. Moments are real time."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    client = models.ForeignKey(ApiClient, models.PROTECT, related_name="keys")
    slot = models.PositiveSmallIntegerField(choices=[(slot, str(slot)) for slot in SLOTS])
    prefix = models.CharField(_("key"), max_length=12, unique=True)
    digest = models.CharField(max_length=64)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("made"))
    expires_at = models.DateTimeField(_("expires"))
    last_used_at = models.DateTimeField(_("last used"), null=True)
    ended_at = models.DateTimeField(_("ended"), null=True)

    objects: ClassVar[Any] = ApiKeyQuerySet.as_manager()
    wall: ClassVar[Wall] = Wall(app="rw")

    class Meta:
        ordering = ("-created_at", "-id")
        constraints = [
            models.UniqueConstraint(fields=("client", "slot"), condition=Q(ended_at=None), name="api_apikey_two_live"),
            models.CheckConstraint(condition=Q(slot__in=SLOTS), name="api_apikey_slot"),
            models.CheckConstraint(condition=Q(expires_at__gt=F("created_at")), name="api_apikey_period"),
        ]

    def __str__(self) -> str:
        return self.prefix
