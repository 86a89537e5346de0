"""Guesses at one owner's codes, in parallel, against a database that commits (PROMISES row 14)."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.db.models import Sum
from django.test import Client
from pytest_django.fixtures import Settings

from idi_platform.accounts.models import PhoneCode
from tests.accounts.factors import is_signed_in
from tests.accounts.phones import CODE, NUMBER, START, code_to, enter, with_number
from tests.world import World

WORKERS = 8


@pytest.fixture(autouse=True)
def texting(settings: Settings) -> None:
    settings.DEMO_MODE = True


def test_thousands_of_parallel_guesses_at_a_number_get_nobody_in(
    committed_world: World, client: Client, settings: Settings, full: bool
) -> None:
    """200 guesses from 10 addresses, 10,000 from 100 with --full.

    Each address asks a code as often as it may and shares one session among all its guesses, so that they meet at one
    row. However many are sent, five a code are compared, and the owner comes in by their own browser afterwards.
    """
    with_number(committed_world.here.owner.user)
    enter(client)
    client.post("/sign-out/")
    addresses, each = (100, 100) if full else (10, 20)
    codes = iter(range(0, 10**6, 97))
    guesses = [(f"198.51.100.{place}", [f"{next(codes):06d}" for _ in range(each)]) for place in range(addresses)]
    with ThreadPoolExecutor(WORKERS) as pool:
        entered = [found for one in guesses for found in _attack(pool, *one)]
    assert not any(entered)
    compared = PhoneCode.objects.filter(is_known_browser=False).aggregate(all=Sum("tries"))["all"]
    asked = PhoneCode.objects.filter(is_known_browser=False).count()
    assert asked <= 1 + settings.OWNER_CODES_BY_NUMBER
    assert compared <= asked * settings.OWNER_CODE_TRIES + 1
    enter(client)
    assert is_signed_in(client)


def _attack(pool: ThreadPoolExecutor, address: str, guesses: list[str]) -> Iterator[bool]:
    """One browser asks and guesses at once in several threads; none of the guesses is the right one's luck."""
    browser = Client(REMOTE_ADDR=address)
    browser.post(START, {"number": NUMBER})
    right = code_to()
    return pool.map(lambda guess: _guess(browser, address, guess), [one for one in guesses if one != right])


def _guess(browser: Client, address: str, guess: str) -> bool:
    """The same cookies in a client of its own: a browser's tabs."""
    tab = Client(REMOTE_ADDR=address)
    tab.cookies = browser.cookies.copy()  # type: ignore[assignment]  # a SimpleCookie
    try:
        tab.post(CODE, {"code": guess})
        return is_signed_in(tab)
    finally:
        connections.close_all()
