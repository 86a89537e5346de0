"""The watch for inspections: so many a month and stage as the project's regime asks, while anything is built."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from idi_platform.deadlines.public import Basis, CalendarDay, Expectation, Watch, Window, civil_calendar
from idi_platform.dossiers.public import CIVIL_ZONE
from idi_platform.registry.public import Milestone, MilestoneKind, Party, PartyRole, Project
from idi_platform.tenancy.public import Actor
from policies.public import Outcome, resolve_parameter

from .constants import ReportKind, ReportState, Stage
from .models import InspectionReport, StopWork

FREQUENCY, A_MONTH = "inspection.frequency", "inspections_per_month"
# Sites rest at this festival (LEGAL.md); the notice of each year says on which days.
SPRING_FESTIVAL = "春节"
# A report is written up after the visit. Ours, not the law's.
GRACE = timedelta(days=7)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the regime asks of a month, and by which rule."""

    number: int
    basis: str
    rule_id: str
    citation: str


def windows(by: Actor, since: datetime, at: datetime) -> Iterator[Window]:
    """Month by month from the start of construction until completion, pro rata of the days on which it was built."""
    here = {"city_id": by.tenant_id}
    begun = dict(_milestones(here, MilestoneKind.CONSTRUCTION_START))
    completed = dict(_milestones(here, MilestoneKind.COMPLETION_ACCEPTANCE))
    first, today = _day(since), _day(at)
    for project in Project.objects.filter(**here, pk__in=begun):
        ends_on = completed.get(project.pk)
        if ends_on is None or ends_on >= first:
            yield from _of_project(project, max(begun[project.pk], first.replace(day=1)), ends_on, today)


def _milestones(here: Mapping[str, int], kind: MilestoneKind) -> Iterable[tuple[UUID, date]]:
    """The whole project's; of several the last."""
    found = Milestone.objects.filter(**here, kind=kind, building=None).order_by("on")
    return found.values_list("project", "on")


def _of_project(project: Project, from_on: date, ends_on: date | None, today: date) -> Iterator[Window]:
    stops = list(StopWork.objects.filter(city_id=project.city_id, project=project))
    months = from_on
    while months <= today and (ends_on is None or months <= ends_on):
        after = (months.replace(day=1) + 31 * _DAY).replace(day=1)
        until_on = min(after, ends_on + _DAY) if ends_on else after
        window = _of_month(project, months, until_on, stops)
        if window is not None:
            yield window
        months = after


def _of_month(project: Project, from_on: date, until_on: date, stops: Sequence[StopWork]) -> Window | None:
    """None where the text asks nothing, nobody inspects, or too few days were built on for one whole inspection."""
    asked = _asked(project.pk, from_on)
    tis_id = _inspecting(project, from_on)
    if asked is None or tis_id is None:
        return None
    needed = asked.number * _days_built(from_on, until_on, stops) // _length_of_month(from_on)
    if not needed:
        return None
    return Window(
        dossier_id=project.dossier_id,
        subject=_stage(project, from_on),
        obliged_id=tis_id,
        from_at=_midnight(from_on),
        until_at=_midnight(until_on),
        needed=needed,
        basis=asked.basis,
        rule_id=asked.rule_id,
        citation=asked.citation,
    )


def _asked(project_id: UUID, on: date) -> Asked | None:
    """By the version pinned to the project, or the law of the day."""
    answers = resolve_parameter(project_dossier_id=project_id, parameter=FREQUENCY, on=on, facts={})
    for answer, _hash in answers:
        number = next((int(limit.value) for limit in answer.limits if limit.name == A_MONTH), 0)
        if answer.outcome == Outcome.VALUE and number:
            return Asked(number, answer.basis or Basis.CONTRACT, answer.rule, answer.citation)
    return None


def _inspecting(project: Project, on: date) -> UUID | None:
    services = Party.objects.filter(city_id=project.city_id, project=project, role=PartyRole.TIS, from_on__lte=on)
    return services.order_by("-from_on", "-pk").values_list("organisation", flat=True).first()


def _stage(project: Project, on: date) -> str:
    """The stage of the last process inspection before that day; before the first one, the foundation."""
    earlier = _processes().filter(city_id=project.city_id, project=project, inspected_on__lt=on).exclude(stage="")
    last = earlier.order_by("-inspected_on", "-pk").values_list("stage", flat=True).first()
    return last or Stage.FOUNDATION.value


def _days_built(from_on: date, until_on: date, stops: Sequence[StopWork]) -> int:
    calendar = civil_calendar()
    days = (from_on + number * _DAY for number in range((until_on - from_on).days))
    return sum(not _rests(calendar.day(on)) and not any(stop.covers(on) for stop in stops) for on in days)


def _rests(day: CalendarDay) -> bool:
    return day.name_zh == SPRING_FESTIVAL and not day.is_working


def _length_of_month(on: date) -> int:
    return ((on.replace(day=1) + 31 * _DAY).replace(day=1) - on.replace(day=1)).days


def found(rows: Sequence[Expectation]) -> Mapping[UUID, int]:
    """The submitted process inspections of each window, of its stage or a later one: works moved on meanwhile."""
    stages = list(Stage.values)
    counted: dict[UUID, int] = {}
    for row in rows:
        visits = _processes().filter(
            city_id=row.city_id,
            project__dossier=row.dossier_id,
            inspected_on__gte=_day(row.from_at),
            inspected_on__lt=_day(row.until_at),
            stage__in=stages[stages.index(row.subject) :],
        )
        counted[row.pk] = visits.count()
    return counted


def _processes() -> QuerySet[InspectionReport]:
    return InspectionReport.objects.filter(kind=ReportKind.PROCESS, state=ReportState.SUBMITTED)


def _words(subjects: Collection[str]) -> Mapping[str, str | Promise]:
    return {each: Stage(each).label if each in Stage.values else each for each in subjects}


def _day(moment: datetime) -> date:
    return moment.astimezone(CIVIL_ZONE).date()


def _midnight(on: date) -> datetime:
    return datetime.combine(on, time(), CIVIL_ZONE)


INSPECTIONS = Watch(
    kind="inspections",
    label=_("Inspections of the month and stage"),
    windows=windows,
    found=found,
    grace=GRACE,
    subject_words=_words,
)
