"""Inviting a colleague, renewing the link, taking the invitation back, accepting it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from idi_platform.accounts.public import (
    ORGANISATION,
    Membership,
    MembershipFacts,
    Organisation,
    PersonFacts,
    Role,
    User,
    create_person,
    grant_membership,
)
from idi_platform.audit.public import record_platform
from idi_platform.organisations.constants import DISTRICT_ROLES, INVITATION_LASTS, InvitationState, roles_of
from idi_platform.organisations.errors import (
    ContactMissing,
    DistrictNotForRole,
    InvitationGone,
    OwnInvitation,
    PeriodEmpty,
    RoleNotOfKind,
)
from idi_platform.organisations.guards import administered_by
from idi_platform.organisations.links import read_token
from idi_platform.organisations.models import Invitation
from idi_platform.tenancy.public import Actor, District, acting_as, system_actor


@dataclass(frozen=True, slots=True)
class InvitationFacts:
    """Whom to ask in, as what, in the whole city or one district; `valid_to` is the first day after."""

    full_name: str
    role: str
    valid_from: date
    valid_to: date | None = None
    phone: str = ""
    email: str = ""
    district: District | None = None


@transaction.atomic
def invite(*, facts: InvitationFacts, by: Actor, at: datetime) -> Invitation:
    """Asks a colleague into the actor's organisation and city. `at` is real time.

    Raises:
        NotYourOrganisation, RoleNotOfKind, DistrictNotForRole, ContactMissing, PeriodEmpty.
    """
    organisation = administered_by(by, on=timezone.localdate(at))
    check_role(organisation, facts.role, facts.district, by=by)
    if not facts.phone and not facts.email:
        raise ContactMissing(field="phone")
    if facts.valid_to is not None and facts.valid_to <= facts.valid_from:
        raise PeriodEmpty(field="valid_to")
    invitation = Invitation.objects.create(
        city_id=by.tenant_id,
        organisation=organisation,
        full_name=facts.full_name,
        phone=facts.phone,
        email=facts.email,
        role=facts.role,
        district=facts.district,
        valid_from=facts.valid_from,
        valid_to=facts.valid_to,
        invited_by_id=by.person_id,
        invited_at=at,
        expires_at=at + INVITATION_LASTS,
    )
    _record("invitation_sent", invitation, by=by, at=at)
    return invitation


def check_role(organisation: Organisation, role: str, district: District | None, *, by: Actor) -> None:
    """Raises RoleNotOfKind or DistrictNotForRole."""
    if role not in roles_of(organisation.kind):
        raise RoleNotOfKind(field="role")
    if district is not None and (role not in DISTRICT_ROLES or district.city_id != by.tenant_id):
        raise DistrictNotForRole(field="district")


@transaction.atomic
def renew_link(*, invitation: Invitation, by: Actor, at: datetime) -> None:
    """Makes a new link; the ones before no longer open. InvitationGone when it was used or withdrawn."""
    administered_by(by, on=timezone.localdate(at))
    renewed = Invitation.objects.visible_to(by).filter(pk=invitation.pk, state=InvitationState.OPEN)
    if not renewed.update(link_number=F("link_number") + 1, expires_at=at + INVITATION_LASTS):
        raise InvitationGone
    invitation.refresh_from_db()
    _record("invitation_renewed", invitation, by=by, at=at)


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: Actor, at: datetime) -> None:
    """Takes it back. InvitationGone when it was used or withdrawn."""
    administered_by(by, on=timezone.localdate(at))
    opened = Invitation.objects.visible_to(by).filter(pk=invitation.pk, state=InvitationState.OPEN)
    if not opened.update(state=InvitationState.WITHDRAWN, closed_at=at):
        raise InvitationGone
    invitation.refresh_from_db()
    _record("invitation_withdrawn", invitation, by=by, at=at)


def invitation_behind(token: str, *, at: datetime) -> Invitation:
    """The open invitation of a link, whoever asks: the link is the right. InvitationGone."""
    link = read_token(token)
    if link is None:
        raise InvitationGone
    with acting_as(system_actor(link.city_id)) as by:
        rows = Invitation.objects.visible_to(by).select_related("organisation", "city", "district", "invited_by")
        invitation = rows.filter(pk=link.invitation_id, link_number=link.number).first()
    if invitation is None or not invitation.is_open_at(at):
        raise InvitationGone
    return invitation


@transaction.atomic
def accept_invitation(*, token: str, person: User | PersonFacts, at: datetime) -> Membership:
    """Gives the membership to somebody signed in, or to a new person; the link opens no second time. Real time.

    Raises:
        InvitationGone, OwnInvitation, UsernameTaken, MembershipHeld.
    """
    invitation = invitation_behind(token, at=at)
    user = person if isinstance(person, User) else create_person(facts=person)
    if user.pk == invitation.invited_by_id:
        raise OwnInvitation
    by = Actor(
        user_id=user.pk, organisation_id=invitation.organisation_id, role=invitation.role, city_id=invitation.city_id
    )
    with acting_as(by):
        _move_to_accepted(invitation, user, at=at)
        facts = MembershipFacts(
            role=Role(invitation.role),
            organisation=invitation.organisation,
            district=invitation.district,
            valid_from=max(invitation.valid_from, timezone.localdate(at)),
            valid_to=invitation.valid_to,
        )
        if facts.valid_to is not None and facts.valid_to <= facts.valid_from:
            raise InvitationGone
        membership = grant_membership(user=user, facts=facts, by=by, at=at)
        _record("invitation_accepted", invitation, by=by, at=at)
    return membership


def _move_to_accepted(invitation: Invitation, user: User, *, at: datetime) -> None:
    """Compare-and-swap: of two people with one link, or of a link used and renewed at once, one wins."""
    won = Invitation.objects.filter(
        city_id=invitation.city_id,
        pk=invitation.pk,
        state=InvitationState.OPEN,
        link_number=invitation.link_number,
        expires_at__gt=at,
    ).update(state=InvitationState.ACCEPTED, accepted_by=user, closed_at=at)
    if not won:
        raise InvitationGone


def _record(code: str, invitation: Invitation, *, by: Actor, at: datetime) -> None:
    record_platform(
        code=code,
        subject=ORGANISATION,
        subject_id=invitation.organisation_id,
        by=by,
        at=at,
        payload={"invitation": str(invitation.pk), "role": invitation.role},
    )
