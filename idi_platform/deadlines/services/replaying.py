"""Every deadline built again from the record and compared with its row, column by column. Nothing is mended.

A difference is an alarm: somebody changed a row past the services, or the rules and the clock no longer give what they
gave. A calendar or text that was corrected shows here too, until its recomputation has run.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from django.db.models import Exists, OuterRef

from idi_platform.audit.public import Event, JSONValue, PlatformEvent, record_platform
from idi_platform.deadlines.calendars.loader import load_calendars
from idi_platform.deadlines.civil_calendar import civil_calendar
from idi_platform.deadlines.constants import EventCode
from idi_platform.deadlines.models import Deadline, DeadlinePlan, DeadlineTimer
from idi_platform.deadlines.resolver import ResolvedDuty, resolver
from idi_platform.deadlines.rules.calendar import Calendar
from idi_platform.dossiers.public import Dossier
from idi_platform.tenancy.public import Actor

from .retelling import TELLING, Told, told_by

REPLAYED = "deadlines_replayed"
# Case files in one part: some seconds, so that whoever shares the worker waits no longer.
BATCH = 200
# On record with the figure; the command prints them all.
NAMED = 20
_MERGED = "organisation_merged"


@dataclass(frozen=True, slots=True)
class Difference:
    """A column of one term: what stands in its row, and what the record tells."""

    deadline_id: UUID
    dossier: str
    duty: str
    column: str
    row: object
    told: object

    def __str__(self) -> str:
        return f"{self.dossier} {self.duty} {self.deadline_id} {self.column}: row {self.row}, record {self.told}"


@dataclass(frozen=True, slots=True)
class Replayed:
    """How many terms were compared, and every difference."""

    checked: int
    differences: tuple[Difference, ...]


def replay(*, by: Actor, since: datetime | None = None) -> Replayed:
    """Compares the terms of the actor's city that began at `since` or later (None: all) with what the record tells."""
    replayer = _Replayer(by, since)
    terms = list[list[Difference]]()
    dossier_ids = replayer.dossier_ids(after=None)
    while dossier_ids:
        terms.extend(replayer.compare(dossier_ids))
        dossier_ids = replayer.dossier_ids(after=dossier_ids[-1])
    return Replayed(len(terms), tuple(found for each in terms for found in each))


@dataclass(frozen=True, slots=True)
class Tally:
    """How far the nightly comparison of a city is. `after`: the last case file compared; empty when all are."""

    after: str = ""
    checked: int = 0
    differences: int = 0
    named: Sequence[str] = ()


def replay_on_record(*, by: Actor, at: datetime, so_far: Tally | None = None) -> Tally:
    """One part of the nightly comparison, the first or the one after `so_far`; with the last the figure goes on record.

    `at` is real time.
    """
    before = so_far or Tally()
    replayer = _Replayer(by, None)
    dossier_ids = replayer.dossier_ids(after=UUID(before.after) if before.after else None)
    terms = replayer.compare(dossier_ids)
    found = [difference for each in terms for difference in each]
    tally = Tally(
        after=str(dossier_ids[-1]) if len(dossier_ids) == BATCH else "",
        checked=before.checked + len(terms),
        differences=before.differences + len(found),
        named=[*before.named, *(f"{each.deadline_id} {each.column}" for each in found)][:NAMED],
    )
    if not tally.after:
        payload: dict[str, JSONValue] = {
            "checked": tally.checked,
            "differences": tally.differences,
            "named": list(tally.named),
        }
        record_platform(code=REPLAYED, subject="city", subject_id=by.tenant_id, by=by, at=at, payload=payload)
    return tally


def last_replays() -> list[PlatformEvent]:
    """The last one of each city: `payload["checked"]`, `["differences"]`, `["named"]`, `at`. For the operator."""
    return list(PlatformEvent.objects.filter(code=REPLAYED).order_by("subject_id", "-at").distinct("subject_id"))


