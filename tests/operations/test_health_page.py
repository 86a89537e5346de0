"""The operator's health page: each part with its state and what to do, and what waits in each city."""

from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from idi_platform.audit.public import PlatformEvent, record_platform
from idi_platform.deadlines.models import Deadline, DeadlineTimer
from idi_platform.deadlines.public import replay_on_record
from idi_platform.dossiers.granting import compare_grants
from idi_platform.dossiers.models import DossierGroupObjectPermission, Permission
from idi_platform.outbox.delivery import GIVEN_UP
from idi_platform.outbox.models import Job, JobState
from idi_platform.outbox.public import Message, given_up
from idi_platform.tenancy.public import tenant_work, uuid7
from operations.health import EXAMINATIONS, Line, sections
from operations.heartbeats import note
from operations.models import Heartbeat, Process
from policies.public import parameter_label
from tests import databases
from tests.supervision.cases import NOW, Term, arm, moment, start_term
from tests.world import CityWorld, World

PAGE = "/operations/health/"


@pytest.fixture
def operator(client: Client, world: World) -> Client:
    client.force_login(world.operator.user)
    return client


def lines() -> dict[str, Line]:
    with override("en"):
        return {f"{section.title}: {line.name}": line for section in sections(EXAMINATIONS) for line in section.lines}


def give_up(city: CityWorld) -> Message:
    with tenant_work(city.system):
        return Message.objects.create(
            city=city.city,
            topic="deadline",
            source_id=uuid7(),
            created_at=NOW,
            skipped=True,
            failed_reason=GIVEN_UP,
            attempts=5,
        )


@pytest.fixture
def all_sealed(worker_database: str, db: None) -> None:
    """No clock seals a test's database: what its making wrote waits no longer."""
    with databases.owner_cursor(worker_database) as owner:
        owner.execute("DELETE FROM audit_unsealed")


@pytest.mark.usefixtures("all_sealed")
def test_every_part_of_a_healthy_platform_is_well() -> None:
    for process in Process:
        note(process)
    assert {name: line for name, line in lines().items() if line.tone not in {"ok", "neutral"}} == {}


def test_a_dead_clock_is_red_and_says_what_to_do(db: None) -> None:
    for process in Process:
        note(process)
    Heartbeat.objects.filter(process=Process.CLOCK).update(at=timezone.now() - timedelta(minutes=3))
    line = lines()["Background processes: Clock: marks what became due"]
    assert (line.tone, line.value) == ("breach", "last seen 3 minutes ago")
    assert "start the process again" in str(line.advice)


def test_grants_that_differed_are_told_with_what_to_do(world: World) -> None:
    def told() -> Line:
        return lines()["Access to case files: Grants that differed from their facts"]

    assert (told().tone, told().value) == ("neutral", "not compared yet")
    with tenant_work(world.here.system) as by:
        compare_grants(by=by, at=timezone.now())
        assert (told().tone, told().value) == ("ok", "0")
        DossierGroupObjectPermission.objects.filter(permission__codename=Permission.DEVELOP).delete()
        compare_grants(by=by, at=timezone.now())
    assert (told().tone, told().value) == ("near", "1")
    assert "Find out who" in str(told().advice)


def test_without_beat_the_others_cannot_be_told(db: None) -> None:
    found = lines()
    assert found["Background processes: Beat: sends the ticks"].tone == "breach"
    assert found["Background processes: Clock: marks what became due"].tone == "near"


