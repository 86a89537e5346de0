"""A notice reaches a real mail server, a real gateway of text messages and a real robot, each once."""

import base64
import hashlib
import hmac
import json
import socket
from datetime import time, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from idi_platform.accounts.public import NumberProof, Role, send_text_message, take_number
from idi_platform.alerts.channels.signing import signature
from idi_platform.alerts.models import ChannelKind, Notice, NoticeKind, Preference, Robot, Sending, SendingState
from idi_platform.alerts.robots import RobotFacts, enter_robot
from idi_platform.alerts.sending.texts import send_texts
from idi_platform.alerts.sending.working import FIRST_WAIT, LEASE, MOST_ATTEMPTS, _claim, send_batch, wait_after
from idi_platform.deadlines.models import Deadline
from idi_platform.tenancy.public import tenant_work, uuid7
from tests.alerts.outside import gateway, mail_server
from tests.alerts.test_who_hears_what import DUE, tell
from tests.supervision.cases import Term, start_term
from tests.world import CityWorld, World, member

SECRET = "between the two of us"
NUMBER = "13800138000"


@pytest.fixture
def here(world: World) -> CityWorld:
    """The adjuster and the officer have addresses, and are awake whenever tests run."""
    for membership in (world.here.adjuster, world.here.officer):
        membership.user.email = f"{membership.user.username}@example.com"
        membership.user.save()
        with tenant_work(world.here.system):
            awake = {"quiet_from": time(0), "quiet_until": time(0)}
            Preference.objects.create(city=world.here.city, user=membership.user, **awake)
    return world.here


def send(city: CityWorld, *, after: timedelta = timedelta()) -> int:
    return send_batch(by=city.system, at=timezone.now() + after)


def sendings(city: CityWorld) -> list[Sending]:
    with tenant_work(city.system):
        return list(Sending.objects.order_by("channel", "pk"))


def missed(city: CityWorld) -> Deadline:
    deadline = start_term(city, Term(DUE))
    tell(city, deadline, NoticeKind.MISSED)
    return deadline


def test_without_configuration_nothing_leaves(here: CityWorld, settings: Settings) -> None:
    settings.EMAIL_HOST = ""
    missed(here)
    assert sendings(here) == []


def test_a_mail_arrives_once_with_warning_and_link_and_without_names(here: CityWorld, settings: Settings) -> None:
    with mail_server(settings) as box:
        deadline = missed(here)
        tell(here, deadline, NoticeKind.MISSED)  # delivered again: nothing twice
        assert send(here) == 2
        assert send(here) == 0
    assert {mail["To"] for mail in box.mails} == {"here-adjuster@example.com", "here-officer@example.com"}
    text = box.mails[0].get_content()
    assert "12345" in text
    assert "我们从不" in text
    assert f"{settings.PUBLIC_ADDRESS}/inbox/" in text
    with tenant_work(here.system):
        dossier = Deadline.objects.select_related("dossier").get(pk=deadline.pk).dossier
    assert dossier.number in text
    assert dossier.title not in text
    assert {one.state for one in sendings(here)} == {SendingState.SENT}
    assert {mail["Message-ID"] for mail in box.mails} == {one.receipt for one in sendings(here)}


def test_the_link_leads_to_the_file_for_its_reader_alone(here: CityWorld, client: Client, world: World) -> None:
    missed(here)
    with tenant_work(here.system):
        notice = Notice.objects.get(recipient=here.adjuster.user)
    client.force_login(here.adjuster.user)
    assert client.get(f"/inbox/{notice.pk}/").status_code == 302
    client.force_login(world.there.adjuster.user)
    assert client.get(f"/inbox/{notice.pk}/").status_code == 404


def test_a_refused_address_is_told_and_not_tried_again(here: CityWorld, settings: Settings) -> None:
    with mail_server(settings) as box:
        box.answer = "550 no such person <here-adjuster@example.com>"
        missed(here)
        send(here)
    assert {(one.state, one.error) for one in sendings(here)} == {(SendingState.REFUSED, "SMTP 550")}


def test_a_busy_server_is_tried_later_and_given_up_at_last(here: CityWorld, settings: Settings) -> None:
    with mail_server(settings) as box:
        box.answer = "451 come back later"
        missed(here)
        send(here)
        assert {(one.state, one.error, one.attempts) for one in sendings(here)} == {
            (SendingState.WAITING, "SMTP 451", 1)
        }
        assert send(here) == 0
        for day in range(1, MOST_ATTEMPTS):
            send(here, after=timedelta(days=day))
    assert {(one.state, one.attempts) for one in sendings(here)} == {(SendingState.GIVEN_UP, MOST_ATTEMPTS)}


