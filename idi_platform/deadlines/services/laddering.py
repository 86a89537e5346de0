"""Ladders of a city: one officer drafts one and asks for it, another puts it in force or refuses it.

It speaks about what begins, or is planned anew, from then on; running terms keep their plans unless the asker wished
that it reaches them. Moments are real time.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from psycopg2.errors import UniqueViolation

from idi_platform.accounts.public import is_for_whole_city
from idi_platform.audit.public import JSONValue, record_platform
from idi_platform.deadlines.constants import Basis, RecomputationCause
from idi_platform.deadlines.errors import (
    LadderMoved,
    NothingToGiveUp,
    NotYourLadder,
    SecondOfficer,
    UnknownScope,
    WholeCityOnly,
)
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
from idi_platform.tenancy.public import Actor

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
    _check_officer(by)
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

    Raises WholeCityOnly, NotYourLadder, LadderMoved, and what check_rungs raises.
    """
    row = _own_draft(ladder_id, by)
    others = [each for each in row.steps if each.key != instead_of]
    if instead_of and len(others) == len(row.steps):
        raise LadderMoved
    rungs = in_order([*others, rung])
    check_rungs(rungs)
    _write(row, rungs, by=by, at=at)


@transaction.atomic
def drop_rung(*, ladder_id: UUID, key: str, by: Actor, at: datetime) -> None:
    """Takes a rung out of one's draft; the last one may go. WholeCityOnly, NotYourLadder, LadderMoved, MissNotTold."""
    row = _own_draft(ladder_id, by)
    rungs = tuple(each for each in row.steps if each.key != key)
    if len(rungs) == len(row.steps):
        raise LadderMoved
    if rungs:
        check_rungs(rungs)
    _write(row, rungs, by=by, at=at)


@transaction.atomic
def ask_for_ladder(*, ladder_id: UUID, reason: str, reaches_running: bool, by: Actor, at: datetime) -> None:
    """Asks another officer to put one's draft in force. WholeCityOnly, NotYourLadder, LadderMoved, NothingToGiveUp."""
    row = _own_draft(ladder_id, by)
    if row.rungs:
        check_rungs(row.steps)
    elif not _same_scope(row).in_force().exclude(rungs=[]).exists():
        raise NothingToGiveUp
    _move(row, LadderState.ASKED, reason=reason.strip(), reaches_running=reaches_running, asked_at=at)
    _record("ladder_asked", row, by=by, at=at)


@transaction.atomic
def put_in_force(*, ladder_id: UUID, by: Actor, at: datetime) -> CityLadder:
    """The ladder speaks from now on, in the place of the one before. WholeCityOnly, SecondOfficer, LadderMoved."""
    row = _second_persons(ladder_id, by)
    former = _same_scope(row).in_force().first()
    try:
        with transaction.atomic():
            if former is not None:
                _move(former, LadderState.REPLACED, ended_at=at)
            number = (former.number or 0) + 1 if former is not None else 1
            _move(row, LadderState.IN_FORCE, number=number, decided_by_id=by.person_id, decided_at=at)
    except IntegrityError as refused:
        if isinstance(refused.__cause__, UniqueViolation):
            raise LadderMoved from refused
        raise
    _record("ladder_put_in_force", row, by=by, at=at)
    if row.reaches_running:
        _reach_running(row, by=by, at=at)
    return row


@transaction.atomic
def refuse_ladder(*, ladder_id: UUID, reason: str, by: Actor, at: datetime) -> None:
    """Nothing changes. WholeCityOnly, SecondOfficer, LadderMoved."""
    row = _second_persons(ladder_id, by)
    _move(row, LadderState.REFUSED, refusal=reason.strip(), decided_by_id=by.person_id, decided_at=at)
    _record("ladder_refused", row, by=by, at=at)


@transaction.atomic
def withdraw_ladder(*, ladder_id: UUID, by: Actor, at: datetime) -> None:
    """Its own officer gives a draft, or what was asked, up. WholeCityOnly, NotYourLadder, LadderMoved."""
    row = _own(ladder_id, by)
    _move(row, LadderState.WITHDRAWN, decided_by_id=by.person_id, decided_at=at)
    _record("ladder_withdrawn", row, by=by, at=at)


# What may become of each state; what is not here is for ever.
_NEXT = {
    LadderState.DRAFT: {LadderState.ASKED, LadderState.WITHDRAWN},
    LadderState.ASKED: {LadderState.IN_FORCE, LadderState.REFUSED, LadderState.WITHDRAWN},
    LadderState.IN_FORCE: {LadderState.REPLACED},
}


def _move(row: CityLadder, to: LadderState, **columns: Any) -> None:
    """Compare and swap: whoever comes second is refused. LadderMoved."""
    if to not in _NEXT.get(LadderState(row.state), ()):
        raise LadderMoved
    standing = CityLadder.objects.filter(city_id=row.city_id, pk=row.pk, state=row.state)
    if not standing.update(state=to, **columns):
        raise LadderMoved
    row.refresh_from_db()


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
    _check_officer(by)
    row = CityLadder.objects.visible_to(by).select_for_update(of=("self",)).get(pk=ladder_id)
    if row.author_id != by.person_id:
        raise NotYourLadder
    return row


def _own_draft(ladder_id: UUID, by: Actor) -> CityLadder:
    row = _own(ladder_id, by)
    if row.state != LadderState.DRAFT:
        raise LadderMoved
    return row


def _second_persons(ladder_id: UUID, by: Actor) -> CityLadder:
    """Persons are compared, never memberships."""
    _check_officer(by)
    row = CityLadder.objects.visible_to(by).get(pk=ladder_id)
    if row.author_id == by.person_id:
        raise SecondOfficer
    if row.state != LadderState.ASKED:
        raise LadderMoved
    return row


def _check_officer(by: Actor) -> None:
    if not is_for_whole_city(by):
        raise WholeCityOnly


def _record(code: str, row: CityLadder, *, by: Actor, at: datetime) -> None:
    payload: dict[str, JSONValue] = {"scope": row.scope_code, "rungs": [rung.key for rung in row.steps]}
    record_platform(code=code, subject=SUBJECT, subject_id=row.pk, by=by, at=at, payload=payload)
