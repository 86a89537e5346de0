"""Two inspections a month and stage: by the text of the city, pro rata, and not while works stand still."""

from datetime import date, datetime

import pytest

from idi_platform.audit.public import Event
from idi_platform.deadlines.models import Expectation
from idi_platform.deadlines.public import ExpectationState
from idi_platform.deadlines.services.listening import listen
from idi_platform.registry.public import Milestone, MilestoneKind
from idi_platform.tenancy.public import acting_as
from riskmgmt.constants import RiskEvent
from riskmgmt.errors import NotStopped, StoppedAlready, StopWorkDay
from riskmgmt.models import StopWork
from riskmgmt.services.stopping import resume_works, stop_works
from riskmgmt.services.submission import submit_report
from tests.riskmgmt.site import Site, build_site, draft_report
from tests.world import ZONE, build_city

HANGZHOU = "330100"


def at(month: int, day: int, *, year: int = 2025) -> datetime:
    return datetime(year, month, day, 12, tzinfo=ZONE)


@pytest.fixture
def site(db: None) -> Site:
    """A site in the city whose guideline asks for two a month, built since the middle of September."""
    site = build_site(build_city(code=HANGZHOU, district="330106", prefix="hangzhou"))
    with acting_as(site.city.system):
        Milestone.objects.filter(project=site.city.project).delete()
        Milestone.objects.create(
            city=site.city.city,
            project=site.city.project,
            kind=MilestoneKind.CONSTRUCTION_START,
            on=date(2025, 9, 16),
            evidence="开工报告",
        )
    return site


def look(site: Site, moment: datetime) -> dict[date, tuple[int, int, str]]:
    with acting_as(site.city.system) as by:
        listen(by=by, at=moment)
        rows = Expectation.objects.filter(kind="inspections").order_by("from_at")
        return {row.from_at.astimezone(ZONE).date(): (row.found, row.needed, row.state) for row in rows}


def inspect(site: Site, on: datetime) -> None:
    report = draft_report(site, at=on, inspected_on=on.date())
    with acting_as(site.inspector.actor()) as by:
        submit_report(report=report, by=by, at=on)


@pytest.mark.shows("HZ-118")
def test_a_month_asks_for_two_and_the_first_one_for_its_share(site: Site) -> None:
    found = look(site, at(10, 20))
    assert found == {
        date(2025, 9, 16): (0, 1, ExpectationState.MISSING),
        date(2025, 10, 1): (0, 2, ExpectationState.WAITING),
    }
    with acting_as(site.city.system):
        row = Expectation.objects.select_related("obliged").earliest("from_at")
    assert (row.rule_id, row.subject, row.obliged) == ("HZ-118", "foundation", site.tis)
    inspect(site, at(10, 21))
    inspect(site, at(10, 28))
    assert look(site, at(10, 29))[date(2025, 10, 1)] == (2, 2, ExpectationState.CAME)


def test_a_report_of_a_visit_in_the_month_settles_it_late(site: Site) -> None:
    assert look(site, at(10, 20))[date(2025, 9, 16)][2] == ExpectationState.MISSING
    report = draft_report(site, at=at(10, 21), inspected_on=date(2025, 9, 29))
    with acting_as(site.inspector.actor()) as by:
        submit_report(report=report, by=by, at=at(10, 21))
    assert look(site, at(10, 22))[date(2025, 9, 16)][2] == ExpectationState.CAME_LATE


def test_nothing_is_expected_while_works_stand_still(site: Site) -> None:
    assert look(site, at(11, 20))[date(2025, 10, 1)] == (0, 2, ExpectationState.MISSING)
    with acting_as(site.city.officer.actor()) as by:
        stop = stop_works(
            project=site.city.project, from_on=date(2025, 10, 1), evidence="停工令〔2025〕3号", by=by, at=at(11, 20)
        )
        with pytest.raises(StoppedAlready):
            stop_works(project=site.city.project, from_on=date(2025, 11, 3), evidence="同上", by=by, at=at(11, 20))
        with pytest.raises(StopWorkDay):
            resume_works(stop_id=stop.pk, to_on=date(2025, 12, 1), evidence="复工令", by=by, at=at(11, 20))
    assert look(site, at(11, 21))[date(2025, 10, 1)][2] == ExpectationState.LIFTED
    with acting_as(site.city.officer.actor()) as by:
        resume_works(stop_id=stop.pk, to_on=date(2025, 11, 16), evidence="复工令", by=by, at=at(11, 22))
        with pytest.raises(NotStopped):
            resume_works(stop_id=stop.pk, to_on=date(2025, 11, 17), evidence="复工令", by=by, at=at(11, 22))
        assert StopWork.objects.get().to_on == date(2025, 11, 16)
        assert set(Event.objects.filter(code__startswith="works_").values_list("code", flat=True)) == {
            RiskEvent.STOPPED,
            RiskEvent.RESUMED,
        }
    assert look(site, at(11, 22))[date(2025, 11, 1)] == (0, 1, ExpectationState.WAITING)


def test_the_spring_festival_takes_its_share_and_completion_ends_it(site: Site) -> None:
    found = look(site, at(2, 20, year=2026))
    assert found[date(2026, 2, 1)][1] == 1
    with acting_as(site.city.system):
        Milestone.objects.create(
            city=site.city.city,
            project=site.city.project,
            kind=MilestoneKind.COMPLETION_ACCEPTANCE,
            on=date(2026, 2, 27),
            evidence="竣工验收",
        )
    assert date(2026, 3, 1) not in look(site, at(3, 20, year=2026))
