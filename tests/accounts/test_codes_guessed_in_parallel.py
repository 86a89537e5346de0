"""Whoever has a password and guesses codes from many addresses at once gets five tries, however fast (row 14)."""

from datetime import timedelta

import time_machine
from django.test import Client
from django.utils import timezone, translation

from idi_platform.accounts.signin.adapters import WRONG_CODE
from tests.accounts.factors import code, half_sign_in, is_signed_in, with_app, wrong_code
from tests.threads import at_once
from tests.world import World

SECOND = "/sign-in/second-factor/"
GUESSERS, EACH = 8, 25
# What the rate of `login_failed` by person allows in five minutes (settings/signin.py).
TRIES = 5
AFTERWARDS = timedelta(minutes=6)


def test_parallel_guesses_of_a_code_are_judged_five_times_in_five_minutes(
    committed_world: World, committed_db: str, full: bool
) -> None:
    """200 guesses; with --full in fifty such windows, each from other addresses: one that was wrong waits longer."""
    officer = with_app(committed_world.here.officer.user)
    with translation.override("zh-hans"):
        judged_so = str(WRONG_CODE)

    def guess(address: str) -> tuple[int, bool]:
        """How many of the guesses were judged at all, and whether one of them led in."""
        client = Client(REMOTE_ADDR=address)
        half_sign_in(client, officer.username)
        answers = [client.post(SECOND, {"code": wrong_code()}).content.decode() for _ in range(EACH)]
        client.post(SECOND, {"code": code()})
        return sum(judged_so in answer for answer in answers), is_signed_in(client)

    began = timezone.now()
    for window in range(50 if full else 1):
        addresses = [f"198.51.{window}.{number}" for number in range(GUESSERS)]
        guesses = [("idi_app", lambda address=address: guess(address)) for address in addresses]
        attacked_at = began + 2 * window * AFTERWARDS
        with time_machine.travel(attacked_at, tick=False):
            found = at_once(committed_db, *guesses)
        assert 0 < sum(judged for judged, _ in found) <= TRIES
        assert not any(led_in for _, led_in in found)
        with time_machine.travel(attacked_at + AFTERWARDS, tick=False):
            person = Client()
            half_sign_in(person, officer.username)
            person.post(SECOND, {"code": code()})
            assert is_signed_in(person)
