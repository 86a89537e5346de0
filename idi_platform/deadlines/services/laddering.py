"""Ladders of a city: one officer drafts one and asks for it, another puts it in force or refuses it.

It speaks about what begins, or is planned anew, from then on; running terms keep their plans unless the asker wished
that it reaches them. Moments are real time.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from idi_platform.accounts.public import require_whole_city
from idi_platform.audit.public import JSONValue, record_platform
from idi_platform.deadlines.constants import Basis, RecomputationCause
from idi_platform.deadlines.errors import NothingToGiveUp, UnknownScope
from idi_platform.deadlines.ladder import Rung, check_rungs, in_order
from idi_platform.deadlines.models import (
    CityLadder,
    CityLadderQuerySet,
    LadderState,
    Recomputation,
    RecomputationState,
)
from idi_platform.deadlines.resolver import resolver
from idi_platform.deadlines.standing import ladder_for
from idi_platform.tenancy.public import (
    Actor,
    MovedOn,
    decide,
    move_on,
    require_another_person,
    require_asker,
    unless_taken,
)

from .recomputing import in_scope

SUBJECT = "deadlines.cityladder"


@dataclass(frozen=True, slots=True)
class Scope:
    """Which terms a ladder is for: all, those of one basis, or those of one duty."""

    basis: str = ""
    duty: str = ""


@transaction.atomic
def start_ladder(*, scope: Scope, by: Actor, at: datetime) -> CityLadder:
    """A draft that begins with the rungs that speak about these terms now. WholeCityOnly, UnknownScope."""
    require_whole_city(by)
    is_known = scope.basis in ("", *Basis) and scope.duty in ("", *resolver().known_duties())
    if not is_known or (scope.basis and scope.duty):
        raise UnknownScope(field="scope")
    speaking = ladder_for(city_id=by.tenant_id, duty=scope.duty, basis=scope.basis)
    row = CityLadder.objects.create(
        city_id=by.tenant_id,
        basis=scope.basis,
        duty=scope.duty,
        rungs=[rung.as_row() for rung in speaking.rungs],
        author_id=by.person_id,
        created_at=at,
    )
    _record("ladder_drafted", row, by=by, at=at)
    return row


@transaction.atomic
def put_rung(*, ladder_id: UUID, rung: Rung, instead_of: str, by: Actor, at: datetime) -> None:
    """Adds a rung to one's draft, in the place of the one with the key `instead_of` unless that is "".

    Raises WholeCityOnly, NotTheAsker, MovedOn, and what check_rungs raises.
    """
    row = _own_draft(ladder_id, by)
    others = [each for each in row.steps if each.key != instead_of]
    if instead_of and len(others) == len(row.steps):
        raise MovedOn
    rungs = in_order([*others, rung])
    check_rungs(rungs)
    _write(row, rungs, by=by, at=at)


@transaction.atomic
def drop_rung(*, ladder_id: UUID, key: str, by: Actor, at: datetime) -> None:
    """Takes a rung out of one's draft; the last one may go. WholeCityOnly, NotTheAsker, MovedOn, MissNotTold."""
    row = _own_draft(ladder_id, by)
    rungs = tuple(each for each in row.steps if each.key != key)
    if len(rungs) == len(row.steps):
        raise MovedOn
    if rungs:
        check_rungs(rungs)
    _write(row, rungs, by=by, at=at)


@transaction.atomic
def ask_for_ladder(*, ladder_id: UUID, reason: str, reaches_running: bool, by: Actor, at: datetime) -> None:
    """Asks another officer to put one's draft in force. WholeCityOnly, NotTheAsker, MovedOn, NothingToGiveUp."""
    row = _own_draft(ladder_id, by)
    if row.rungs:
        check_rungs(row.steps)
    elif not _same_scope(row).in_force().exclude(rungs=[]).exists():
        raise NothingToGiveUp
    told = {"reason": reason.strip(), "reaches_running": reaches_running, "asked_at": at}
    move_on(row, LadderState.ASKED, waits=LadderState.DRAFT, **told)
    _record("ladder_asked", row, by=by, at=at)


