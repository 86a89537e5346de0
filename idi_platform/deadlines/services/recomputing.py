"""Running terms reckoned anew: by a calendar announced, a text corrected, a reading decided, or a new ladder.

Foreseen first with nothing written, then run in batches by whichever worker comes: each batch commits with the place it
reached, so a killed run goes on behind it and nothing moves twice. Ended terms stay as they ended. A term that cannot
be reckoned keeps its date and is named: it holds nothing up.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from idi_platform.audit.public import JSONValue, record
from idi_platform.deadlines.civil_calendar import civil_calendar
from idi_platform.deadlines.constants import EventCode, RecomputationCause
from idi_platform.deadlines.models import (
    CityLadder,
    Deadline,
    DeadlineQuerySet,
    Recomputation,
    RecomputationState,
)
from idi_platform.deadlines.resolver import ResolvedDuty, resolver
from idi_platform.deadlines.rules.calendar import CHINA, Calendar
from idi_platform.deadlines.rules.errors import LegalClockError
from idi_platform.deadlines.rules.legal_clock import Due, Suspended, compute
from idi_platform.tenancy.public import Actor, DomainError, tenant_work

from .reckoning import is_planned_by, keep_before, locked, move_date, standing_for

BATCH = 200
# What one term alone may be at fault with: a stop that cannot be, a fact or a text that is missing.
UNRECKONABLE = (LegalClockError, DomainError, ValueError, LookupError, ArithmeticError, TypeError)
_FROM_RULES = ("term_value", "term_unit", "term_direction", "term_rolls", "basis", "rule_id", "citation", "trace_hash")

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Anew:
    """What a term would come to. `duty` is what the rules answer now; None where only the calendar changed."""

    deadline: Deadline
    due: Due
    duty: ResolvedDuty | None

    @property
    def label(self) -> str:
        """What the reader's language calls the duty."""
        return resolver().label(self.deadline.duty)

    @property
    def is_moved(self) -> bool:
        """Whether a date changes, or the text it rests on; if not, it only ceases to be provisional."""
        dates = (self.due.due_at, self.due.unrolled_at)
        return self.duty is not None or dates != (self.deadline.due_at, self.deadline.unrolled_at)


def foresee_anew(
    *, cause: str, subject: str, by: Actor, calendar: Calendar | None = None, only: UUID | None = None
) -> Iterator[Anew]:
    """What a recomputation in the actor's city would change, one by one; nothing is written, no reasoning either."""
    terms = in_scope(cause=cause, subject=subject, by=by, only=only)
    found = terms.select_related("obliged", "dossier").prefetch_related("pauses").order_by("due_at", "pk")
    reckoned_by = calendar or civil_calendar()
    for deadline in found:
        try:
            anew = _anew(deadline, cause, reckoned_by, keep=False)
        except UNRECKONABLE:
            # The run sets it aside and names it.
            continue
        if anew is not None:
            yield anew


def in_scope(*, cause: str, subject: str, by: Actor, only: UUID | None = None) -> DeadlineQuerySet:
    """The open terms that may be touched: those that reach into the year, or rest on an earlier revision."""
    terms = Deadline.objects.filter(city_id=by.tenant_id).open()
    if only is not None:
        terms = terms.filter(pk=only)
    if cause == RecomputationCause.CALENDAR:
        # A notice may reach back into the December before.
        first = datetime.combine(date(int(subject) - 1, 12, 1), time(), CHINA)
        return terms.filter(Q(due_at__gte=first) | Q(started_at__gte=first))
    if cause == RecomputationCause.LADDER:
        return reached_by(CityLadder.objects.get(city_id=by.tenant_id, pk=subject), terms)
    return terms.filter(trace_hash__in=resolver().resting_on_earlier(subject))


def reached_by(ladder: CityLadder, terms: DeadlineQuerySet) -> DeadlineQuerySet:
    """Those of the terms that it is for; what is missed already goes on by the ladder that told so."""
    scope = {"duty": ladder.duty} if ladder.duty else {"basis": ladder.basis} if ladder.basis else {}
    return terms.filter(missed_at=None, **scope)


def run_recomputation(*, recomputation_id: UUID, by: Actor, at: datetime, batch: int = BATCH) -> None:
    """Runs one to its end, a batch a transaction. Doubled workers are harmless: the row is one's at a time."""
    while run_batch(recomputation_id=recomputation_id, by=by, at=at, batch=batch):
        pass


