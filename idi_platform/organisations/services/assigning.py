"""Putting somebody in charge of a case, standing in for who is away, handing work over for good."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from idi_platform.accounts.public import ORGANISATION, Membership, Organisation, Role, User
from idi_platform.audit.public import record, record_platform
from idi_platform.dossiers.public import CIVIL_ZONE, Dossier
from idi_platform.organisations.errors import (
    AbsenceGone,
    AwayAlready,
    DayPassed,
    DeputyAway,
    DeputyNotOfRole,
    NotAColleague,
    NotYourAbsence,
    NotYourOrganisation,
    PeriodEmpty,
    StandsInThen,
)
from idi_platform.organisations.guards import administered_by
from idi_platform.organisations.handing_over import hand_everything_over
from idi_platform.organisations.models import Absence, Assignment
from idi_platform.organisations.selectors import charged_to, who_open
from idi_platform.tenancy.public import Actor


@dataclass(frozen=True, slots=True)
class AbsenceFacts:
    """Who is away from a day on, and who stands in; `to_on` is the first day back."""

    person: User
    deputy: User
    from_on: date
    to_on: date


@transaction.atomic
def assign(*, dossier: Dossier, assignee: User, by: Actor, at: datetime) -> Assignment:
    """Puts a colleague in charge of a case that both see; whoever was in charge no longer is.

    The dossier stays locked meanwhile: of two at once the later one counts. NotYourOrganisation, NotAColleague.
    """
    if by.organisation_id is None:
        raise NotYourOrganisation
    Dossier.objects.select_for_update(no_key=True).get(city_id=by.tenant_id, pk=dossier.pk)
    able = who_open(by, [dossier.pk], on=at.astimezone(CIVIL_ZONE).date())
    if not able.filter(pk=assignee.pk).exists():
        raise NotAColleague(field="assignee")
    open_ones = Assignment.objects.filter(
        city_id=by.tenant_id, dossier=dossier, organisation_id=by.organisation_id, ended_at=None
    )
    open_ones.update(ended_at=at)
    assignment = Assignment.objects.create(
        city_id=by.tenant_id,
        organisation_id=by.organisation_id,
        dossier=dossier,
        assignee=assignee,
        assigned_by_id=by.person_id,
        assigned_at=at,
    )
    record(
        dossier_id=dossier.pk,
        code="case_assigned",
        by=by,
        at=at,
        payload={"assignee": str(assignee.pk), "organisation": str(by.organisation_id)},
    )
    return assignment


@transaction.atomic
def hand_over(*, person: User, successor: User, by: Actor, at: datetime) -> int:
    """Puts the successor in charge of everything that the person is in charge of; how many. For administrators.

    What else the apps keep for a person goes along: drafts of reports.

    NotYourOrganisation; NotAColleague when the successor may not open one of the cases: then none is handed over.
    """
    administered_by(by, on=at.astimezone(CIVIL_ZONE).date())
    found = list(charged_to(by, person).select_related("dossier").order_by("pk"))
    for row in found:
        assign(dossier=row.dossier, assignee=successor, by=by, at=at)
    more = hand_everything_over(person=person, successor=successor, by=by, at=at)
    record_platform(
        code="work_handed_over",
        subject=ORGANISATION,
        subject_id=by.organisation_id,
        by=by,
        at=at,
        payload={"user": str(person.pk), "successor": str(successor.pk), "cases": len(found), **more},
    )
    return len(found) + sum(more.values())


@transaction.atomic
def enter_absence(*, facts: AbsenceFacts, by: Actor, at: datetime) -> Absence:
    """Enters leave with a deputy of the same organisation and role; by the person, or an administrator. Business time.

    Raises:
        NotYourOrganisation, NotYourAbsence, PeriodEmpty, DayPassed, DeputyNotOfRole, DeputyAway, AwayAlready,
        StandsInThen.
    """
    on = at.astimezone(CIVIL_ZONE).date()
    if by.organisation_id is None:
        raise NotYourOrganisation
    if facts.person.pk != by.person_id and by.role != Role.ORG_ADMIN:
        raise NotYourAbsence
    if facts.to_on <= facts.from_on:
        raise PeriodEmpty(field="valid_to")
    if facts.to_on <= on:
        raise DayPassed(field="valid_to")
    # One at a time, so that two absences of one moment see each other.
    organisation = Organisation.objects.select_for_update(no_key=True).get(pk=by.organisation_id)
    _check_deputy(facts, organisation, by=by, on=on)
    absence = Absence.objects.create(
        city_id=by.tenant_id,
        organisation_id=by.organisation_id,
        person=facts.person,
        deputy=facts.deputy,
        from_on=facts.from_on,
        to_on=facts.to_on,
        entered_by_id=by.person_id,
        entered_at=at,
    )
    _record("absence_entered", absence, by=by, at=at)
    return absence


def _check_deputy(facts: AbsenceFacts, organisation: Organisation, *, by: Actor, on: date) -> None:
    held = Membership.objects.valid_on(on).filter(organisation=organisation, city_id=by.tenant_id)
    roles = set(held.filter(user=facts.person).values_list("role", flat=True))
    shared = held.filter(user=facts.deputy, role__in=roles)
    if facts.deputy.pk == facts.person.pk or not shared.exists():
        raise DeputyNotOfRole(field="deputy")
    away = Absence.objects.filter(
        city_id=by.tenant_id, withdrawn_at=None, from_on__lt=facts.to_on, to_on__gt=facts.from_on
    )
    if away.filter(person=facts.person).exists():
        raise AwayAlready(field="from_on")
    if away.filter(person=facts.deputy).exists():
        raise DeputyAway(field="deputy")
    if away.filter(deputy=facts.person).exists():
        raise StandsInThen(field="person")


@transaction.atomic
def withdraw_absence(*, absence: Absence, by: Actor, at: datetime) -> None:
    """Takes an absence back, or ends it early: the deputy no longer stands in. NotYourAbsence, AbsenceGone."""
    if absence.person_id != by.person_id and by.role != Role.ORG_ADMIN:
        raise NotYourAbsence
    rows = Absence.objects.visible_to(by).filter(
        pk=absence.pk, withdrawn_at=None, to_on__gt=at.astimezone(CIVIL_ZONE).date()
    )
    if not rows.update(withdrawn_at=at):
        raise AbsenceGone
    absence.refresh_from_db()
    _record("absence_withdrawn", absence, by=by, at=at)


def _record(code: str, absence: Absence, *, by: Actor, at: datetime) -> None:
    record_platform(
        code=code,
        subject=ORGANISATION,
        subject_id=absence.organisation_id,
        by=by,
        at=at,
        payload={
            "absence": str(absence.pk),
            "user": str(absence.person_id),
            "deputy": str(absence.deputy_id),
            "from_on": absence.from_on.isoformat(),
            "to_on": absence.to_on.isoformat(),
        },
    )


def stands_in(*, deputy: Actor, person_id: UUID, on: date) -> bool:
    """Whether the actor stands in for a colleague that day."""
    if deputy.organisation_id is None:
        return False
    away = Absence.objects.filter(city_id=deputy.tenant_id, organisation_id=deputy.organisation_id, withdrawn_at=None)
    return away.filter(person_id=person_id, deputy_id=deputy.user_id, from_on__lte=on, to_on__gt=on).exists()


def in_charge(*, dossier_id: UUID, organisation_id: UUID, city_id: int, on: date) -> set[UUID]:
    """Who answers for a case at an organisation that day: the person in charge, and whoever stands in for them.

    Empty when nobody is assigned, or the one who is no longer works there: then it is everybody's of the role.
    """
    assigned = Assignment.objects.filter(
        city_id=city_id, dossier_id=dossier_id, organisation_id=organisation_id, ended_at=None
    )
    held = Membership.objects.valid_on(on).filter(city_id=city_id, organisation_id=organisation_id)
    person = assigned.filter(assignee__in=held.values("user")).values_list("assignee_id", flat=True).first()
    if person is None:
        return set()
    away = Absence.objects.filter(
        city_id=city_id,
        organisation_id=organisation_id,
        person_id=person,
        withdrawn_at=None,
        from_on__lte=on,
        to_on__gt=on,
    )
    return {person, *away.filter(deputy__in=held.values("user")).values_list("deputy_id", flat=True)}
