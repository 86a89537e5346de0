"""One's own terms in a list and a month, and how often a body's terms are stopped."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from idi_platform.deadlines.public import Term
from idi_platform.deadlines.selectors import stops_by_body
from idi_platform.tenancy.public import acting_as
from tests.deadlines.pauses import answer, china, request
from tests.deadlines.stated import DUTY, EVENT, RECEIVED, StatedRules, duty, received, start
from tests.world import CityWorld

OTHER = "claims.advance"
NOW = china("2026-09-28T10:00")


@pytest.fixture
def terms(here: CityWorld, rules: StatedRules, client: Client) -> Client:
    """Due today (28 September, a Monday), in five days, and one that stands still; the adjuster reads."""
    start(here, received(here))
    start(here, received(here, at=RECEIVED + timedelta(days=5)))
    rules.stated[EVENT] = (duty(OTHER, term=Term(20)),)
    rules.suspendable = {OTHER}
    start(here, received(here, at=RECEIVED + timedelta(days=1)))
    request(here, china("2026-09-25T10:00"), OTHER)
    client.force_login(here.adjuster.user)
    return client


def shown(client: Client, standing: str) -> list[str]:
    with time_machine.travel(NOW, tick=False):
        page = client.get("/deadlines/mine/", {"standing": standing})
    assert page.status_code == 200
    return [line.deadline.duty for line in page.context["lines"]]


def test_terms_are_told_apart_by_how_they_stand(terms: Client) -> None:
    assert shown(terms, "today") == [DUTY]
    assert shown(terms, "overdue") == []
    assert shown(terms, "waiting") == [OTHER]
    assert len(shown(terms, "")) == 3


def test_a_month_shows_each_term_on_its_last_day(terms: Client) -> None:
    with time_machine.travel(NOW, tick=False):
        page = terms.get("/deadlines/month/2026/9/")
        days = {day.on.day: day for week in page.context["weeks"] for day in week if day.is_in_month}
        assert terms.get("/deadlines/month/2026/13/").status_code == 404
        assert terms.get("/deadlines/month/1200/1/").status_code == 404
    assert [len(days[number].terms) for number in (27, 28, 29)] == [0, 1, 0]
    assert (days[28].is_today, days[26].is_working, days[25].name) == (True, False, "中秋节")


def test_stops_are_counted_by_body(terms: Client, here: CityWorld, rules: StatedRules) -> None:
    answer(here, china("2026-09-30T12:00"))
    with acting_as(here.officer.actor()) as officer:
        (row,) = stops_by_body(officer, at=china("2026-10-10T10:00"))
    assert (row.body, row.terms, row.stopped, row.share, row.days, row.longest) == (here.insurer, 1, 1, 100, 5, 5)
    terms.force_login(here.officer.user)
    assert here.insurer.name_zh in terms.get("/deadlines/stops/").content.decode()