def run_batch(*, recomputation_id: UUID, by: Actor, at: datetime, batch: int = BATCH) -> bool:
    """One batch; whether there is more to do. False as well when the row is in another worker's hands, or is done."""
    with tenant_work(by):
        running = Recomputation.objects.select_for_update(skip_locked=True, of=("self",))
        row = running.filter(city_id=by.tenant_id, pk=recomputation_id, state=RecomputationState.RUNNING).first()
        if row is None:
            return False
        ids = _next(row, by=by, batch=batch)
        for deadline in locked(by=by, id__in=ids):
            try:
                with transaction.atomic():
                    row.moved += _recompute(deadline, row, by=by, at=at)
            except UNRECKONABLE:
                _log.exception("term %s is set aside by recomputation %s", deadline.pk, row.pk)
                row.set_aside = [*row.set_aside, str(deadline.pk)]
        row.done += len(ids)
        row.total = max(row.total, row.done)
        if ids:
            row.cursor = ids[-1]
        else:
            row.state, row.finished_at = RecomputationState.DONE, at
        row.save(update_fields=["cursor", "done", "total", "moved", "set_aside", "state", "finished_at"])
        return bool(ids)


def _next(row: Recomputation, *, by: Actor, batch: int) -> list[UUID]:
    terms = in_scope(cause=row.cause, subject=row.subject, by=by, only=row.only_id)
    if row.cursor is not None:
        terms = terms.filter(pk__gt=row.cursor)
    return list(terms.order_by("pk").values_list("pk", flat=True)[:batch])


def _anew(deadline: Deadline, cause: str, calendar: Calendar, *, keep: bool) -> Anew | None:
    """None where nothing changes, or where the rules no longer set a term: that takes a person, not a run."""
    duty = None
    if cause not in (RecomputationCause.CALENDAR, RecomputationCause.LADDER):
        duty = resolver().anew(project_dossier_id=_project_of(deadline), trace_hash=deadline.trace_hash, keep=keep)
        if duty is None or _says_the_same(deadline, duty):
            return None
    stops = [pause.suspension for pause in deadline.pauses.all() if pause.to_at]
    due = compute(duty.term if duty else deadline.term, deadline.started_at, calendar, stops)
    if isinstance(due, Suspended):
        raise ValueError(due)
    was = (deadline.due_at, deadline.unrolled_at, deadline.provisional)
    if duty is None and was == (due.due_at, due.unrolled_at, due.provisional) and not _is_told_anew(deadline, cause):
        return None
    return Anew(deadline, due, duty)


def _is_told_anew(deadline: Deadline, cause: str) -> bool:
    """Whether the date stands, but another ladder is to speak about it."""
    return cause == RecomputationCause.LADDER and not is_planned_by(standing_for(deadline), deadline)


def _project_of(deadline: Deadline) -> UUID:
    return deadline.dossier.parent_project_id or deadline.dossier_id


def _says_the_same(deadline: Deadline, duty: ResolvedDuty) -> bool:
    was = (deadline.term, deadline.basis, deadline.rule_id, deadline.citation)
    return was == (duty.term, duty.basis, duty.rule_id, duty.citation)


def _recompute(deadline: Deadline, row: Recomputation, *, by: Actor, at: datetime) -> int:
    """Moves one locked term; how many that were (0 or 1)."""
    anew = _anew(deadline, row.cause, civil_calendar(), keep=True)
    if anew is None:
        return 0
    before = keep_before(deadline, row, at=at)
    is_moved = anew.is_moved
    if anew.duty is not None:
        _take_rule(deadline, anew.duty)
    told = move_date(deadline, anew.due, at=at, also=_FROM_RULES if anew.duty else ())
    if not is_moved:
        return 0
    before.due_at = deadline.due_at
    before.save(force_insert=True)
    payload: dict[str, JSONValue] = {
        "deadline": str(deadline.pk),
        "duty": deadline.duty,
        **told,
        "trace": deadline.trace_hash,
        "recomputation": str(row.pk),
        "cause": row.cause,
        "reference": row.reference,
        "reason": row.reason,
    }
    record(dossier_id=deadline.dossier_id, code=EventCode.RECOMPUTED, by=by, at=at, payload=payload)
    return 1


def _take_rule(deadline: Deadline, duty: ResolvedDuty) -> None:
    deadline.term_value, deadline.term_unit = duty.term.value or 0, duty.term.unit
    deadline.term_direction, deadline.term_rolls = duty.term.direction, duty.term.roll
    deadline.basis, deadline.rule_id = duty.basis, duty.rule_id
    deadline.citation, deadline.trace_hash = duty.citation, duty.trace_hash