@transaction.atomic
def put_in_force(*, ladder_id: UUID, by: Actor, at: datetime) -> CityLadder:
    """The ladder speaks from now on, in the place of the one before. WholeCityOnly, SamePerson, MovedOn."""
    row = _second_persons(ladder_id, by)
    former = _same_scope(row).in_force().first()
    with unless_taken(MovedOn()):
        if former is not None:
            move_on(former, LadderState.REPLACED, waits=LadderState.IN_FORCE, ended_at=at)
        number = (former.number or 0) + 1 if former is not None else 1
        decide(row, LadderState.IN_FORCE, waits=LadderState.ASKED, by=by, at=at, number=number)
    _record("ladder_put_in_force", row, by=by, at=at)
    if row.reaches_running:
        _reach_running(row, by=by, at=at)
    return row


@transaction.atomic
def refuse_ladder(*, ladder_id: UUID, reason: str, by: Actor, at: datetime) -> None:
    """Nothing changes. WholeCityOnly, SamePerson, MovedOn."""
    row = _second_persons(ladder_id, by)
    decide(row, LadderState.REFUSED, waits=LadderState.ASKED, by=by, at=at, refusal=reason.strip())
    _record("ladder_refused", row, by=by, at=at)


@transaction.atomic
def withdraw_ladder(*, ladder_id: UUID, by: Actor, at: datetime) -> None:
    """Its own officer gives a draft, or what was asked, up. WholeCityOnly, NotTheAsker, MovedOn."""
    row = _own(ladder_id, by)
    if row.state not in (LadderState.DRAFT, LadderState.ASKED):
        raise MovedOn
    decide(row, LadderState.WITHDRAWN, waits=row.state, by=by, at=at)
    _record("ladder_withdrawn", row, by=by, at=at)


def _write(row: CityLadder, rungs: tuple[Rung, ...], *, by: Actor, at: datetime) -> None:
    row.rungs = [rung.as_row() for rung in rungs]
    row.save(update_fields=["rungs"])
    _record("ladder_changed", row, by=by, at=at)


def _reach_running(row: CityLadder, *, by: Actor, at: datetime) -> None:
    """Sets running terms planned anew by it; a worker carries it out. Two persons have agreed on it already."""
    subject = str(row.pk)
    Recomputation.objects.create(
        city_id=row.city_id,
        cause=RecomputationCause.LADDER,
        subject=subject,
        reference=row.scope_code,
        reason=row.reason,
        state=RecomputationState.RUNNING,
        asked_by_id=row.author_id,
        asked_at=row.asked_at or at,
        decided_by_id=by.person_id,
        decided_at=at,
        total=in_scope(cause=RecomputationCause.LADDER, subject=subject, by=by).count(),
    )


def _same_scope(row: CityLadder) -> CityLadderQuerySet:
    return CityLadder.objects.filter(city_id=row.city_id, basis=row.basis, duty=row.duty)


def _own(ladder_id: UUID, by: Actor) -> CityLadder:
    """Locked: two tabs of one officer follow each other."""
    require_whole_city(by)
    row = CityLadder.objects.visible_to(by).select_for_update(of=("self",)).get(pk=ladder_id)
    require_asker(by, row.author_id)
    return row


def _own_draft(ladder_id: UUID, by: Actor) -> CityLadder:
    row = _own(ladder_id, by)
    if row.state != LadderState.DRAFT:
        raise MovedOn
    return row


def _second_persons(ladder_id: UUID, by: Actor) -> CityLadder:
    require_whole_city(by)
    row = CityLadder.objects.visible_to(by).get(pk=ladder_id)
    require_another_person(by, row.author_id)
    return row


def _record(code: str, row: CityLadder, *, by: Actor, at: datetime) -> None:
    payload: dict[str, JSONValue] = {"scope": row.scope_code, "rungs": [rung.key for rung in row.steps]}
    record_platform(code=code, subject=SUBJECT, subject_id=row.pk, by=by, at=at, payload=payload)
