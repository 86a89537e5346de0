"""Who is signed in, in the words the shell shows."""

from django.http import HttpRequest
from django.utils import timezone

from idi_platform.ui.public import Identity, Looking, MembershipChoice, register_identity

from .access import membership_of
from .constants import Role
from .looking import look_of
from .models import Membership
from .owners.door import memberships_here


def identity(request: HttpRequest) -> Identity | None:
    """The membership of this request and the others its person may switch to; None for a visitor. No query."""
    current = membership_of(request)
    if current is None:
        return None
    look = look_of(request)
    own = [] if look else memberships_here(request, on=timezone.localdate())
    return Identity(
        person=current.user.full_name,
        organisation=current.organisation.name if current.organisation else "",
        role=Role(current.role).label,
        city=_place(current),
        memberships=tuple(
            MembershipChoice(key=str(one.pk), label=membership_words(one), is_current=one == current) for one in own
        ),
        switch_url_name="accounts:switch",
        sign_out_url_name="accounts:sign_out",
        security_url_name="" if look else "mfa_index",
        looking=Looking(ends_at=look.ends_at, stop_url_name="accounts:stop_looking") if look else None,
    )


def membership_words(membership: Membership) -> str:
    """Role, place and body of a membership, for the switcher and the demo page."""
    parts = [str(Role(membership.role).label), _place(membership)]
    if membership.organisation:
        parts.append(membership.organisation.name)
    return " · ".join(filter(None, parts))


def _place(membership: Membership) -> str:
    if membership.city is None:
        return ""
    if membership.district is None:
        return membership.city.name
    return f"{membership.city.name} {membership.district.name}"


register_identity(identity)
