"""A calendar program reads a person's terms by an address that shows what they may see then, and names nobody."""

from datetime import date, timedelta

import time_machine
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from idi_platform.alerts.models import CalendarFeed
from idi_platform.deadlines.models import Deadline, DeadlineTimer
from idi_platform.logs import redacted
from idi_platform.tenancy.public import tenant_work
from tests.supervision.cases import Term, arm, moment, start_term
from tests.world import CityWorld, World

DUE = moment(10)
DAY = timedelta(days=1)


def made(client: Client, **chosen: object) -> str:
    """The path of a new feed, from the page that shows it once."""
    page = client.post("/inbox/calendar/", chosen)
    address: str = page.context["address"]
    assert address in page.content.decode()
    assert address not in client.get("/inbox/calendar/").content.decode()
    return "/" + address.split("/", 3)[3]


def read(client: Client, path: str) -> Calendar:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/calendar")
    return Calendar.from_ical(answer.content)


def running(city: CityWorld) -> Deadline:
    deadline = start_term(city, Term(DUE))
    with tenant_work(city.system):
        arm(deadline, DUE - DAY, DUE, due_step=1)
    return deadline


def test_a_program_reads_the_terms_with_their_reminders_and_no_name(world: World, client: Client) -> None:
    here = world.here
    deadline = running(here)
    client.force_login(here.adjuster.user)
    path = made(client)
    (event,) = read(Client(), path).walk("VEVENT")
    assert event.decoded("dtstart") == (DUE - DAY).date()
    assert event.decoded("dtend") == DUE.date()
    assert isinstance(event.decoded("dtstart"), date)
    assert str(event["uid"]) == f"{deadline.pk}@idi"
    assert str(event["status"]) == "CONFIRMED"
    (alarm,) = event.walk("VALARM")
    assert alarm.decoded("trigger") == DUE - DAY
    text = Client().get(path).content.decode()
    with tenant_work(here.system):
        dossier = Deadline.objects.select_related("dossier").get(pk=deadline.pk).dossier
        assert DeadlineTimer.objects.filter(deadline=deadline).exists()
    assert dossier.number in text
    for name in (dossier.title, here.insurer.name_zh, here.owner.user.full_name):
        assert name not in text


def test_a_provisional_date_is_marked(world: World, client: Client) -> None:
    deadline = running(world.here)
    with tenant_work(world.here.system):
        Deadline.objects.filter(pk=deadline.pk).update(provisional=True)
    client.force_login(world.here.adjuster.user)
    (event,) = read(Client(), made(client)).walk("VEVENT")
    assert str(event["status"]) == "TENTATIVE"
    assert str(event["summary"]).startswith("暂定")


def test_it_shows_what_its_holder_may_see_when_it_is_asked(world: World, client: Client) -> None:
    here = world.here
    client.force_login(here.adjuster.user)
    path = made(client)
    assert read(Client(), path).walk("VEVENT") == []
    deadline = running(here)
    assert len(read(Client(), path).walk("VEVENT")) == 1
    with tenant_work(here.system):
        Deadline.objects.filter(pk=deadline.pk).update(closed_at=DUE - DAY, met_at=DUE - DAY)
    assert read(Client(), path).walk("VEVENT") == []
    here.adjuster.valid_to = timezone.localdate()
    here.adjuster.save()
    assert Client().get(path).status_code == 404


def test_it_may_be_of_one_project_or_home(world: World, client: Client) -> None:
    here = world.here
    running(here)
    client.force_login(here.officer.user)
    assert len(read(Client(), made(client, dossier=str(here.project.pk))).walk("VEVENT")) == 1
    client.force_login(here.owner.user)
    assert len(read(Client(), made(client, dossier=str(here.unit.pk))).walk("VEVENT")) == 1
    assert client.post("/inbox/calendar/", {"dossier": str(world.there.project.pk)}).status_code == 422


def test_taken_back_it_is_nobodys_and_another_person_takes_none_back(world: World, client: Client) -> None:
    client.force_login(world.here.adjuster.user)
    path = made(client)
    with tenant_work(world.here.system):
        feed = CalendarFeed.objects.get()
    other = Client()
    other.force_login(world.here.officer.user)
    assert other.post(f"/inbox/calendar/{feed.pk}/revoke/").status_code == 404
    assert client.post(f"/inbox/calendar/{feed.pk}/revoke/").status_code == 302
    assert Client().get(path).status_code == 404


def test_another_citys_number_opens_nothing(world: World, client: Client) -> None:
    client.force_login(world.here.adjuster.user)
    path = made(client)
    here, there = world.here.city.pk, world.there.city.pk
    assert Client().get(path.replace(f"/{here}-", f"/{there}-")).status_code == 404
    assert Client().get("/inbox/calendar/nonsense.ics").status_code == 404


def test_no_log_keeps_a_token() -> None:
    token = f"12-{'ab' * 32}"
    assert redacted(f"GET /inbox/calendar/{token}.ics HTTP/1.1") == "GET /inbox/calendar/12-….ics HTTP/1.1"


def test_an_old_sign_in_confirms_before_an_address_is_made_or_taken_back(world: World, client: Client) -> None:
    client.force_login(world.here.adjuster.user)
    made(client)
    with tenant_work(world.here.system):
        feed = CalendarFeed.objects.get()
    with time_machine.travel(timezone.now() + timedelta(minutes=11), tick=False):
        for path in ("/inbox/calendar/", f"/inbox/calendar/{feed.pk}/revoke/"):
            assert client.post(path).headers["Location"].startswith("/confirm/")
    with tenant_work(world.here.system):
        assert CalendarFeed.objects.open().count() == 1
