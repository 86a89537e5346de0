"""The lists of an organisation: its people, invitations, certificates and record; the organisations of a city."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import Membership, Role, User
from idi_platform.audit.public import PlatformEvent
from idi_platform.lists.public import Column, Empty, ListPage
from idi_platform.organisations.filters import (
    BodyFilters,
    CertificateFilters,
    InvitationFilters,
    PeopleFilters,
    RecordFilters,
)
from idi_platform.organisations.models import Certificate, Invitation
from idi_platform.organisations.rights import DECIDE, MANAGE_PEOPLE, READ_ORGANISATION, READ_RECORD
from idi_platform.organisations.selectors import (
    certificates_seen,
    invitations_of,
    people_of,
    record_of,
    standings_seen,
)
from idi_platform.organisations.wording import (
    RECORD_EVENTS,
    STANDING_TONES,
    VALIDITY_TONES,
    Standing,
    Validity,
    invitation_words,
    last_day,
    standing_of,
    validity_of,
)
from idi_platform.tenancy.public import Actor
from idi_platform.ui.public import Tone

ADMINISTRATORS = (Role.ORG_ADMIN,)


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One membership as the list shows it."""

    membership: Membership
    standing: Standing
    tone: Tone
    certificates: Validity | None

    @property
    def certificates_tone(self) -> Tone | None:
        return VALIDITY_TONES[self.certificates] if self.certificates else None

    @property
    def ends_on(self) -> date | None:
        return last_day(self.membership.valid_to)


@dataclass(frozen=True, slots=True)
class InvitationLine:
    """One invitation as the list shows it."""

    invitation: Invitation
    words: Promise
    tone: Tone


def _people(rows: Sequence[Membership], viewer: Actor, at: datetime) -> list[PersonLine]:
    """With the certificate of each that lapses, or lapsed, first. One query."""
    on = timezone.localdate(at)
    held: dict[UUID, list[Validity]] = {}
    for certificate in certificates_seen(viewer).filter(holder__in=[row.user_id for row in rows]):
        held.setdefault(certificate.holder_id, []).append(validity_of(certificate.valid_to, on=on))
    standings = [(row, standing_of(row, on=on)) for row in rows]
    return [
        PersonLine(row, standing, STANDING_TONES[standing], _worst(held.get(row.user_id, [])))
        for row, standing in standings
    ]


def _worst(held: list[Validity]) -> Validity | None:
    return next((one for one in (Validity.LAPSED, Validity.LAPSES, Validity.VALID) if one in held), None)


def _invitations(rows: Sequence[Invitation], _viewer: Actor, at: datetime) -> list[InvitationLine]:
    return [InvitationLine(row, *invitation_words(row, at=at)) for row in rows]


PEOPLE_COLUMNS: tuple[Column[PersonLine], ...] = (
    Column(
        "name",
        _("Full name"),
        lambda line: line.membership.user.full_name,
        sort=("user__full_name", "user__username"),
        template="organisations/cells/person.html",
        width=20,
    ),
    Column("role", _("Role"), lambda line: line.membership.get_role_display(), sort=("role",), width=24),
    Column(
        "district",
        _("District"),
        lambda line: line.membership.district.name if line.membership.district else "",
        sort=("district__code",),
        is_shown=False,
    ),
    Column(
        "standing",
        _("Membership"),
        lambda line: str(line.standing.label),
        template="organisations/cells/standing.html",
    ),
    Column(
        "certificates",
        _("Certificates"),
        lambda line: str(line.certificates.label) if line.certificates else "",
        template="organisations/cells/certificates.html",
    ),
    Column("from", _("Since"), lambda line: line.membership.valid_from, sort=("valid_from",), css="text-nowrap"),
    Column("until", _("Last day"), lambda line: line.ends_on, sort=("valid_to",), css="text-nowrap"),
    Column(
        "username",
        _("User name"),
        lambda line: line.membership.user.username,
        sort=("user__username",),
        template="organisations/cells/username.html",
    ),
)

PEOPLE = ListPage(
    key="people",
    title=_("Our people"),
    caption=_("People of the organisation in this city"),
    right=MANAGE_PEOPLE,
    url_name="organisations:people",
    rows=lambda viewer, _at: people_of(viewer),
    filterset=PeopleFilters,
    lines=_people,
    columns=PEOPLE_COLUMNS,
    sort="name",
    quick="standing",
    empty=Empty(_("Nobody yet"), _("Invite a colleague: they appear here once they have accepted."), icon="users"),
    template="organisations/people.html",
)

INVITATION_COLUMNS: tuple[Column[InvitationLine], ...] = (
    Column(
        "name",
        _("Full name"),
        lambda line: line.invitation.full_name,
        sort=("full_name",),
        template="organisations/cells/invitation.html",
        width=20,
    ),
    Column("role", _("Role"), lambda line: line.invitation.get_role_display(), sort=("role",), width=24),
    Column(
        "state", _("State"), lambda line: str(line.words), template="organisations/cells/state.html", sort=("state",)
    ),
    Column("invited", _("Invited on"), lambda line: line.invitation.invited_at, sort=("invited_at",)),
    Column("until", _("Link opens until"), lambda line: line.invitation.expires_at, sort=("expires_at",)),
    Column("by", _("Invited by"), lambda line: line.invitation.invited_by.full_name, sort=("invited_by__full_name",)),
    Column(
        "accepted",
        _("Accepted by"),
        lambda line: line.invitation.accepted_by.full_name if line.invitation.accepted_by else "",
        is_shown=False,
    ),
)

