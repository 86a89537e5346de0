"""That somebody of the platform looked at the portal as another person."""

from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.constants import PLATFORM_ROLES, Role
from idi_platform.tenancy.public import Wall, uuid7

from .membership import Membership
from .user import User


class SupportLookQuerySet(models.QuerySet["SupportLook"]):
    def live(self, at: datetime) -> Self:
        """Those that still open something at that moment, at both ends: the looker's role and the membership."""
        in_force = Membership.objects.valid_on(timezone.localdate(at))
        return self.filter(
            ended_at=None,
            open_until__gt=at,
            membership__in=in_force.values("pk"),
            looked_by__in=in_force.filter(role=Role.OPERATOR).values("user_id"),
        ).exclude(person__in=Membership.objects.filter(role__in=PLATFORM_ROLES).values("user_id"))


class SupportLook(models.Model):
    """One look: of whom, in which membership, why, until when. Bound to the looker's session; it changes nothing."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    looked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    person = models.ForeignKey(User, models.PROTECT, related_name="support_looks")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    reason = models.CharField(_("reason"), max_length=500)
    started_at = models.DateTimeField()
    # The latest end; and when it ends by itself if the looker opens nothing more: their session idles out.
    ends_at = models.DateTimeField()
    open_until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects: ClassVar[SupportLookQuerySet] = SupportLookQuerySet.as_manager()  # type: ignore[assignment]  # manager with our queryset
    wall: ClassVar[Wall] = Wall(app="rw")

    class Meta:
        ordering = ("-started_at", "-id")
        constraints = [
            models.CheckConstraint(condition=~Q(person=F("looked_by")), name="accounts_supportlook_two_people"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("started_at")), name="accounts_supportlook_ends"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def until(self) -> datetime:
        """When it ended, or will if nothing more is opened."""
        return self.ended_at or self.open_until
