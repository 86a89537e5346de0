"""Wishes, quiet hours, digests and muted cases decide when a message leaves; the inbox always goes on."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from idi_platform.alerts.models import ChannelKind, Choice, Mute, Notice, NoticeKind, Preference, Sending, Way
from idi_platform.alerts.preferences import calm, leaves_at
from idi_platform.alerts.sending.planning import plan_sendings
from idi_platform.deadlines.models import Deadline
from idi_platform.deadlines.public import Basis
from idi_platform.outbox.public import Message
from idi_platform.tenancy.public import tenant_work
from tests.alerts.outside import mail_server
from tests.alerts.test_channels import here, missed, send, sendings  # noqa: F401  # `here` is a fixture
from tests.alerts.test_who_hears_what import DUE, tell
from tests.supervision.cases import Term, start_term
from tests.world import ZONE, CityWorld

QUIET_NIGHT = Preference()


def on(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("at", "leaves"),
    [
        ("2026-11-22 12:00", "2026-11-22 12:00"),
        ("2026-11-22 20:59", "2026-11-22 20:59"),
        ("2026-11-22 21:00", "2026-11-23 08:00"),
        ("2026-11-23 00:00", "2026-11-23 08:00"),  # never at midnight (Zammad 4432)
        ("2026-11-23 07:59", "2026-11-23 08:00"),
        ("2026-11-23 08:00", "2026-11-23 08:00"),
    ],
)
def test_the_night_is_quiet(at: str, leaves: str) -> None:
    assert calm(QUIET_NIGHT, at=on(at)) == on(leaves)


def test_quiet_hours_may_lie_inside_a_day_or_not_be() -> None:
    noon = Preference(quiet_from=on("2026-11-22 12:00").time(), quiet_until=on("2026-11-22 14:00").time())
    assert calm(noon, at=on("2026-11-22 13:00")) == on("2026-11-22 14:00")
    assert calm(noon, at=on("2026-11-22 14:00")) == on("2026-11-22 14:00")
    never = Preference(quiet_from=noon.quiet_from, quiet_until=noon.quiet_from)
    assert calm(never, at=on("2026-11-23 00:00")) == on("2026-11-23 00:00")


@pytest.mark.parametrize(
    ("way", "at", "leaves"),
    [
        (Way.DAILY, "2026-11-22 08:59", "2026-11-22 09:00"),
        (Way.DAILY, "2026-11-22 09:00", "2026-11-23 09:00"),
        (Way.WEEKLY, "2026-11-22 12:00", "2026-11-23 09:00"),  # a Sunday
        (Way.WEEKLY, "2026-11-23 09:00", "2026-11-30 09:00"),
    ],
)
def test_digests_leave_at_their_hour(way: Way, at: str, leaves: str) -> None:
    assert leaves_at(way, QUIET_NIGHT, at=on(at)) == on(leaves)


def wish(city: CityWorld, way: Way, *, kind: str = "") -> None:
    with tenant_work(city.system):
        for person in (city.adjuster.user, city.officer.user):
            Choice.objects.create(city=city.city, user=person, kind=kind, channel=ChannelKind.EMAIL, way=way)


def in_english(city: CityWorld) -> None:
    with tenant_work(city.system):
        Preference.objects.update(language="en")


def test_in_the_inbox_only(here: CityWorld, settings: Settings) -> None:  # noqa: F811  # the fixture
    wish(here, Way.OFF)
    wish(here, Way.NOW, kind=NoticeKind.ESCALATION)
    with mail_server(settings):
        missed(here)
    assert sendings(here) == []
    with tenant_work(here.system):
        assert Notice.objects.count() == 2


def test_a_digest_is_one_mail_in_the_readers_language(here: CityWorld, settings: Settings) -> None:  # noqa: F811  # the fixture
    wish(here, Way.DAILY)
    in_english(here)
    with mail_server(settings) as box:
        missed(here)
        missed(here)
        assert send(here) == 0
        assert send(here, after=timedelta(days=1, hours=1)) == 4
    assert {mail["Subject"] for mail in box.mails} == {"2 messages for you"}
    assert len(box.mails) == 2
    assert "We never ask you for money" in box.mails[0].get_content()


def test_after_an_outage_each_reader_gets_one_mail(here: CityWorld, settings: Settings) -> None:  # noqa: F811  # the fixture
    in_english(here)
    with mail_server(settings) as box:
        for _number in range(15):
            missed(here)
        while send(here):
            pass
    assert [mail["Subject"] for mail in box.mails] == ["15 messages for you"] * 2


def test_what_is_due_at_night_waits_for_the_morning(here: CityWorld, settings: Settings) -> None:  # noqa: F811  # the fixture
    now = timezone.now()
    with tenant_work(here.system):
        hour = timedelta(hours=1)
        start, end = ((now + step).astimezone(ZONE).time() for step in (-hour, hour))
        Preference.objects.update(quiet_from=start, quiet_until=end)
    with mail_server(settings) as box:
        missed(here)
        # A worker that was away finds them due at once, in the middle of the night.
        with tenant_work(here.system):
            Sending.objects.update(next_at=now)
        send(here)
        assert box.mails == []
        assert {one.attempts for one in sendings(here)} == {0}
        send(here, after=timedelta(hours=1, minutes=1))
    assert len(box.mails) == 2


def mute(city: CityWorld) -> None:
    with tenant_work(city.system):
        now = timezone.now()
        dossier_id = Deadline.objects.values_list("dossier_id", flat=True)[0]
        for person in (city.adjuster.user, city.officer.user):
            Mute.objects.update_or_create(
                city=city.city,
                user=person,
                dossier_id=dossier_id,
                defaults={"reason": "In talks", "since": now, "until": now + timedelta(1)},
            )


@pytest.mark.parametrize(("basis", "told"), [(Basis.IN_FORCE, ["adjuster"]), (Basis.SERVICE_NORM, [])])
def test_a_muted_case_is_silent_but_for_a_breach_of_the_obliged(
    here: CityWorld,  # noqa: F811  # the fixture
    settings: Settings,
    basis: Basis,
    told: list[str],
) -> None:
    with mail_server(settings) as box:
        deadline = start_term(here, Term(DUE, basis=basis))
        mute(here)
        tell(here, deadline, NoticeKind.MISSED)
        send(here)
    assert [mail["To"] for mail in box.mails] == [f"here-{name}@example.com" for name in told]


def test_planning_again_adds_nothing(here: CityWorld, settings: Settings) -> None:  # noqa: F811  # the fixture
    with mail_server(settings):
        missed(here)
        with tenant_work(here.system) as by:
            for message in Message.objects.all():
                plan_sendings(message, by=by)
    assert len(sendings(here)) == 2


def test_everybody_says_on_a_page_how_they_are_told(here: CityWorld, client: Client, settings: Settings) -> None:  # noqa: F811  # the fixture
    settings.EMAIL_HOST = "127.0.0.1"
    deadline = missed(here)
    client.force_login(here.adjuster.user)
    page = client.get("/inbox/preferences/")
    names = [name for name in page.context["form"].fields if name.startswith("way-")]
    assert {"way-email-missed", "way-email-"} <= set(names)
    assert here.adjuster.user.full_name in page.content.decode()  # inside the portal's own frame
    hours = {"quiet_from": "22:00", "quiet_until": "07:00", "digest_at": "10:00", "language": "en"}
    given = {**hours, **dict.fromkeys(names, Way.NOW), "way-email-missed": Way.WEEKLY}
    assert client.post("/inbox/preferences/", {**given, "quiet_from": "99:00"}).status_code == 422
    assert client.post("/inbox/preferences/", given).status_code == 302
    assert client.post("/inbox/preferences/", given).status_code == 302
    with tenant_work(here.system):
        dossier_id = Deadline.objects.get(pk=deadline.pk).dossier_id
        assert Choice.objects.get(kind=NoticeKind.MISSED, channel=ChannelKind.EMAIL).way == Way.WEEKLY
        assert Preference.objects.get(user=here.adjuster.user).language == "en"
    muted = f"/inbox/mute/{dossier_id}/"
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert client.post(muted, {"last_day": tomorrow + timedelta(days=400), "reason": "x"}).status_code == 422
    assert client.post(muted, {"last_day": tomorrow, "reason": "In talks"}).status_code == 302
    assert b"In talks" in client.get("/inbox/preferences/").content
    assert client.post(f"{muted}end/").status_code == 302
    with tenant_work(here.system):
        assert not Mute.objects.exists()
