"""Authority to act for owners: one person records it with its document, a second confirms it, any concerned ends it.

What it opens is a projection (grants.py): it begins and ends on its days, and of a home when its giver sells it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from idi_platform.accounts.public import Organisation, OrganisationKind, Role, User
from idi_platform.audit.public import JSONValue, record
from idi_platform.documents.public import store_upload
from idi_platform.dossiers.public import CIVIL_ZONE, project_grants
from idi_platform.registry.constants import COMMON_PARTS, AuthorityKind, AuthorityState, PartyRole
from idi_platform.registry.errors import (
    AuthorityEnded,
    HolderWrong,
    HomesMissing,
    NotTheirHome,
    NotYourAuthority,
    PeriodWrong,
    ReasonMissing,
)
from idi_platform.registry.models import Authority, AuthorityHome, Building, Ownership, Party, Project, Unit
from idi_platform.tenancy.public import Actor, OneWaits, decide, require_another_person

from .entry import let_owner_in
from .projects import register_unit

RECORDERS = (Role.OWNER, Role.UNDERWRITER, Role.ADJUSTER, Role.BUREAU)
CONFIRMERS = (Role.INSURER_MANAGER, Role.BUREAU)
# What kind of body each authority is given to; the others are given to a person.
BODY_OF_KIND = {
    AuthorityKind.PROPERTY_SERVICE: OrganisationKind.PROPERTY_MANAGER,
    AuthorityKind.COMMITTEE: OrganisationKind.OWNERS_COMMITTEE,
}
# Whoever may have to answer for the defect speaks for no owner (Civil Code 168: nobody deals with himself).
_ANSWERING = (PartyRole.DEVELOPER, PartyRole.LEAD_INSURER, PartyRole.CO_INSURER, PartyRole.TIS, PartyRole.CONTRACTOR)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityFacts:
    """`units` are homes of `given_by`, or, without a giver, common parts. A body holds it or a person does.

    `to_on` is the first day no longer; None: until it is ended. `paper`: which paper, by whom, of which day.
    """

    kind: str
    units: Sequence[Unit]
    from_on: date
    to_on: date | None
    paper: str
    may_settle: bool = False
    organisation: Organisation | None = None
    person: User | None = None
    given_by: User | None = None


@dataclass(frozen=True, slots=True)
class AuthorityPaper:
    """The document as it was uploaded."""

    file: IO[bytes]
    filename: str


@transaction.atomic
def record_authority(*, facts: AuthorityFacts, document: AuthorityPaper, by: Actor, at: datetime) -> Authority:
    """Writes an authority down. Nobody may do anything by it until another person confirms it.

    Raises:
        HomesMissing, NotYourAuthority, HolderWrong, NotTheirHome, PeriodWrong, OneWaits, UploadRefused.
    """
    if not facts.units or len({unit.project_id for unit in facts.units}) != 1:
        raise HomesMissing(field="units")
    project = facts.units[0].project
    if not _may_record(facts, project, by):
        raise NotYourAuthority
    if facts.to_on is not None and facts.to_on <= facts.from_on:
        raise PeriodWrong(field="to_on")
    _check_holder(facts, project)
    _check_giver(facts)
    _check_none_waits(facts)
    upload = store_upload(dossier=facts.units[0].dossier, file=document.file, filename=document.filename, by=by, at=at)
    authority = Authority.objects.create(
        city_id=by.tenant_id,
        project=project,
        kind=facts.kind,
        organisation=facts.organisation,
        person=facts.person,
        given_by=facts.given_by,
        from_on=facts.from_on,
        to_on=facts.to_on,
        may_settle=facts.may_settle,
        paper=facts.paper,
        document=upload,
        recorded_by_id=by.person_id,
        recorded_at=at,
    )
    AuthorityHome.objects.bulk_create(
        AuthorityHome(city_id=by.tenant_id, authority=authority, unit=unit) for unit in facts.units
    )
    _record("authority_recorded", authority, by=by, at=at)
    return authority


@transaction.atomic
def confirm_authority(*, authority: Authority, by: Actor, at: datetime, real: datetime) -> None:
    """From its day on the holder sees and files claims of what it names; an agent may sign in from now on.

    `at` is business time, `real` real time, of which memberships are. NotYourAuthority, SamePerson, MovedOn.
    """
    _require_second(authority, by)
    decide(authority, AuthorityState.CONFIRMED, waits=AuthorityState.ASKED, by=by, at=at)
    _project(authority, by=by)
    if authority.person is not None:
        let_owner_in(authority.person, by=by, real=real)
    _record("authority_confirmed", authority, by=by, at=at)


@transaction.atomic
def refuse_authority(*, authority: Authority, reason: str, by: Actor, at: datetime) -> None:
    """Does not confirm it, for a reason. ReasonMissing, NotYourAuthority, SamePerson, MovedOn."""
    if not reason:
        raise ReasonMissing(field="reason")
    _require_second(authority, by)
    decide(authority, AuthorityState.REFUSED, waits=AuthorityState.ASKED, by=by, at=at, reason=reason)
    _record("authority_refused", authority, by=by, at=at)


@transaction.atomic
def end_authority(*, authority: Authority, reason: str, by: Actor, at: datetime) -> None:
    """Ends it today: a withdrawal, or the holder gives it up. It only takes rights away, so one person is enough.

    Raises:
        NotYourAuthority, ReasonMissing, AuthorityEnded: never confirmed, or over already.
    """
    if not may_end(authority, by):
        raise NotYourAuthority
    if not reason:
        raise ReasonMissing(field="reason")
    today = at.astimezone(CIVIL_ZONE).date()
    runs = Q(to_on=None) | Q(to_on__gt=today)
    held = Authority.objects.filter(runs, city_id=by.tenant_id, pk=authority.pk, state=AuthorityState.CONFIRMED)
    ends_on = max(today, authority.from_on)
    if not held.update(to_on=ends_on, ended_by_id=by.person_id, ended_at=at, end_reason=reason):
        raise AuthorityEnded
    authority.refresh_from_db()
    _project(authority, by=by)
    _record("authority_ended", authority, by=by, at=at)


def common_parts_of(*, building: Building, by: Actor, at: datetime) -> Unit:
    """The file of a building's common parts, opened when it is first needed."""
    found = Unit.objects.filter(city_id=by.tenant_id, building=building, is_common=True).first()
    if found is not None:
        return found
    return register_unit(
        project=building.project,
        building=building,
        number=COMMON_PARTS,
        floor=None,
        is_common=True,
        by=by,
        at=at,
    )


