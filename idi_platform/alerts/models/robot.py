"""A group robot: where an organisation's group reads what its people are told."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import Organisation, Role, User
from idi_platform.privacy.public import SealedTextField
from idi_platform.tenancy.public import Actor, TenantModel, TenantQuerySet

from .sending import GROUP_CHANNELS


class RobotQuerySet(TenantQuerySet["Robot"]):
    def _visible(self, actor: Actor) -> Self:
        """Those of one's own organisation, for its administrators."""
        if actor.is_system:
            return self
        own = self.filter(organisation_id=actor.organisation_id)
        return own if actor.role == Role.ORG_ADMIN and actor.organisation_id else own.none()


class Robot(TenantModel):
    """One of each kind an organisation and city. `key` is the part of its webhook address that names it.

    Who knows the key may post into the group; `secret` is DingTalk's, which signs each post.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    channel = models.CharField(
        _("channel"), max_length=10, choices=[(kind.value, kind.label) for kind in GROUP_CHANNELS]
    )
    key = SealedTextField(_("webhook address"))
    secret = SealedTextField(_("signing secret"), blank=True)
    is_enabled = models.BooleanField(default=False)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    entered_at = models.DateTimeField()

    objects: ClassVar[RobotQuerySet] = RobotQuerySet.as_manager()  # type: ignore[assignment]  # manager with our queryset

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=("city", "organisation", "channel"), name="alerts_robot_once"),
        ]

    def __str__(self) -> str:
        """Never the key."""
        return f"{self.channel} {self.pk}"
