"""Asking for a new number, checking who asks, confirming or refusing it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from idi_platform.accounts.public import NumberProof, has_document, take_number
from idi_platform.audit.public import record_platform
from idi_platform.registry.public import Ownership
from idi_platform.tenancy.public import Actor, MovedOn, decide, require_another_person

from .errors import AskedToday, DocumentMismatch, TooManyChecks
from .models import ChangeState, NumberChange

_DAY = timedelta(days=1)
_MISMATCHES_A_DAY = 5
_SUBJECT = "hotline.NumberChange"


@dataclass(frozen=True, slots=True)
class Presented:
    """What the owner showed: the document, its number as typed by staff, in which way, and the number they want."""

    kind: str
    document_number: str
    words: str
    number: str


@transaction.atomic
def ask_for_change(*, full_name: str, home: str, number: str, by: Actor, at: datetime) -> NumberChange:
    """Keeps the wish of somebody who has answered a code sent to `number`. Real time. AskedToday."""
    today = NumberChange.objects.filter(city_id=by.tenant_id, state=ChangeState.ASKED, opened_at__gt=at - _DAY)
    if any(earlier.number == number for earlier in today):
        raise AskedToday
    change = NumberChange.objects.create(
        city_id=by.tenant_id, state=ChangeState.ASKED, full_name=full_name, home=home, number=number, opened_at=at
    )
    _record("number_change_asked", change, by=by, at=at)
    return change


def check_identity(
    *, ownership: Ownership, presented: Presented, asked: NumberChange | None, by: Actor, at: datetime
) -> NumberChange:
    """Compares the document blind and writes down what was presented, matching or not. Real time.

    Raises:
        SamePerson, TooManyChecks, DocumentMismatch (after the failed check is stored), MovedOn.
    """
    change = _checked(ownership, presented, asked, by=by, at=at)
    if change.state == ChangeState.MISMATCH:
        raise DocumentMismatch(field="document_number")
    return change


@transaction.atomic
def _checked(
    ownership: Ownership, presented: Presented, asked: NumberChange | None, *, by: Actor, at: datetime
) -> NumberChange:
    require_another_person(by, ownership.owner_id)
    failed = NumberChange.objects.filter(
        city_id=by.tenant_id,
        person_id=ownership.owner_id,
        state=ChangeState.MISMATCH,
        checked_at__gt=at - _DAY,
    )
    if failed.count() >= _MISMATCHES_A_DAY:
        raise TooManyChecks(rule=f"≤ {_MISMATCHES_A_DAY}")
    matches = has_document(ownership.owner, kind=presented.kind, number=presented.document_number)
    facts = {
        "state": ChangeState.CHECKED if matches else ChangeState.MISMATCH,
        "unit_id": ownership.unit_id,
        "person_id": ownership.owner_id,
        "document_kind": presented.kind,
        "presented": presented.words,
        "checked_by_id": by.person_id,
        "checked_at": at,
    }
    change = NumberChange(city_id=by.tenant_id, number=presented.number, opened_at=at, **facts)
    if asked is not None and matches:
        _take_up(asked, by=by)
        change.full_name, change.home, change.opened_at = asked.full_name, asked.home, asked.opened_at
    change.save(force_insert=True)
    _record("identity_checked" if matches else "identity_check_failed", change, by=by, at=at)
    return change


def _take_up(asked: NumberChange, *, by: Actor) -> None:
    """What an owner asked for becomes the check: one row stays. MovedOn."""
    gone, _by_model = NumberChange.objects.filter(city_id=by.tenant_id, pk=asked.pk, state=ChangeState.ASKED).delete()
    if not gone:
        raise MovedOn


@transaction.atomic
def confirm_change(*, change_id: UUID, by: Actor, at: datetime) -> NumberChange:
    """The new number signs the owner in from now on; the old one is told, sessions end. Real time.

    Raises:
        NumberChange.DoesNotExist, SamePerson, MovedOn, NumberTaken.
    """
    change = NumberChange.objects.visible_to(by).select_related("person").get(pk=change_id)
    require_another_person(by, change.checked_by_id, change.person_id)
    if change.person is None:
        raise MovedOn
    decide(change, ChangeState.CONFIRMED, waits=ChangeState.CHECKED, by=by, at=at)
    take_number(user=change.person, number=change.number, proof=NumberProof.HOTLINE, by=by.person_id, at=at)
    _record("number_change_confirmed", change, by=by, at=at)
    return change


@transaction.atomic
def refuse_change(*, change_id: UUID, reason: str, by: Actor, at: datetime) -> NumberChange:
    """Refuses what was asked or checked. Real time. NumberChange.DoesNotExist, SamePerson, MovedOn."""
    change = NumberChange.objects.visible_to(by).get(pk=change_id)
    require_another_person(by, change.checked_by_id)
    waits = ChangeState.ASKED if change.state == ChangeState.ASKED else ChangeState.CHECKED
    decide(change, ChangeState.REFUSED, waits=waits, by=by, at=at, reason=reason)
    _record("number_change_refused", change, by=by, at=at)
    return change


def _record(code: str, change: NumberChange, *, by: Actor, at: datetime) -> None:
    person = str(change.person_id) if change.person_id else None
    record_platform(code=code, subject=_SUBJECT, subject_id=change.pk, by=by, at=at, payload={"person": person})
