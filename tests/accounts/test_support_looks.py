"""An operator looks at the portal as somebody, for support: pages alone, for a short time, told to everybody."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db import InternalError
from django.test import Client, override_settings
from django.utils import timezone
from lxml import html  # type: ignore[import-untyped]  # lxml ships no types

from idi_platform.accounts.looking import start_look
from idi_platform.accounts.models import SupportLook
from idi_platform.accounts.public import Membership, NotForSupport, Role
from idi_platform.accounts.signin.sessions import end_sessions
from idi_platform.audit.errors import LookingOnly
from idi_platform.audit.public import Access, PlatformEvent, record
from idi_platform.tenancy.public import Actor, tenant_work
from idi_platform.ui.public import moment_words
from tests.world import World, member

REASON = "电话 12345：看不到自己的理赔"
BANNER = "banner-look"


@pytest.fixture
def operator(world: World) -> Client:
    client = Client()
    client.force_login(world.operator.user)
    return client


def address(membership: Membership) -> str:
    return f"/operations/people/{membership.user_id}/look/{membership.pk}/"


def looking(operator: Client, membership: Membership) -> Client:
    assert operator.post(address(membership), {"reason": REASON}).headers["Location"] == "/"
    return operator


def signed_in(membership: Membership) -> Client:
    client = Client()
    client.force_login(membership.user)
    return client


def test_pages_are_those_of_the_person_under_a_banner(world: World, operator: Client) -> None:
    theirs = signed_in(world.here.adjuster).get("/claims/")
    seen = looking(operator, world.here.adjuster).get("/claims/")
    assert seen.status_code == 200
    assert BANNER in seen.content.decode()
    assert BANNER not in theirs.content.decode()
    assert list(seen.context["page"]) == list(theirs.context["page"])
    assert 'href="/claims/export/' in theirs.content.decode()
    assert 'href="/claims/export/' not in seen.content.decode()
    assert operator.get("/operations/people/").status_code == 403


def test_the_banner_stands_in_both_languages_and_on_refusals(world: World, operator: Client) -> None:
    looking(operator, world.here.adjuster)
    for language, words in (("zh-hans", "停止查看"), ("en", "You look as")):
        operator.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        for path in ("/claims/", "/me/devices/", "/claims/0/", "/operations/people/"):
            assert words in operator.get(path).content.decode(), (language, path)


def test_nothing_unsafe_passes(world: World, operator: Client) -> None:
    looking(operator, world.here.adjuster)
    for path in (
        "/claims/",
        "/claims/export/xlsx/",
        "/switch/",
        "/inbox/",
        "/me/devices/end-others/",
        "/api/v1/claims/",
    ):
        for method in (operator.post, operator.put, operator.patch, operator.delete, operator.options):
            assert method(path).status_code == 403, (path, method)
    assert BANNER in operator.get("/claims/").content.decode()


def test_security_own_data_files_and_programs_stay_closed(world: World, operator: Client) -> None:
    looking(operator, world.here.adjuster)
    for path in (
        "/me/security/",
        "/me/devices/",
        "/me/number/",
        "/my/data/",
        "/my/data/export/",
        "/claims/export/",
        "/confirm/",
        "/sign-in/enrol/",
        "/api/v1/claims/",
        "/api/docs/",
        f"/documents/{world.here.project.pk}/",
    ):
        assert operator.get(path).status_code in {403, 404}, path
        assert "Content-Disposition" not in operator.get(path).headers


def test_a_programs_key_changes_nothing_about_it(world: World, operator: Client) -> None:
    looking(operator, world.here.adjuster)
    for key in ("idi_000000000000_" + "0" * 64, "x"):
        assert operator.get("/api/v1/claims/", headers={"authorization": f"Bearer {key}"}).status_code == 403


def test_every_service_refuses_such_an_actor(world: World) -> None:
    eyes = Actor(world.here.owner.user_id, None, Role.OWNER, world.here.city.pk, looked_by=world.operator.user_id)
    with tenant_work(eyes), pytest.raises(LookingOnly):
        record(dossier_id=world.here.project.pk, code="claim_filed", by=eyes, at=timezone.now(), payload={})


def test_nobody_looks_as_one_of_the_platforms_people_or_a_program_or_oneself(world: World) -> None:
    by, at = world.operator.actor(), timezone.now()
    until = at + timedelta(hours=1)
    security, auditor = member("security", role=Role.SECURITY_ADMIN), member("auditor", role=Role.AUDIT_ADMIN)
    another = member("another-operator", role=Role.OPERATOR)
    program = member("program", role=Role.ADJUSTER, city=world.here.city, organisation=world.here.insurer)
    type(program.user).objects.filter(pk=program.user_id).update(is_program=True)
    ended = member("ended", role=Role.ADJUSTER, city=world.here.city, organisation=world.here.insurer)
    Membership.objects.filter(pk=ended.pk).update(valid_to=timezone.localdate())
    for one in (security, auditor, another, program, ended, world.operator):
        with pytest.raises(NotForSupport):
            start_look(membership=one, reason=REASON, until=until, by=by, at=at)
    for other in (security, world.here.adjuster, world.here.owner):
        with pytest.raises(NotForSupport):
            start_look(membership=world.there.adjuster, reason=REASON, until=until, by=other.actor(), at=at)
    assert not SupportLook.objects.exists()


def test_only_an_operator_with_a_reason_and_a_fresh_confirmation(world: World, operator: Client) -> None:
    asked = address(world.here.adjuster)
    assert operator.post(asked, {"reason": ""}).status_code == 422
    assert signed_in(world.here.adjuster).post(asked, {"reason": REASON}).status_code == 403
    with time_machine.travel(timezone.now() + settings.CONFIRMATION_LASTS + timedelta(seconds=1), tick=False):
        assert operator.post(asked, {"reason": REASON}).headers["Location"].startswith("/confirm/")
    assert not SupportLook.objects.exists()
    wrong = f"/operations/people/{world.here.owner.user_id}/look/{world.here.adjuster.pk}/"
    assert operator.post(wrong, {"reason": REASON}).status_code == 404


def test_a_look_is_of_one_city_alone(world: World, operator: Client) -> None:
    looking(operator, world.here.adjuster)
    assert operator.get(f"/projects/{world.there.project.pk}/").status_code == 404


@pytest.mark.parametrize("end", ["button", "time", "sign-out", "looker", "person", "platform"])
def test_it_ends(world: World, operator: Client, end: str) -> None:
    looking(operator, world.here.adjuster)
    today = timezone.localdate()
    if end == "button":
        assert operator.post("/support/stop/").headers["Location"] == "/"
    if end == "sign-out":
        operator.post("/sign-out/")
        operator.force_login(world.operator.user)
    if end == "looker":
        SupportLook.objects.update(looked_by=world.there.adjuster.user)
    if end == "person":
        Membership.objects.filter(pk=world.here.adjuster.pk).update(valid_to=today)
    if end == "platform":
        SupportLook.objects.update(person=member("new-security", role=Role.SECURITY_ADMIN).user)
    later = settings.ACT_AS_LASTS - timedelta(minutes=1) if end != "time" else settings.ACT_AS_LASTS
    with time_machine.travel(timezone.now() + later / 2, tick=False):
        assert (operator.get("/claims/").status_code == 200) == (end == "time")
    if end == "time":
        SupportLook.objects.update(open_until=timezone.now())
    assert operator.get("/claims/").status_code == 403
    assert operator.get("/operations/people/").status_code == 200
    assert BANNER not in operator.get("/operations/people/").content.decode()


@override_settings(STAFF_IDLE_LIMIT=timedelta(minutes=10))
def test_one_that_idled_out_ended_when_its_session_did_and_not_at_its_latest_end(
    world: World, operator: Client
) -> None:
    begun = timezone.now()
    looking(operator, world.here.adjuster)
    with time_machine.travel(begun + timedelta(minutes=4), tick=False):
        operator.get("/claims/")
    look = SupportLook.objects.get()
    assert look.ended_at is None
    assert timedelta(minutes=13) < look.until - begun <= timedelta(minutes=14)
    with time_machine.travel(begun + timedelta(minutes=20), tick=False):
        assert operator.get("/claims/").headers["Location"].startswith("/sign-in/")
        shown = moment_words(look.until)
        assert shown in signed_in(world.here.adjuster).get("/me/devices/").content.decode()
    look.refresh_from_db()
    assert (look.ended_at, look.until < look.ends_at) == (None, True)


def test_one_whose_session_somebody_ended_ended_then(world: World, operator: Client) -> None:
    looking(operator, world.here.adjuster)
    UserSession.objects.create(user=world.operator.user, session_key=operator.session.session_key, ip="127.0.0.1")
    at = timezone.now()
    end_sessions(user_id=world.operator.user_id, by=None, at=at)
    assert SupportLook.objects.get().ended_at == at


def test_the_database_itself_writes_nothing_for_such_an_actor(world: World) -> None:
    eyes = replace(world.here.adjuster.actor(), looked_by=world.operator.user_id)
    building = world.here.building
    with pytest.raises(InternalError, match="read-only"), tenant_work(eyes):
        type(building).objects.filter(pk=building.pk).update(floors=77)
    with tenant_work(world.here.adjuster.actor()):
        assert type(building).objects.filter(pk=building.pk).update(floors=77) == 1


def test_what_would_be_refused_cannot_be_pressed_and_says_why(world: World, operator: Client) -> None:
    page = looking(operator, world.here.adjuster).get("/claims/").content.decode()
    tree = html.fromstring(page)
    for form in tree.forms:
        is_free = not form.xpath(".//fieldset[@disabled]")
        assert is_free == (form.method == "GET" or form.action.startswith(("/support/", "/sign-out/", "/ui/"))), form
    assert tree.xpath("//fieldset[@disabled]/@title")[0] == "以他人身份查看时不可用"
    assert not tree.xpath("//a[starts-with(@href, '/my/data/')]")
    assert operator.post("/ui/language/", {"language": "en", "next": "/claims/"}).status_code == 302


def test_another_session_of_the_operator_does_not_look(world: World, operator: Client) -> None:
    looking(operator, world.here.adjuster)
    other = signed_in(world.operator)
    assert BANNER not in other.get("/operations/people/").content.decode()
    session = other.session
    session["support_look"] = SupportLook.objects.create(
        looked_by=world.there.adjuster.user,
        person=world.here.adjuster.user,
        membership=world.here.adjuster,
        reason=REASON,
        started_at=timezone.now(),
        ends_at=timezone.now() + timedelta(minutes=5),
        open_until=timezone.now() + timedelta(minutes=5),
    ).pk.hex
    session.save()
    assert BANNER not in other.get("/operations/people/").content.decode()


def test_each_page_is_on_record_under_both_names(world: World, operator: Client) -> None:
    looking(operator, world.here.adjuster).get("/claims/")
    operator.get("/me/devices/")
    operator.post("/support/stop/")
    with tenant_work(world.here.system):
        look = Access.objects.get(kind="support", fields=["/claims/"])
    assert (look.actor_user_id, look.actor_role, look.subject_id, look.reason) == (
        world.operator.user_id,
        Role.OPERATOR,
        str(world.here.adjuster.user_id),
        REASON,
    )
    events = PlatformEvent.objects.filter(code__startswith="support_look").order_by("at")
    assert [(event.code, event.actor_user_id, event.subject_id) for event in events] == [
        (code, world.operator.user_id, str(world.here.adjuster.user_id))
        for code in ("support_look", "support_look_ended")
    ]


def test_the_person_and_their_administrator_read_who_looked_and_why(world: World, operator: Client) -> None:
    administrator = member("administrator", role=Role.ORG_ADMIN, city=world.here.city, organisation=world.here.insurer)
    looking(operator, world.here.adjuster)
    for reader, path in (
        (world.here.adjuster, "/me/security/"),
        (world.here.adjuster, "/me/devices/"),
        (administrator, "/organisation/people/support/"),
    ):
        page = signed_in(reader).get(path).content.decode()
        assert REASON in page, path
        assert world.operator.user.full_name in page, path
    stranger = member("stranger", role=Role.ORG_ADMIN, city=world.there.city, organisation=world.there.insurer)
    assert REASON not in signed_in(stranger).get("/organisation/people/support/").content.decode()
    assert REASON not in signed_in(world.here.officer).get("/me/security/").content.decode()
