"""Asking a colleague in: who, as what, from when. The link is computed, never stored (rules/links.py)."""

from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import Organisation, Role, User
from idi_platform.organisations.constants import InvitationState
from idi_platform.tenancy.public import Actor, District, TenantModel, TenantQuerySet


class InvitationQuerySet(TenantQuerySet["Invitation"]):
    def _visible(self, actor: Actor) -> Self:
        """Those of one's own organisation, for its administrators."""
        if actor.is_system:
            return self
        if actor.role != Role.ORG_ADMIN:
            return self.none()
        return self.filter(organisation_id=actor.organisation_id)


class Invitation(TenantModel):
    """`link_number` counts the links made so far; only the last one opens, once, until `expires_at` (real time).

    `full_name`, `phone` and `email` are personal data of somebody who may never come: they go with the invitation.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    full_name = models.CharField(_("full name"), max_length=120)
    phone = models.CharField(_("mobile number"), max_length=20, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    role = models.CharField(_("role"), max_length=30, choices=Role.choices)
    district = models.ForeignKey(District, models.PROTECT, null=True, related_name="+", verbose_name=_("district"))
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(null=True)
    state = models.CharField(_("state"), max_length=20, choices=InvitationState.choices, default=InvitationState.OPEN)
    invited_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(_("invited on"))
    expires_at = models.DateTimeField(_("link opens until"))
    link_number = models.PositiveSmallIntegerField(default=1)
    closed_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects: ClassVar[InvitationQuerySet] = InvitationQuerySet.as_manager()  # type: ignore[assignment]  # manager with our queryset

    class Meta(TenantModel.Meta):
        ordering = ("-invited_at", "-id")
        constraints = [
            *TenantModel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(state__in=InvitationState.values), name="organisations_invitation_state"
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")), name="organisations_invitation_period"
            ),
            models.CheckConstraint(
                condition=Q(accepted_by=None) ^ Q(state=InvitationState.ACCEPTED),
                name="organisations_invitation_accepted_by",
            ),
        ]
        indexes = [models.Index(fields=("city", "organisation", "invited_at"), name="organisations_invitation_body")]

    def __str__(self) -> str:
        return f"{self.pk} {self.state}"

    def is_open_at(self, at: datetime) -> bool:
        """Whether its link still opens at that real moment."""
        return self.state == InvitationState.OPEN and at < self.expires_at