def test_the_page_works_without_redis_and_says_so(
    operator: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REDIS_URL", f"unix://{tmp_path}/nobody.sock")
    response = operator.get(PAGE, {"part": "lines"})
    assert response.status_code == 200
    told = [
        line for section in response.context["sections"] for line in section.lines if "消息队列" in str(line.advice)
    ]
    assert [line.tone for line in told] == ["breach"]


def test_the_page_says_city_by_city_what_waits(operator: Client, world: World, now: None) -> None:
    late, broken, *provisional = (start_term(world.here, Term(moment(30))) for _ in range(4))
    with tenant_work(world.here.system):
        arm(late, NOW - timedelta(hours=2), due_step=0)
        arm(broken, NOW, due_step=0)
        DeadlineTimer.objects.filter(pk=broken.pk).update(fire_at=None, quarantined="bad row")
        Deadline.objects.filter(pk__in=[term.pk for term in provisional]).update(provisional=True)
        Deadline.objects.filter(pk=provisional[0].pk).update(met_at=NOW, closed_at=NOW)
        Message.objects.create(city=world.here.city, topic="deadline", source_id=uuid7(), created_at=NOW)
        job = {"city": world.here.city, "kind": "lists.excel", "created_by_id": uuid7(), "created_at": NOW}
        for ago in (timedelta(minutes=1), timedelta(minutes=5)):
            Job.objects.create(**job, state=JobState.RUNNING, lease_until=NOW - ago)
    give_up(world.here)
    found = {work.city: work for work in operator.get(PAGE).context["cities"]}
    here, there = found[world.here.city], found[world.there.city]
    assert (here.oldest_due, here.waiting, here.given_up) == (timedelta(hours=2), 1, 1)
    assert (here.stuck, here.quarantined, here.provisional) == (1, 1, 1)
    assert here.is_troubled
    assert not there.is_troubled


def test_a_message_given_up_is_handed_out_again_with_its_reason_on_record(operator: Client, world: World) -> None:
    message = give_up(world.here)
    assert str(message.source_id) in operator.get("/operations/messages/").content.decode()
    address = f"/operations/messages/{world.here.city.code}/{message.pk}/"
    assert operator.post(address, {"reason": " "}).status_code == 422
    assert operator.post(address, {"reason": "worker mended"}).status_code == 302
    with tenant_work(world.here.system):
        assert not given_up(world.here.city.pk).exists()
    event = PlatformEvent.objects.get(code="message_replayed")
    assert (event.actor_user_id, event.payload["reason"]) == (world.operator.user.pk, "worker mended")
    assert operator.post(address, {"reason": "again"}).status_code == 404
    foreign = f"/operations/messages/{world.there.city.code}/{message.pk}/"
    assert operator.get(foreign).status_code == 404


def test_a_record_that_is_not_sealed_is_red_and_says_what_to_do(all_sealed: None, world: World) -> None:
    record_platform(code="x", subject="x", subject_id="x", by=world.operator.actor(), at=timezone.now(), payload={})
    assert lines()["Record: Longest wait for a seal"].tone == "ok"
    assert int(str(lines()["Record: Rows waiting for their seal"].value)) > 0
    with time_machine.travel(timezone.now() + timedelta(minutes=5), tick=False):
        line = lines()["Record: Longest wait for a seal"]
    assert (line.tone, bool(line.advice)) == ("breach", True)


def test_terms_that_differ_from_the_record_are_told_by_id(world: World) -> None:
    def told() -> Line:
        return lines()["Terms and the record: Terms that differ from the record"]

    assert (told().tone, told().value) == ("neutral", "not compared yet")
    deadline = start_term(world.here, Term(moment(30)))
    with tenant_work(world.here.system) as by:
        replay_on_record(by=by, at=timezone.now())
    assert told().tone == "breach"
    assert str(deadline.pk) in str(told().advice)


def test_a_timer_put_aside_is_armed_again_with_a_reason(operator: Client, world: World) -> None:
    deadline = start_term(world.here, Term(moment(30)))
    page = f"/operations/timers/{world.here.city.code}/{deadline.pk}/"
    assert operator.get(page).status_code == 404
    with tenant_work(world.here.system):
        arm(deadline, NOW, due_step=0)
        DeadlineTimer.objects.filter(pk=deadline.pk).update(fire_at=None, quarantined="smallint out of range")
    listed = operator.get("/operations/timers/").content.decode()
    assert "smallint out of range" in listed
    assert parameter_label(deadline.duty) in listed
    assert deadline.duty not in listed
    assert operator.post(page, {"reason": ""}).status_code == 422
    assert operator.post(page, {"reason": "列已加宽"}).status_code == 302
    with tenant_work(world.here.system):
        assert DeadlineTimer.objects.get(pk=deadline.pk).fire_at is not None
    told = PlatformEvent.objects.get(code="timer_armed_again")
    assert (told.subject_id, told.payload["reason"]) == (str(deadline.pk), "列已加宽")