def test_a_server_that_is_away_costs_one_try_a_batch(here: CityWorld, settings: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as unused:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", unused.getsockname()[1]
    missed(here)
    assert send(here) == 2
    assert sorted(one.attempts for one in sendings(here)) == [0, 1]
    with mail_server(settings) as box:
        send(here, after=2 * FIRST_WAIT)
    assert len(box.mails) == 2


def test_waits_double_and_spread() -> None:
    for attempts, minutes in ((0, 1), (1, 2), (5, 32), (30, 240)):
        waits = {wait_after(attempts) for _try in range(20)}
        assert all(abs(wait / timedelta(minutes=minutes) - 1) <= 0.25 for wait in waits)
        assert len(waits) > 1


def test_what_was_read_or_done_meanwhile_is_not_sent(here: CityWorld, settings: Settings) -> None:
    with mail_server(settings) as box:
        deadline = start_term(here, Term(DUE))
        tell(here, deadline, NoticeKind.REMINDER)
        with tenant_work(here.system):
            Deadline.objects.filter(pk=deadline.pk).update(met_at=DUE - timedelta(1), closed_at=DUE - timedelta(1))
        send(here)
        missed(here)
        with tenant_work(here.system):
            Notice.objects.update(read_at=timezone.now())
        send(here)
    assert box.mails == []
    assert {one.state for one in sendings(here)} == {SendingState.NOT_NEEDED}


def test_who_left_the_city_is_told_nothing(here: CityWorld, settings: Settings) -> None:
    with mail_server(settings) as box:
        missed(here)
        here.officer.valid_to = timezone.localdate()
        here.officer.save()
        send(here)
    assert [mail["To"] for mail in box.mails] == ["here-adjuster@example.com"]


def test_a_dead_workers_sending_is_taken_over_after_its_lease(here: CityWorld, settings: Settings) -> None:
    with mail_server(settings) as box:
        missed(here)
        assert len(_claim(uuid7(), by=here.system, at=timezone.now())) == 2
        assert send(here) == 0
        assert send(here, after=LEASE + timedelta(seconds=1)) == 2
    assert len(box.mails) == 2


def test_a_text_message_is_signed_and_its_receipt_believed_by_signature(
    here: CityWorld, client: Client, settings: Settings
) -> None:
    settings.EMAIL_HOST, settings.SMS_SECRET = "", SECRET
    take_number(user=here.adjuster.user, number=NUMBER, proof=NumberProof.HOTLINE, by=None, at=timezone.now())
    with gateway(settings, answer={"id": "G-1"}) as heard:
        settings.SMS_GATEWAY = f"{heard.address}/messages"
        missed(here)
        send(here)
    (post,) = heard.heard
    (sending,) = sendings(here)
    assert (sending.state, sending.receipt, post.told["to"]) == (SendingState.SENT, "G-1", NUMBER)
    assert post.headers["Idempotency-Key"] == post.told["reference"] == f"{here.city.pk}.{sending.pk}"
    assert post.headers["X-IDI-Signature"] == signature(
        timestamp=post.headers["X-IDI-Timestamp"], body=post.body, secret=SECRET
    )
    assert "12345" in post.told["text"]

    def receipt(state: str, *, secret: str = SECRET, age: int = 0) -> int:
        body = json.dumps({"reference": post.told["reference"], "state": state}).encode()
        timestamp = str(int(timezone.now().timestamp()) - age)
        signed = signature(timestamp=timestamp, body=body, secret=secret)
        headers = {"X-IDI-Timestamp": timestamp, "X-IDI-Signature": signed}
        answer = client.post("/inbox/receipts/text/", body, content_type="application/json", headers=headers)
        return answer.status_code

    assert receipt("delivered", secret="another") == receipt("delivered", age=600) == 403
    assert receipt("lost") == 404
    assert sendings(here)[0].state == SendingState.SENT
    assert receipt("delivered") == receipt("failed") == 204  # what arrived has arrived
    assert sendings(here)[0].state == SendingState.CONFIRMED


def test_codes_and_other_texts_leave_by_the_same_gateway_while_they_hold(world: World, settings: Settings) -> None:
    now = timezone.now()
    settings.SMS_SECRET = SECRET
    for text, lasts in (("late", timedelta(seconds=1)), ("code", timedelta(minutes=5))):
        send_text_message(number=NUMBER, text=text, at=now, lasts=lasts)
    later = now + timedelta(seconds=2)
    with gateway(settings, status=503) as away:
        settings.SMS_GATEWAY = away.address
        assert send_texts(at=later) == 0
    with gateway(settings, answer={"id": "G-2"}) as heard:
        settings.SMS_GATEWAY = heard.address
        assert [send_texts(at=later) for _again in range(2)] == [1, 0]
    (post,) = heard.heard
    assert (post.told["to"], post.told["text"][:4]) == (NUMBER, "code")


def test_an_unsigned_receipt_is_nobodys(client: Client, db: None, settings: Settings) -> None:
    settings.SMS_SECRET = ""
    timestamp = str(int(timezone.now().timestamp()))
    headers = {"X-IDI-Timestamp": timestamp, "X-IDI-Signature": hashlib.sha256().hexdigest()}
    assert (
        client.post("/inbox/receipts/text/", b"{}", content_type="application/json", headers=headers).status_code == 403
    )


@pytest.mark.parametrize("channel", [ChannelKind.WECOM, ChannelKind.DINGTALK])
def test_a_robot_posts_once_for_all_of_its_organisation(
    here: CityWorld, settings: Settings, channel: ChannelKind
) -> None:
    settings.EMAIL_HOST = ""
    manager = member("manager", role=Role.INSURER_MANAGER, city=here.city, organisation=here.insurer)
    with gateway(settings) as group:
        settings.WECOM_ADDRESS = settings.DINGTALK_ADDRESS = group.address
        facts = RobotFacts(channel, is_enabled=True, key="of-the-group", secret="SEC1")
        with tenant_work(manager.actor()) as by:
            enter_robot(facts=facts, by=by, at=timezone.now())
        missed(here)
        assert send(here) == 1
        assert send(here) == 0
    (post,) = group.heard
    assert post.told["msgtype"] == "text"
    assert f"{settings.PUBLIC_ADDRESS}/inbox/" in post.told["text"]["content"]
    if channel == ChannelKind.WECOM:
        assert (post.path, post.query) == ("/cgi-bin/webhook/send", {"key": "of-the-group"})
    else:
        assert (post.path, post.query["access_token"]) == ("/robot/send", "of-the-group")
        told = f"{post.query['timestamp']}\nSEC1".encode()
        assert post.query["sign"] == base64.b64encode(hmac.new(b"SEC1", told, hashlib.sha256).digest()).decode()


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        ({"errcode": 45009}, SendingState.WAITING),
        ({"errcode": 310000}, SendingState.REFUSED),
        ({}, SendingState.WAITING),
    ],
)
def test_a_robots_answer_is_read(here: CityWorld, settings: Settings, answer: dict[str, int], state: str) -> None:
    settings.EMAIL_HOST = ""
    with gateway(settings, answer=answer) as group:
        settings.WECOM_ADDRESS = group.address
        with tenant_work(here.adjuster.actor()) as by:
            enter_robot(facts=RobotFacts(ChannelKind.WECOM, is_enabled=True, key="k"), by=by, at=timezone.now())
        missed(here)
        send(here)
    assert [one.state for one in sendings(here)] == [state]