class _Replayer:
    def __init__(self, by: Actor, since: datetime | None) -> None:
        self._city_id = by.tenant_id
        self._since = since
        self._duties: dict[str, ResolvedDuty | None] = {}
        self._calendar = civil_calendar()
        merged = PlatformEvent.objects.filter(code=_MERGED).order_by("at")
        self._kept = {UUID(told.subject_id): UUID(told.payload["kept"]) for told in merged}

    def dossier_ids(self, *, after: UUID | None) -> list[UUID]:
        """The next dossiers that a row or an event says have terms."""
        mine = {"city_id": self._city_id, "dossier_id": OuterRef("pk")}
        begun, rows = Event.objects.filter(**mine, code=EventCode.STARTED), Deadline.objects.filter(**mine)
        if self._since is not None:
            begun, rows = begun.filter(occurred_at__gte=self._since), rows.filter(started_at__gte=self._since)
        found = Dossier.objects.filter(Exists(begun) | Exists(rows), city_id=self._city_id)
        if after is not None:
            found = found.filter(pk__gt=after)
        return list(found.order_by("pk").values_list("pk", flat=True)[:BATCH])

    def compare(self, dossier_ids: Collection[UUID]) -> list[list[Difference]]:
        """The differences of each term of these dossiers, an empty list for one that is as told."""
        here = {"city_id": self._city_id, "dossier_id__in": list(dossier_ids)}
        rows = Deadline.objects.filter(**here).select_related("dossier").prefetch_related("pauses")
        timers = DeadlineTimer.objects.filter(city_id=self._city_id, deadline__dossier_id__in=list(dossier_ids))
        timer_of = {timer.pk: timer for timer in timers}
        plans = DeadlinePlan.objects.filter(city_id=self._city_id, deadline__timer__in=timers)
        plan_of = {(plan.deadline_id, plan.version): plan for plan in plans}
        told = told_by(Event.objects.filter(**here, code__in=TELLING), self._successor_of)
        found: list[list[Difference]] = []
        for row in rows:
            known = told.pop(row.pk, None)
            if self._since is None or row.started_at >= self._since:
                armed = _Armed(timer_of.get(row.pk), plan_of.get((row.pk, row.plan_version)))
                found.append(list(self._of_row(row, known, armed)))
        found.extend(_absent(each) for each in told.values() if self._since is None or each.started_at >= self._since)
        return found

    def _of_row(self, row: Deadline, told: Told | None, armed: "_Armed") -> Iterator[Difference]:
        duty = self._duty(told.trace_hash) if told else None
        if told is None or duty is None:
            lacking = "its reasoning" if told else "its start"
            yield Difference(row.pk, row.dossier.number, row.duty, lacking, "present", None)
            return
        stands = _values_of(row)
        should = told.values(duty, self._calendar_of(row, told, duty))
        for column, value in should.items():
            if stands[column] != value:
                yield Difference(row.pk, row.dossier.number, row.duty, column, stands[column], value)
        yield from _of_marks(row, armed)

    def _calendar_of(self, row: Deadline, told: Told, duty: ResolvedDuty) -> Calendar:
        """What has ended stays as the calendar of its time gave it: the release's, where no notice was out yet."""
        if row.closed_at is None or not row.provisional:
            return self._calendar
        earlier = told.values(duty, self._released)["computation_hash"]
        return self._released if earlier == row.computation_hash else self._calendar

    @cached_property
    def _released(self) -> Calendar:
        return load_calendars()

    def _duty(self, trace_hash: str) -> ResolvedDuty | None:
        if trace_hash not in self._duties:
            self._duties[trace_hash] = resolver().replayed(trace_hash)
        return self._duties[trace_hash]

    def _successor_of(self, organisation_id: UUID) -> UUID:
        while organisation_id in self._kept:
            organisation_id = self._kept[organisation_id]
        return organisation_id


def _values_of(row: Deadline) -> dict[str, object]:
    stops = sorted(row.pauses.all(), key=lambda pause: (pause.from_at, pause.pk))
    pauses = [(each.cause, each.document_id, each.from_at, each.to_at, each.due_before) for each in stops]
    return {**{column.attname: getattr(row, column.attname) for column in row._meta.concrete_fields}, "pauses": pauses}


@dataclass(frozen=True, slots=True)
class _Armed:
    """The timer of a term, and the plan that was kept when it was armed."""

    timer: DeadlineTimer | None
    plan: DeadlinePlan | None


def _of_marks(row: Deadline, armed: _Armed) -> Iterator[Difference]:
    """The mark of a miss and the timer, which follow from the other columns; its plan is the one that was kept."""
    if row.closed_at is not None:
        marked = row.due_at if row.is_missed(row.closed_at) else None
        if row.missed_at != marked:
            yield Difference(row.pk, row.dossier.number, row.duty, "missed_at", row.missed_at, marked)
    timer, kept = armed.timer, armed.plan
    stands = (timer.plan_version, timer.plan[timer.due_step], timer.fire_at) if timer else None
    should = _armed(row, timer)
    if stands != should:
        yield Difference(row.pk, row.dossier.number, row.duty, "timer", stands, should)
    if timer and (kept is None or (timer.due_step, timer.plan) != (kept.due_step, kept.instants)):
        yield Difference(row.pk, row.dossier.number, row.duty, "plan", timer.plan, kept.instants if kept else None)


def _armed(row: Deadline, timer: DeadlineTimer | None) -> tuple[int, datetime, datetime | None] | None:
    """What the timer must hold: nothing fires while the term stands still, nor what was put aside, nor after all is
    told."""
    if row.closed_at is not None:
        return None
    if timer is None or row.suspended_since is not None or timer.quarantined or timer.step >= len(timer.plan):
        return row.plan_version, row.due_at, None
    return row.plan_version, row.due_at, timer.plan[timer.step]


def _absent(told: Told) -> list[Difference]:
    return [Difference(told.deadline_id, str(told.dossier_id), told.duty, "its row", None, "told")]