INVITATIONS = ListPage(
    key="invitations",
    title=_("Invitations"),
    caption=_("Invitations, the newest first"),
    right=MANAGE_PEOPLE,
    url_name="organisations:invitations",
    rows=lambda viewer, _at: invitations_of(viewer),
    filterset=InvitationFilters,
    lines=_invitations,
    columns=INVITATION_COLUMNS,
    sort="-invited",
    quick="state",
    empty=Empty(_("No invitations yet"), _("Whom you invite appears here until they have accepted."), icon="mail"),
    template="organisations/invitations.html",
)


@dataclass(frozen=True, slots=True)
class CertificateLine:
    """One certificate as the list shows it. The number is on its own page."""

    certificate: Certificate
    validity: Validity
    tone: Tone

    @property
    def last_day(self) -> date | None:
        return last_day(self.certificate.valid_to)


def _certificates(rows: Sequence[Certificate], _viewer: Actor, at: datetime) -> list[CertificateLine]:
    on = timezone.localdate(at)
    found = [(row, validity_of(row.valid_to, on=on)) for row in rows]
    return [CertificateLine(row, validity, VALIDITY_TONES[validity]) for row, validity in found]


CERTIFICATES = ListPage(
    key="certificates",
    title=_("Certificates"),
    caption=_("Certificates, those that lapse first"),
    right=READ_ORGANISATION,
    url_name="organisations:certificates",
    rows=lambda viewer, _at: certificates_seen(viewer),
    filterset=CertificateFilters,
    lines=_certificates,
    columns=(
        Column(
            "holder",
            _("Holder"),
            lambda line: line.certificate.holder.full_name,
            sort=("holder__full_name",),
            template="organisations/cells/certificate.html",
            width=20,
        ),
        Column("kind", _("Kind"), lambda line: line.certificate.get_kind_display(), sort=("kind",), width=28),
        Column("issuer", _("Issuing body"), lambda line: line.certificate.issuer, sort=("issuer",), width=28),
        Column("until", _("Last day"), lambda line: line.last_day, sort=("valid_to",), css="text-nowrap"),
        Column(
            "validity",
            _("Validity"),
            lambda line: str(line.validity.label),
            template="organisations/cells/validity.html",
        ),
        Column(
            "organisation",
            _("Organisation"),
            lambda line: line.certificate.organisation.name,
            sort=("organisation__name_zh",),
            is_shown=False,
        ),
    ),
    sort="until",
    quick="validity",
    empty=Empty(_("No certificates yet"), _("An administrator enters them from their papers."), icon="certificate"),
    template="organisations/certificates.html",
)

BODIES = ListPage(
    key="organisations",
    title=_("Organisations"),
    caption=_("Organisations in the city"),
    right=DECIDE,
    url_name="organisations:bodies",
    rows=lambda viewer, _at: standings_seen(viewer),
    filterset=BodyFilters,
    lines=lambda rows, _viewer, _at: list(rows),
    columns=(
        Column(
            "name",
            _("Organisation"),
            lambda standing: standing.organisation.name,
            sort=("organisation__name_zh",),
            template="organisations/cells/body.html",
            width=32,
        ),
        Column(
            "kind",
            _("Kind"),
            lambda standing: standing.organisation.get_kind_display(),
            sort=("organisation__kind",),
        ),
        Column("since", _("Since"), lambda standing: standing.admitted_on, sort=("admitted_on",)),
        Column("number", _("Number"), lambda standing: standing.dossier.number, sort=("dossier__number",)),
    ),
    sort="name",
    empty=Empty(
        _("No organisation yet"),
        _("An organisation appears here once it has applied to the city."),
        icon="building-community",
    ),
)


@dataclass(frozen=True, slots=True)
class RecordLine:
    """One event of the organisation's record: `whom` it was about, where it names a person."""

    event: PlatformEvent
    words: str
    by: str
    whom: str


def _record(rows: Sequence[PlatformEvent], _viewer: Actor, _at: datetime) -> list[RecordLine]:
    """Names of the people in two: those who did and those to whom. One query."""
    named = {row.pk: row.payload.get("user", "") for row in rows}
    people = User.objects.in_bulk(
        [*{row.actor_user_id for row in rows if row.actor_user_id}, *{UUID(key) for key in named.values() if key}]
    )
    words = dict(RECORD_EVENTS)
    return [
        RecordLine(
            row,
            str(words.get(row.code, row.code)),
            str(people.get(row.actor_user_id, "")) if row.actor_user_id else "",
            str(people.get(UUID(named[row.pk]), "")) if named[row.pk] else "",
        )
        for row in rows
    ]


RECORD = ListPage(
    key="organisation-record",
    title=_("Record of the organisation"),
    caption=_("What happened to the organisation in this city, the newest first"),
    right=READ_RECORD,
    url_name="organisations:record",
    rows=lambda viewer, _at: record_of(viewer),
    filterset=RecordFilters,
    lines=_record,
    columns=(
        Column("at", _("Time"), lambda line: line.event.at, sort=("at",), css="text-nowrap"),
        Column("event", _("Event"), lambda line: line.words, width=32),
        Column("whom", _("Whom"), lambda line: line.whom),
        Column("by", _("By whom"), lambda line: line.by),
        Column("role", _("Role"), lambda line: str(dict(Role.choices).get(line.event.payload.get("role", ""), ""))),
    ),
    sort="-at",
    empty=Empty(_("Nothing yet"), _("Invitations, memberships and applications are recorded here."), icon="history"),
)
