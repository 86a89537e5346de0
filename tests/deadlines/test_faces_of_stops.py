"""What a page says of a term that stands still, or that another took the place of."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import translation

from idi_platform.deadlines.faces import face
from idi_platform.deadlines.models import Deadline, Pause
from idi_platform.deadlines.public import Closing
from idi_platform.tenancy.public import tenant_work
from idi_platform.ui.public import ClockState, due_words
from tests.deadlines.pauses import answer, china, request
from tests.deadlines.stated import DUTY, EVENT, StatedRules, duty, received, start, started
from tests.world import CityWorld

ASKED = china("2026-09-25T15:00")


@pytest.mark.parametrize("later", [timedelta(), timedelta(days=300)])
@pytest.mark.parametrize(
    ("language", "word", "due", "cause"),
    [
        ("en", "Paused", "Stands still since Fri 25 Sep 2026", "Written request for missing documents"),
        ("zh-hans", "已中止计算", "自 2026-09-25（周五）起中止计算", "书面要求补充资料"),
    ],
)
def test_a_stopped_clock_says_since_when_and_why_and_names_no_date(
    here: CityWorld, later: timedelta, language: str, word: str, due: str, cause: str
) -> None:
    started(here)
    (stopped,) = request(here, ASKED)
    with translation.override(language):
        shown = face(stopped, ASKED + later)
        assert (shown.state, shown.left) == (ClockState.PAUSED, "")
        assert (str(shown.word), shown.due, str(shown.stopped_by)) == (word, due, cause)


def test_a_replaced_term_is_told_from_one_no_longer_owed(here: CityWorld) -> None:
    deadline = started(here)
    Deadline.objects.update(closed_at=ASKED, closed_as=Closing.SUPERSEDED)
    assert face(Deadline.objects.get(), deadline.due_at).state is ClockState.SUPERSEDED
    assert face(Deadline.objects.get(), deadline.due_at).left == ""


def page(client: Client, city: CityWorld, deadline: Deadline) -> str:
    client.force_login(city.officer.user)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    response = client.get(reverse("deadlines:why", args=[deadline.pk]))
    assert response.status_code == 200
    return response.content.decode()


def test_the_page_shows_the_stop_and_the_date_that_stood_before(here: CityWorld, client: Client) -> None:
    started(here)
    (stopped,) = request(here, ASKED)
    shown = page(client, here, stopped)
    assert "Not yet" in shown
    assert "Mon 28 Sep 2026" in shown
    answer(here, china("2026-09-29T09:00"))
    shown = page(client, here, stopped)
    assert "Not yet" not in shown
    for words in ("Thu 8 Oct 2026", "Mon 28 Sep 2026", "Tue 29 Sep 2026, 09:00", "Term suspended: not counted"):
        assert words in shown


def test_the_page_shows_the_other_texts_clock(here: CityWorld, rules: StatedRules, client: Client) -> None:
    newer = replace(duty(DUTY), rule_id="T-002", drives_service=False)
    rules.stated[EVENT] = (duty(DUTY), newer)
    first, _second = start(here, received(here))
    assert "Another text on the same duty" in page(client, here, first)


def stop_page(client: Client, city: CityWorld, deadline: Deadline, **days: str) -> str:
    client.force_login(city.officer.user)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    response = client.get(reverse("deadlines:stop", args=[deadline.pk]), days)
    assert response.status_code == 200
    return response.content.decode()


def test_a_stop_is_shown_before_it_is_done_and_stores_nothing(here: CityWorld, client: Client) -> None:
    with time_machine.travel(ASKED, tick=False):
        deadline = started(here)
        shown = stop_page(client, here, deadline, from_on="2026-09-25", to_on="2026-10-12")
        assert "17 days are deducted in all" in shown
        assert "Choose a day after the request" in stop_page(
            client, here, deadline, from_on="2026-09-25", to_on="2026-09-24"
        )
        with tenant_work(here.system):
            assert not Pause.objects.exists()
            assert Deadline.objects.get().due_at == deadline.due_at
        request(here, ASKED)
    back = china("2026-10-12T15:00")
    with time_machine.travel(back, tick=False):
        foreseen = re.search(r"Last day then: ([^<]*)\.", stop_page(client, here, deadline, to_on="2026-10-12"))
        assert foreseen
        (running,) = answer(here, back)
        with translation.override("en"):
            assert due_words(running.due_at) == foreseen[1]
        assert "A second request does not stop the term" in stop_page(client, here, deadline)


def test_a_term_that_no_request_stops_says_why(here: CityWorld, client: Client, rules: StatedRules) -> None:
    deadline = started(here)
    with time_machine.travel(ASKED, tick=False):
        rules.suspendable = set()
        assert "let no request stop this term" in stop_page(client, here, deadline)
    with time_machine.travel(deadline.due_at, tick=False):
        assert "The term has passed" in stop_page(client, here, deadline)
    Deadline.objects.update(closed_at=ASKED, closed_as=Closing.CANCELLED)
    assert "The term has ended" in stop_page(client, here, deadline)
