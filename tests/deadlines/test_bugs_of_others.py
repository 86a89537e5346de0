"""What went wrong elsewhere with terms, each once here: the project, its issue, and that it cannot happen."""

from datetime import datetime, time, timedelta

import pytest

from idi_platform.audit.public import Event
from idi_platform.deadlines.calendars.loader import load_calendars
from idi_platform.deadlines.models import CalendarDay, Deadline
from idi_platform.deadlines.public import EventCode, Suspension, Term, Unit, meet, replay, supersede
from idi_platform.deadlines.rules.calendar import CHINA, Calendar, CalendarYear, DayKind, DayStatus
from idi_platform.deadlines.rules.calendar import CalendarDay as Day
from idi_platform.deadlines.rules.errors import InvalidCalendar
from idi_platform.deadlines.rules.legal_clock import Due, compute
from idi_platform.deadlines.rules.plan import plan
from idi_platform.deadlines.standing import product_ladder
from tests.deadlines.pauses import answer, china, request
from tests.deadlines.stated import DUTY, RECEIVED, StatedRules, duty, received, start
from tests.world import CityWorld

CALENDAR = load_calendars()


def due_of(term: Term, event: str, *stops: Suspension) -> Due:
    due = compute(term, china(event), CALENDAR, stops)
    assert isinstance(due, Due)
    return due


def test_open_zaak_747_and_885_a_pause_moves_the_date_and_both_dates_stay(here: CityWorld) -> None:
    (deadline,) = start(here, received(here))
    before = deadline.due_at
    request(here, china("2026-09-22T10:00"))
    answer(here, china("2026-09-24T09:00"))
    deadline.refresh_from_db()
    assert deadline.due_at == before + timedelta(days=2)
    assert (deadline.pauses.get().due_before, deadline.unrolled_at) == (before, before + timedelta(days=2))


@pytest.mark.parametrize("hour", ["00:00", "09:00", "23:59"])
def test_erpnext_47029_and_49414_a_hold_deducts_working_days_not_hours_from_creation(hour: str) -> None:
    """Ten working days from Monday 2 March end on the 16th. Held from Friday to Monday, one working day is lost."""
    term = Term(10, Unit.WORKING_DAY)
    assert due_of(term, f"2026-03-02T{hour}").due_on == datetime(2026, 3, 16, tzinfo=CHINA).date()
    held = Suspension(china("2026-03-06T16:00"), china("2026-03-09T11:00"), "documents_requested")
    assert due_of(term, f"2026-03-02T{hour}", held).due_on == datetime(2026, 3, 17, tzinfo=CHINA).date()


def test_glpi_22678_nothing_escalates_at_midnight_or_on_a_day_off() -> None:
    """A term that ends on the last working day before the Spring Festival."""
    due = due_of(Term(7), "2026-02-06T17:00")
    planned = plan(due, product_ladder().ladder, calendar=CALENDAR, started_at=china("2026-02-06T17:00"))
    for instant in planned.instants[planned.due_step + 1 :]:
        local = instant.astimezone(CHINA)
        assert local.time() != time()
        assert CALENDAR.is_working(local.date())


def test_zammad_3180_the_last_day_ends_at_midnight_not_a_minute_before(here: CityWorld) -> None:
    (deadline,) = start(here, received(here))
    last = deadline.due_at - timedelta(microseconds=1)
    assert last.astimezone(CHINA).strftime("%H:%M:%S") == "23:59:59"
    met = meet(dossier=deadline.dossier, duty=DUTY, by=here.system, at=last)
    assert met is not None
    assert (met.missed_at, met.is_missed(last)) == (None, False)


def test_zammad_390_a_loose_feed_of_holidays_moves_no_term(here: CityWorld) -> None:
    """A day belongs to a year that was announced whole, and a row slipped in moves nothing: replay names it."""
    with pytest.raises(InvalidCalendar):
        Calendar(
            [CalendarYear(2026, DayStatus.OFFICIAL, "n")], [Day(china("2027-01-04T00:00").date(), DayKind.HOLIDAY)]
        )
    (deadline,) = start(here, received(here))
    before = deadline.due_at
    assert replay(by=here.system).differences == ()
    CalendarDay.objects.filter(on=(before - timedelta(hours=1)).astimezone(CHINA).date()).delete()
    CalendarDay.objects.create(on="2026-09-28", year_id=2026, kind=DayKind.HOLIDAY, name_zh="集市")
    assert Deadline.objects.get(pk=deadline.pk).due_at == before


def test_froide_469_a_longer_term_leaves_the_shorter_one_and_its_reason_on_record(
    here: CityWorld, rules: StatedRules
) -> None:
    (normal,) = start(here, received(here))
    event = received(here, at=RECEIVED + timedelta(days=3))
    event.code = "found_complex"
    rules.stated["found_complex"] = (duty("claims.determination.complex", term=Term(30)),)
    (longer,) = supersede(
        dossier=here.project.dossier,
        event=event,
        duties=(DUTY,),
        obliged={"insurer": here.insurer.pk},
        facts={},
        reason="渗漏原因需检测",
        by=here.system,
        at=RECEIVED + timedelta(days=3),
    )
    kept = Deadline.objects.get(pk=normal.pk)
    assert (kept.due_at, kept.closed_as) == (normal.due_at, "superseded")
    assert longer.due_at > kept.due_at
    told = Event.objects.get(code=EventCode.SUPERSEDED)
    assert (told.payload["deadline"], told.payload["reason"]) == (str(normal.pk), "渗漏原因需检测")