def test_a_robot_in_our_own_network_is_not_asked(here: CityWorld, settings: Settings) -> None:
    settings.EMAIL_HOST = ""
    with gateway(settings) as group:
        settings.WECOM_ADDRESS, settings.CHANNEL_LOCAL_HOSTS = group.address, []
        with tenant_work(here.adjuster.actor()) as by:
            enter_robot(facts=RobotFacts(ChannelKind.WECOM, is_enabled=True, key="k"), by=by, at=timezone.now())
        missed(here)
        send(here)
        assert group.heard == []
    assert [one.state for one in sendings(here)] == [SendingState.REFUSED]


def test_the_administrator_enters_and_tests_a_robot_and_never_sees_its_key(
    here: CityWorld, client: Client, settings: Settings
) -> None:
    administrator = member("administrator", role=Role.ORG_ADMIN, city=here.city, organisation=here.insurer)
    client.force_login(administrator.user)
    with gateway(settings) as group:
        settings.DINGTALK_ADDRESS = group.address
        page = "/inbox/robots/dingtalk/"
        wrong = client.post(page, {"address": "https://elsewhere.example/robot/send?access_token=x"})
        assert wrong.status_code == 422
        right = client.post(
            page,
            {"address": f"{group.address}/robot/send?access_token=robot-key-1", "secret": "SEC", "is_enabled": "on"},
        )
        assert right.status_code == 302
        client.post(f"{page}test/")
        assert group.heard[0].query["access_token"] == "robot-key-1"
    assert b"robot-key-1" not in client.get(page).content
    with tenant_work(here.system):
        robot = Robot.objects.get()
        assert (robot.key, robot.secret, robot.organisation_id) == ("robot-key-1", "SEC", here.insurer.pk)
    rival = member("rival", role=Role.ORG_ADMIN, city=here.city, organisation=here.developer)
    client.force_login(rival.user)
    assert client.post(f"{page}test/").status_code == 404