def may_decide(authority: Authority, by: Actor) -> bool:
    """A manager of the lead insurer or an officer; never who recorded it, gave it or would hold it."""
    concerned = {authority.recorded_by_id, authority.given_by_id, authority.person_id}
    is_open = authority.state == AuthorityState.ASKED
    return by.role in CONFIRMERS and by.user_id not in concerned and is_open


def may_end(authority: Authority, by: Actor) -> bool:
    """Who gave it, who holds it, whoever may record or confirm one here."""
    if by.role == Role.OWNER:
        return by.user_id in (authority.given_by_id, authority.person_id)
    if by.role == Role.PARTICIPANT:
        return by.organisation_id is not None and by.organisation_id == authority.organisation_id
    return by.role in (*RECORDERS, *CONFIRMERS) and _is_in_charge(authority.project_id, by)


def _may_record(facts: AuthorityFacts, project: Project, by: Actor) -> bool:
    """An owner of own homes alone; the lead insurer's people and the bureau of what is theirs."""
    if by.role == Role.OWNER:
        return facts.given_by is not None and facts.given_by.pk == by.user_id
    return by.role in RECORDERS and _is_in_charge(project.pk, by)


def _is_in_charge(project_id: UUID, by: Actor) -> bool:
    seen = Project.objects.visible_to(by) if by.role == Role.BUREAU else Project.objects.led_by(by)
    return seen.filter(pk=project_id).exists()


def _require_second(authority: Authority, by: Actor) -> None:
    if by.role not in CONFIRMERS or not _is_in_charge(authority.project_id, by):
        raise NotYourAuthority
    require_another_person(by, authority.recorded_by_id, authority.given_by_id, authority.person_id)


def _check_holder(facts: AuthorityFacts, project: Project) -> None:
    """A body of the right kind that does not answer for the defect, or a person; never both, never the giver."""
    body = BODY_OF_KIND.get(AuthorityKind(facts.kind))
    if body is None:
        if facts.person is None or facts.organisation is not None or facts.person == facts.given_by:
            raise HolderWrong(field="holder")
        return
    if facts.organisation is None or facts.person is not None or facts.organisation.kind != body:
        raise HolderWrong(field="holder")
    answering = Party.objects.filter(
        Q(to_on=None) | Q(to_on__gt=facts.from_on),
        project=project,
        organisation=facts.organisation,
        role__in=_ANSWERING,
    )
    if answering.exists():
        raise HolderWrong(field="holder")


def _check_giver(facts: AuthorityFacts) -> None:
    """Homes are their owner's to entrust; common parts the owners' together, and only to a body."""
    homes = [unit for unit in facts.units if not unit.is_common]
    if facts.given_by is None:
        if homes or facts.organisation is None:
            raise NotTheirHome(field="given_by")
        return
    owning = Ownership.objects.filter(city_id=facts.units[0].city_id, owner=facts.given_by, unit__in=homes)
    owned = set(owning.on(facts.from_on).values_list("unit_id", flat=True))
    if {unit.pk for unit in facts.units} != owned:
        raise NotTheirHome(field="given_by")


def _check_none_waits(facts: AuthorityFacts) -> None:
    """One after the other: nobody piles up what others must read. The homes stay locked until the transaction ends."""
    units = Unit.objects.filter(city_id=facts.units[0].city_id, pk__in=[unit.pk for unit in facts.units])
    locked = list(units.select_for_update(of=("self",)).order_by("pk"))
    waiting = AuthorityHome.objects.filter(unit__in=locked, authority__state=AuthorityState.ASKED)
    if waiting.exists():
        raise OneWaits


def _project(authority: Authority, *, by: Actor) -> None:
    for unit_id in authority.homes.order_by("unit_id").values_list("unit_id", flat=True):
        project_grants(dossier_id=unit_id, by=by)


def _record(code: str, authority: Authority, *, by: Actor, at: datetime) -> None:
    """On each home's file: its owner and the next one read there who acted on what."""
    told: dict[str, JSONValue] = {
        "authority": str(authority.pk),
        "kind": authority.kind,
        "organisation": str(authority.organisation_id) if authority.organisation_id else None,
        "person": str(authority.person_id) if authority.person_id else None,
        "from_on": authority.from_on.isoformat(),
        "to_on": authority.to_on.isoformat() if authority.to_on else None,
    }
    for unit_id in authority.homes.order_by("unit_id").values_list("unit_id", flat=True):
        record(dossier_id=unit_id, code=code, by=by, at=at, payload=told)
