"""An organisation's word that its provider's second factor is enough counts when a second person has confirmed it."""

import pytest
from django.test import Client

from idi_platform.accounts.public import IdentityProvider, Membership, Role
from idi_platform.audit.public import PlatformEvent
from tests.organisations.house import House, browser, build_house
from tests.organisations.test_signing_in import PAGE, facts
from tests.world import SINCE, World, member

CONFIRM = f"{PAGE}confirm/"
ISSUER = "https://id.insurer.example"


@pytest.fixture
def house(world: World) -> House:
    return build_house(world.here)


def declared(house: House, **changed: str) -> str:
    """By the first administrator; which declaration it is."""
    browser(house.admin).post(PAGE, facts(ISSUER, is_second_factor="on", **changed))
    return row().declared_at.isoformat()  # type: ignore[union-attr]  # just declared


def row() -> IdentityProvider:
    return IdentityProvider.objects.get()


def confirmed_by(who: Client, declaration: str) -> bool:
    who.post(CONFIRM, {"declared_at": declaration})
    return row().counts_as_second_factor


def test_until_then_it_does_not_count_and_another_administrator_confirms_it(house: House) -> None:
    declaration = declared(house)
    assert not row().counts_as_second_factor
    assert CONFIRM not in browser(house.admin).get(PAGE).content.decode()
    assert declaration.replace("+", "&#x2B;") in browser(house.second).get(PAGE).content.decode().replace("+", "&#x2B;")
    assert confirmed_by(browser(house.second), declaration)
    event = PlatformEvent.objects.get(code="sign_in_second_factor_confirmed")
    assert (event.actor_user_id, row().declared_by_id) == (house.second.user_id, house.admin.user_id)


@pytest.mark.attacks("organisations.confirm_sign_in")
def test_one_person_in_two_memberships_does_not_confirm_themselves(world: World, house: House) -> None:
    declaration = declared(house)
    assert not confirmed_by(browser(house.admin), declaration)
    again = Membership.objects.create(
        user=house.admin.user,
        role=Role.ORG_ADMIN,
        city=world.there.city,
        organisation=world.here.insurer,
        valid_from=SINCE,
    )
    client = browser(house.admin)
    client.post("/switch/", {"membership": str(again.pk)})
    assert not confirmed_by(client, declaration)


def test_what_is_changed_is_confirmed_anew_and_nobody_confirms_what_they_did_not_read(house: House) -> None:
    first = declared(house)
    second = declared(house, accepted_acr="gold")
    assert first != second
    assert not confirmed_by(browser(house.second), first)
    assert not confirmed_by(browser(house.second), "yesterday")
    assert confirmed_by(browser(house.second), second)
    declared(house, accepted_acr="lead")
    assert not row().counts_as_second_factor
    browser(house.second).post(PAGE, facts("https://another.example", is_second_factor="on"))
    assert not row().counts_as_second_factor


def test_the_operator_confirms_only_where_there_is_no_other_administrator(world: World, house: House) -> None:
    declaration = declared(house)
    operator, address = browser(world.operator), f"/operations/organisations/{house.city.insurer.pk}/sign-in/"
    operator.post(address, {"declared_at": declaration})
    assert not row().counts_as_second_factor
    Membership.objects.filter(pk=house.second.pk).update(valid_to=SINCE.replace(year=SINCE.year + 1))
    assert address in operator.get(address.removesuffix("sign-in/")).content.decode()
    operator.post(address, {"declared_at": declaration})
    assert row().counts_as_second_factor


def test_strangers_confirm_nothing(world: World, house: House) -> None:
    declaration = declared(house)
    stranger = member("stranger", role=Role.ORG_ADMIN, city=world.there.city, organisation=world.there.insurer)
    for who in (stranger, world.here.adjuster, world.here.officer):
        assert not confirmed_by(browser(who), declaration)
