"""Read paths of running deadlines, viewer first."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, QuerySet

from idi_platform.accounts.public import Organisation
from idi_platform.audit.public import Correction, CorrectionState
from idi_platform.dossiers.public import CIVIL_ZONE
from idi_platform.tenancy.public import Actor

from .constants import ExpectationState
from .models import Computation, Deadline, DeadlineQuerySet, Expectation, Move, Pause
from .rules.explain import DayLine, explain_steps
from .rules.steps import Step

# How far back the figures of stops reach. Taste, not law.
STOPS_WITHIN = timedelta(days=365)


def deadlines_of(viewer: Actor, dossier_ids: Iterable[UUID]) -> QuerySet[Deadline]:
    """The deadlines of these dossiers that the viewer may see, earliest due first, ready for faces.

    Of two texts on one duty the one that drives the service; its page shows the other (`other_sides`).
    """
    return (
        Deadline.objects.visible_to(viewer)
        .driving()
        .filter(dossier_id__in=list(dossier_ids))
        .select_related("obliged", "dossier")
        .order_by("due_at", "id")
    )


def my_terms(viewer: Actor) -> DeadlineQuerySet:
    """The open terms that the viewer's body owes, and those of others that the viewer may see, ready for faces."""
    return Deadline.objects.visible_to(viewer).driving().open().select_related("obliged", "dossier")


def expected(viewer: Actor) -> QuerySet[Expectation]:
    """What is expected in the case files that the viewer may see; what was lifted before it was missing is left out."""
    seen = Expectation.objects.visible_to(viewer).exclude(state=ExpectationState.LIFTED, missing_at=None)
    return seen.select_related("dossier", "obliged")


@dataclass(frozen=True, slots=True)
class StopsOfBody:
    """Of one body's terms that the texts let a request stop: how many began, how many were stopped, and for how long.

    `days` are those of all stops together, begun ones counted until now; `longest` is one stop's.
    """

    body: Organisation
    terms: int
    stopped: int
    days: int
    longest: int

    @property
    def share(self) -> int:
        """Per cent of the terms that were stopped."""
        return round(100 * self.stopped / self.terms) if self.terms else 0

    @property
    def mean(self) -> int:
        """Days a stop lasted on average."""
        return round(self.days / self.stopped) if self.stopped else 0


def stops_by_body(viewer: Actor, *, at: datetime) -> list[StopsOfBody]:
    """Of terms that began within STOPS_WITHIN before `at`, the body whose terms stood longest first.

    A duty counts where some body's term of it was ever stopped: others cannot be, and would dilute the share.
    """
    begun = Deadline.objects.visible_to(viewer).filter(started_at__gt=at - STOPS_WITHIN, started_at__lte=at)
    stoppable = Pause.objects.filter(city_id=viewer.tenant_id).values("deadline__duty")
    begun = begun.filter(duty__in=stoppable)
    counted = dict(begun.order_by().values_list("obliged").annotate(Count("pk")))
    stops: dict[UUID, list[timedelta]] = defaultdict(list)
    pauses = Pause.objects.filter(city_id=viewer.tenant_id, deadline__in=begun)
    for obliged_id, from_at, to_at in pauses.values_list("deadline__obliged", "from_at", "to_at"):
        stops[obliged_id].append(max(timedelta(), (to_at or at) - from_at))
    bodies = Organisation.objects.in_bulk(counted.keys())
    rows = [
        StopsOfBody(
            body=bodies[pk],
            terms=terms,
            stopped=len(stops[pk]),
            days=sum(stops[pk], timedelta()).days,
            longest=max(stops[pk], default=timedelta()).days,
        )
        for pk, terms in counted.items()
    ]
    return sorted(rows, key=lambda row: (-row.days, -row.stopped, row.body.name_zh))


def visible_deadline(viewer: Actor, deadline_id: UUID) -> Deadline:
    """One deadline. Deadline.DoesNotExist for one that is absent, of another city, or not the viewer's to see."""
    return Deadline.objects.visible_to(viewer).select_related("obliged", "dossier").get(pk=deadline_id)


def other_sides(viewer: Actor, deadline: Deadline) -> QuerySet[Deadline]:
    """What other texts set for the same duty from the same event (LEGAL.md, dual)."""
    same = Deadline.objects.visible_to(viewer).filter(
        dossier=deadline.dossier_id, duty=deadline.duty, started_by=deadline.started_by_id
    )
    return same.exclude(pk=deadline.pk).select_related("obliged", "dossier").order_by("due_at", "pk")


def pauses_of(viewer: Actor, deadline: Deadline) -> QuerySet[Pause]:
    """When the term stood still, in order."""
    return Pause.objects.visible_to(viewer).filter(deadline=deadline)


@dataclass(frozen=True, slots=True)
class TwoClocks:
    """How long a term has lasted, split by who was waited for: civil days begun, the stops' rounded down.

    `running` counted for the obliged body; `waiting` stood still for the other side. Together the days since it began.
    """

    running: int
    waiting: int

    @property
    def total(self) -> int:
        return self.running + self.waiting


def two_clocks(deadline: Deadline, pauses: Iterable[Pause], *, at: datetime) -> TwoClocks:
    """Until `at`, or until the term ended."""
    until = min(at, deadline.closed_at or at)
    stopped = sum((max(timedelta(), (pause.to_at or until) - pause.from_at) for pause in pauses), timedelta()).days
    begun, last = (moment.astimezone(CIVIL_ZONE).date() for moment in (deadline.started_at, until))
    return TwoClocks(running=max(0, (last - begun).days - stopped), waiting=stopped)


def moves_of(viewer: Actor, deadline: Deadline) -> QuerySet[Move]:
    """When the term was reckoned anew, with why, in order."""
    moves = Move.objects.visible_to(viewer).filter(deadline=deadline)
    return moves.select_related("recomputation").order_by("moved_at")


def correction_of(viewer: Actor, deadline: Deadline) -> Correction | None:
    """The correction that was made of the event which started the term."""
    made = Correction.objects.visible_to(viewer).filter(event=deadline.started_by_id, state=CorrectionState.MADE)
    return made.first()


def day_lines(deadline: Deadline) -> list[DayLine]:
    """The day-by-day account of the due date, from the steps stored when it was computed."""
    body = Computation.objects.values_list("body", flat=True).get(pk=deadline.computation_hash)
    return explain_steps([Step.from_row(row) for row in json.loads(body)])
