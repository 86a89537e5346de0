"""What should happen is written down and counted, raised when missing, and settled when it comes late."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.utils.translation import gettext_lazy

from idi_platform.accounts.public import Role
from idi_platform.alerts.models import Notice
from idi_platform.alerts.silences import deliver_silence_news
from idi_platform.audit.public import Event
from idi_platform.deadlines import watches
from idi_platform.deadlines.models import Expectation
from idi_platform.deadlines.public import (
    SILENCE_TOPIC,
    Basis,
    EventCode,
    ExpectationState,
    Watch,
    Window,
    register_watch,
)
from idi_platform.deadlines.services.listening import listen
from idi_platform.outbox.public import Message
from tests.deadlines.pauses import china
from tests.world import CityWorld

FROM, UNTIL = china("2026-09-01T00:00"), china("2026-10-01T00:00")
GRACE = timedelta(days=7)
RAISED = UNTIL + GRACE


class Stated:
    """A watch of a test: what it asks and what happened are attributes."""

    def __init__(self, city: CityWorld) -> None:
        self.city, self.needed, self.happened, self.is_owed = city, 2, 0, True

    def windows(self, _by: object, since: datetime, at: datetime) -> Iterator[Window]:
        if self.is_owed and since < UNTIL and at >= FROM:
            yield Window(
                self.city.project.dossier_id, "", self.city.insurer.pk, FROM, UNTIL, self.needed, Basis.IN_FORCE
            )


@pytest.fixture
def stated(here: CityWorld) -> Iterator[Stated]:
    kept = dict(watches._watches)
    watches._watches.clear()
    rule = Stated(here)
    register_watch(
        Watch(
            kind="stated",
            label=gettext_lazy("stated"),
            windows=rule.windows,
            found=lambda rows: {row.pk: rule.happened for row in rows},
            grace=GRACE,
            subject_words=lambda subjects: {each: each for each in subjects},
        )
    )
    yield rule
    watches._watches.clear()
    watches._watches.update(kept)


def look(city: CityWorld, at: datetime) -> tuple[int, str]:
    raised = listen(by=city.system, at=at)
    return raised, Expectation.objects.get().state


def told() -> list[str]:
    return list(Event.objects.filter(code__startswith="expected_event").order_by("pk").values_list("code", flat=True))


def test_silence_is_raised_once_after_its_grace_and_closed_when_it_happens_late(
    here: CityWorld, stated: Stated
) -> None:
    assert look(here, FROM) == (0, ExpectationState.WAITING)
    assert look(here, RAISED - timedelta(seconds=1)) == (0, ExpectationState.WAITING)
    assert look(here, RAISED) == (1, ExpectationState.MISSING)
    assert look(here, RAISED + GRACE) == (0, ExpectationState.MISSING)
    assert Expectation.objects.get().missing_at == UNTIL
    stated.happened = 2
    assert look(here, RAISED + 60 * GRACE) == (0, ExpectationState.CAME_LATE)
    assert told() == [EventCode.EXPECTED_MISSING, EventCode.EXPECTED_LATE]
    assert Message.objects.filter(topic=SILENCE_TOPIC).count() == 1


def test_what_happens_in_time_is_never_told(here: CityWorld, stated: Stated) -> None:
    stated.happened = 1
    assert look(here, FROM + GRACE) == (0, ExpectationState.WAITING)
    stated.happened = 2
    assert look(here, FROM + 2 * GRACE) == (0, ExpectationState.CAME)
    stated.happened = 0
    assert look(here, RAISED) == (0, ExpectationState.CAME)
    assert told() == []


def test_what_is_owed_no_longer_is_lifted(here: CityWorld, stated: Stated) -> None:
    look(here, RAISED)
    stated.needed, stated.happened = 1, 1
    assert look(here, RAISED + GRACE) == (0, ExpectationState.CAME_LATE)
    Expectation.objects.update(state=ExpectationState.MISSING)
    stated.is_owed = False
    assert look(here, RAISED + GRACE) == (0, ExpectationState.LIFTED)
    assert told()[-1] == EventCode.EXPECTED_LIFTED


def test_people_who_answer_for_it_are_told_unless_it_has_happened_meanwhile(here: CityWorld, stated: Stated) -> None:
    look(here, RAISED)
    deliver_silence_news(Message.objects.get(topic=SILENCE_TOPIC), here.system)
    notice = Notice.objects.get(recipient=here.officer.user, kind="expected_missing")
    assert notice.about_id == Expectation.objects.get().pk
    assert here.officer.role == Role.BUREAU
