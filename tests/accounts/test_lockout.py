"""Wrong passwords and codes make one wait at one address, longer each time, and nobody else (PROMISES rows 14, 15)."""

from datetime import timedelta

import pytest
import time_machine
from axes.models import AccessAttempt
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.fixtures import Settings

from idi_platform.accounts.public import User
from idi_platform.accounts.signin.cache import ForgivingRedisCache
from idi_platform.accounts.signin.lockout import wait_after
from idi_platform.audit.models import PlatformEvent
from tests.accounts.factors import code, half_sign_in, is_half_signed_in, is_signed_in, sign_in, with_app, wrong_code
from tests.world import PASSWORD, World

SIGN_IN = "/sign-in/"
SECOND = "/sign-in/second-factor/"
ELSEWHERE = "198.51.100.7"


@pytest.fixture(autouse=True)
def no_rate_by_address(settings: Settings) -> None:
    """What is counted by name and address is meant here."""
    settings.ACCOUNT_RATE_LIMITS = {"login": "100000/m/ip", "login_failed": "100000/m/key"}


@pytest.fixture
def stranger() -> Client:
    return Client(REMOTE_ADDR=ELSEWHERE)


def try_in(client: Client, username: str, password: str = "wrong") -> list[str]:
    """The codes of the refusal."""
    response = client.post(SIGN_IN, {"username": username, "password": password})
    return [error.code for error in response.context["form"].errors.as_data().get("__all__", [])]


@pytest.mark.parametrize(("failures", "minutes"), [(4, 0), (5, 1), (6, 2), (8, 8), (11, 60), (900, 60)])
def test_the_wait_doubles_up_to_an_hour(failures: int, minutes: int) -> None:
    assert wait_after(failures) == timedelta(minutes=minutes)


def test_bad_sign_ins_from_elsewhere_leave_the_person_able_to_sign_in(
    client: Client, stranger: Client, world: World, full: bool
) -> None:
    """Row 15: 1,000 with --full."""
    for _ in range(1000 if full else 30):
        try_in(stranger, "here-officer")
    assert try_in(stranger, "here-officer", PASSWORD) == ["locked"]
    sign_in(client, world.here.officer.user)
    assert is_signed_in(client)


def test_each_wrong_answer_after_the_wait_makes_it_longer(client: Client, world: World) -> None:
    now = timezone.now()
    with time_machine.travel(now, tick=False) as clock:
        assert [try_in(client, "here-officer")[0] for _ in range(6)] == ["invalid_login"] * 4 + ["locked"] * 2
        clock.shift(timedelta(seconds=61))
        assert try_in(client, "here-officer") == ["locked"]
        clock.shift(timedelta(seconds=61))
        assert try_in(client, "here-officer", PASSWORD) == ["locked"]
        clock.shift(timedelta(seconds=61))
        client.post(SIGN_IN, {"username": "here-officer", "password": PASSWORD})
        assert is_half_signed_in(client)


def test_signing_in_forgets_earlier_mistakes(client: Client, world: World) -> None:
    for _ in range(4):
        try_in(client, "here-officer")
    sign_in(client, world.here.officer.user)
    client.post("/sign-out/")
    assert try_in(client, "here-officer") == ["invalid_login"]


def test_known_and_unknown_names_are_answered_alike_all_the_way(client: Client, world: World) -> None:
    known = [try_in(client, "here-officer") for _ in range(7)]
    unknown = [try_in(client, "nobody-here") for _ in range(7)]
    assert known == unknown


def test_known_and_unknown_names_cost_the_same_statements(client: Client, world: World) -> None:
    counted = []
    for name in ("here-officer", "nobody-here"):
        with CaptureQueriesContext(connection) as asked:
            try_in(client, name)
        counted.append(len(asked))
    assert counted[0] == counted[1]


def test_refusals_and_the_lock_are_recorded_without_names(client: Client, world: World) -> None:
    for _ in range(8):
        try_in(client, "here-officer")
    about = PlatformEvent.objects.filter(subject_id=str(world.here.officer.user_id))
    told = list(about.values_list("code", flat=True))
    assert told == ["sign_in_refused"] * 5 + ["sign_in_locked"]
    try_in(client, "nobody-here")
    assert not PlatformEvent.objects.filter(payload__icontains="nobody").exists()
    assert PlatformEvent.objects.filter(subject_id="", code="sign_in_refused").count() == 1


def test_nothing_that_was_typed_is_kept_with_a_wrong_answer(client: Client, world: World) -> None:
    for _ in range(2):
        typed = {"username": "here-officer", "password": "typed-2", "number": "typed-3"}
        client.post(f"{SIGN_IN}?next=/typed-1", typed)
    (kept,) = AccessAttempt.objects.all()
    assert kept.failures_since_start == 2
    assert "typed" not in " ".join(str(value) for value in vars(kept).values())


def test_codes_are_guessed_a_few_times_only_from_wherever(client: Client, world: World, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "5/5m/key"}
    with_app(world.here.officer.user)
    guessers = [Client(REMOTE_ADDR=f"198.51.100.{number}") for number in range(1, 8)]
    for guesser in guessers:
        half_sign_in(guesser, "here-officer")
        guesser.post(SECOND, {"code": wrong_code()})
    assert is_half_signed_in(guessers[-1])
    guessers[-1].post(SECOND, {"code": code()})
    assert not is_signed_in(guessers[-1])


def test_without_redis_signing_in_goes_on_and_guesses_are_still_counted(
    client: Client, stranger: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Redis at an address where nobody listens."""
    with_app(world.here.officer.user)
    cache = ForgivingRedisCache("redis://127.0.0.1:1/0", {"OPTIONS": {"socket_connect_timeout": 0.2}})
    monkeypatch.setattr(ForgivingRedisCache, "_away_until", 0.0)
    monkeypatch.setattr(caches._connections, "default", cache)  # type: ignore[attr-defined]  # this thread's caches
    half_sign_in(stranger, "here-officer")
    answers = [stranger.post(SECOND, {"code": wrong_code()}) for _ in range(7)]
    assert [answer.context["form"].errors.as_data()["code"][0].code for answer in answers] == (
        ["incorrect_code"] * 5 + ["locked"] * 2
    )
    half_sign_in(client, "here-officer")
    client.post(SECOND, {"code": code()})
    assert is_signed_in(client)


def test_a_disabled_person_is_out_at_once(client: Client, world: World) -> None:
    client.force_login(world.here.owner.user)
    assert client.get("/my/").status_code == 200
    User.objects.filter(pk=world.here.owner.user_id).update(is_active=False)
    assert client.get("/my/").headers["Location"].startswith(SIGN_IN)
