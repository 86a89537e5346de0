"""What a page says of a term that stands still, or that another took the place of."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import translation

from idi_platform.deadlines.faces import face
from idi_platform.deadlines.models import Deadline
from idi_platform.deadlines.public import Closing
from idi_platform.ui.public import ClockState
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
