"""The link of an invitation: signed, not stored. Whoever reads the database cannot make one."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse

from .models import Invitation

_SIGNER = signing.Signer(salt="idi_platform.organisations.invitation")


@dataclass(frozen=True, slots=True)
class LinkFacts:
    """What a genuine link says."""

    city_id: int
    invitation_id: UUID
    number: int


def token_of(invitation: Invitation) -> str:
    """The token of the invitation's last link."""
    return _SIGNER.sign_object([invitation.city_id, invitation.pk.hex, invitation.link_number])


def read_token(token: str) -> LinkFacts | None:
    """None for what this platform did not sign."""
    try:
        city_id, key, number = _SIGNER.unsign_object(token)
    except signing.BadSignature:
        return None
    return LinkFacts(city_id=city_id, invitation_id=UUID(key), number=number)


def address_of(invitation: Invitation) -> str:
    """The whole address, to be copied or sent."""
    return settings.PUBLIC_ADDRESS + reverse("organisations:join", args=[token_of(invitation)])
