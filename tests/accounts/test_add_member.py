"""The command by which the first people of an installation get in."""

import io
import sys

import pytest
from django.core.management import CommandError, call_command

from idi_platform.accounts.public import Membership, User
from tests.world import World

PASSWORD = "一个够长的口令-2026"  # of people who exist in a test


@pytest.fixture(autouse=True)
def typed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{PASSWORD}\n"))


def add(*words: str) -> None:
    call_command("add_member", *words, "--password-stdin", stdout=io.StringIO())


def test_the_first_operator_has_the_password_and_the_role(world: World) -> None:
    add("chen", "--full-name", "陈运营", "--role", "operator")
    assert User.objects.get(username="chen").check_password(PASSWORD)
    member = Membership.objects.get(user__username="chen")
    assert (member.role, member.city, member.organisation) == ("operator", None, None)


def test_a_city_role_is_held_in_a_city_for_an_organisation(world: World) -> None:
    bureau = world.here.bureau
    bureau.uscc = "11440700MB2C000011"
    bureau.save()
    words = ("--role", "bureau", "--city", world.here.city.code, "--organisation", bureau.uscc)
    add("wu", "--full-name", "吴科员", *words)
    member = Membership.objects.get(user__username="wu")
    assert (member.city, member.organisation) == (world.here.city, bureau)


def test_somebody_who_is_there_gets_a_second_membership_and_keeps_the_password(world: World) -> None:
    add("chen", "--full-name", "陈运营", "--role", "operator")
    before = User.objects.get(username="chen").password
    add("chen", "--role", "owner", "--city", world.here.city.code)
    assert User.objects.get(username="chen").password == before
    assert Membership.objects.filter(user__username="chen").count() == 2


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--role", "operator"), "--full-name"),
        (("--role", "king", "--full-name", "某人"), "invalid choice"),
        (("--role", "bureau", "--full-name", "某人"), "give --city"),
        (("--role", "bureau", "--full-name", "某人", "--city", "000000"), "No city 000000"),
        (("--role", "operator", "--full-name", "某人", "--city", "440700"), "no city"),
        (("--role", "operator", "--full-name", "某人", "--organisation", "none"), "No organisation"),
    ],
)
def test_what_does_not_fit_is_refused_and_nobody_is_added(world: World, words: tuple[str, ...], told: str) -> None:
    with pytest.raises(CommandError, match=told):
        add("mou", *words)
    assert not User.objects.filter(username="mou").exists()


def test_a_weak_password_is_refused(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("short\n"))
    with pytest.raises(CommandError):
        add("mou", "--full-name", "某人", "--role", "operator")
    assert not User.objects.filter(username="mou").exists()


def test_the_same_membership_is_not_added_twice(world: World) -> None:
    add("chen", "--full-name", "陈运营", "--role", "operator")
    with pytest.raises(CommandError):
        add("chen", "--role", "operator")
