"""Another number for an owner who has lost theirs: asked, checked by one person, confirmed by another."""

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from idi_platform.accounts.models import PhoneNumber
from idi_platform.accounts.public import Membership, NumberTaken, Role, User
from idi_platform.audit.models import PlatformEvent
from idi_platform.hotline.errors import AskedToday, DocumentMismatch, TooManyChecks
from idi_platform.hotline.models import ChangeState, NumberChange
from idi_platform.hotline.selectors import owners_named, waiting
from idi_platform.hotline.services import (
    Presented,
    ask_for_change,
    check_identity,
    confirm_change,
    refuse_change,
)
from idi_platform.registry.public import Ownership
from idi_platform.tenancy.public import MovedOn, SamePerson, acting_as
from tests.accounts.phones import CODE, DOCUMENT, NEW_NUMBER, NUMBER, ask, enter, texts, with_document, with_number
from tests.world import CityWorld, World, member

OTHER_DOCUMENT = "11010519491231002X"


@pytest.fixture(autouse=True)
def texting(settings: Settings) -> None:
    settings.DEMO_MODE = True


@pytest.fixture
def here(world: World) -> CityWorld:
    with_number(with_document(world.here.owner.user))
    return world.here


def shown(number: str = DOCUMENT, *, kind: str = "resident_id") -> Presented:
    return Presented(kind=kind, document_number=number, words="original at the counter", number=NEW_NUMBER)


def check(here: CityWorld, by: Membership, presented: Presented, asked: NumberChange | None = None) -> NumberChange:
    with acting_as(by.actor()) as actor:
        home = Ownership.objects.select_related("owner").get(unit=here.unit, owner=here.owner.user)
        return check_identity(ownership=home, presented=presented, asked=asked, by=actor, at=timezone.now())


def confirm(change: NumberChange, by: Membership) -> NumberChange:
    with acting_as(by.actor()) as actor:
        return confirm_change(change_id=change.pk, by=actor, at=timezone.now())


def changes(here: CityWorld) -> list[NumberChange]:
    with acting_as(here.system):
        return list(NumberChange.objects.all())


def number_of(user: User) -> str:
    return str(PhoneNumber.objects.get(user=user, ended_at=None).number)


def test_the_new_number_counts_when_another_person_has_confirmed(client: Client, here: CityWorld) -> None:
    enter(client)
    change = check(here, here.adjuster, shown())
    assert number_of(here.owner.user) == NUMBER
    confirm(change, here.officer)
    assert number_of(here.owner.user) == NEW_NUMBER
    assert client.get("/my/").status_code == 302
    assert "139****0002" in texts()[-1]
    told = PlatformEvent.objects.filter(subject_id=str(change.pk)).values_list("code", flat=True)
    assert list(told) == ["identity_checked", "number_change_confirmed"]


@pytest.mark.attacks("hotline.confirm")
def test_nobody_confirms_their_own_check_by_another_membership(here: CityWorld) -> None:
    change = check(here, here.adjuster, shown())
    second = member("here-adjuster", role=Role.BUREAU, city=here.city, organisation=here.bureau)
    with pytest.raises(SamePerson):
        confirm(change, second)
    with acting_as(second.actor()) as actor, pytest.raises(SamePerson):
        refuse_change(change_id=change.pk, reason="test", by=actor, at=timezone.now())
    assert number_of(here.owner.user) == NUMBER


def test_nobody_checks_or_confirms_their_own_number(here: CityWorld) -> None:
    own = member("here-owner", role=Role.BUREAU, city=here.city, organisation=here.bureau)
    with pytest.raises(SamePerson):
        check(here, own, shown())
    change = check(here, here.adjuster, shown())
    with pytest.raises(SamePerson):
        confirm(change, own)


def test_wrong_documents_are_stored_and_limited(here: CityWorld) -> None:
    for _ in range(5):
        with pytest.raises(DocumentMismatch):
            check(here, here.adjuster, shown(OTHER_DOCUMENT))
    with pytest.raises(TooManyChecks):
        check(here, here.officer, shown())
    assert [one.state for one in changes(here)] == [ChangeState.MISMATCH] * 5
    assert PlatformEvent.objects.filter(code="identity_check_failed").count() == 5


def test_a_change_is_decided_once(here: CityWorld) -> None:
    change = check(here, here.adjuster, shown())
    with acting_as(here.officer.actor()) as actor:
        refuse_change(change_id=change.pk, reason="not the owner", by=actor, at=timezone.now())
    with pytest.raises(MovedOn):
        confirm(change, here.officer)


def test_somebody_elses_number_is_not_taken_by_a_check(here: CityWorld) -> None:
    neighbour = member("here-neighbour", role=Role.OWNER, city=here.city).user
    with_number(neighbour, NEW_NUMBER)
    change = check(here, here.adjuster, shown())
    with pytest.raises(NumberTaken):
        confirm(change, here.officer)
    assert number_of(neighbour) == NEW_NUMBER


def test_an_owner_is_found_by_whole_name_and_door_alone(here: CityWorld, world: World) -> None:
    on = timezone.localdate()
    with acting_as(here.adjuster.actor()) as actor:
        assert [one.owner for one in owners_named(actor, full_name=" here-owner", door="0301", on=on)] == [
            here.owner.user
        ]
        assert not owners_named(actor, full_name="here", door="0301", on=on)
        assert not owners_named(actor, full_name="here-owner", door="03", on=on)
    with acting_as(world.there.adjuster.actor()) as actor:
        assert not owners_named(actor, full_name="here-owner", door="0301", on=on)


def test_an_owner_with_a_new_number_asks_from_the_sign_in_page(client: Client, here: CityWorld) -> None:
    """Only with a number whose code was answered; the bureau sees it, the check takes it up."""
    given = {"city": here.city.pk, "full_name": "here-owner", "home": "1 幢 0301"}
    assert client.get("/sign-in/owner/help/").headers["Location"] == "/sign-in/owner/"
    client.post(CODE, {"code": ask(client, NEW_NUMBER)})
    assert client.post("/sign-in/owner/help/", given).status_code == 302
    assert "form" in client.post("/sign-in/owner/help/", given).context
    with acting_as(here.adjuster.actor()) as actor:
        assert not waiting(actor).exists()
    with acting_as(here.officer.actor()) as actor:
        asked = waiting(actor).get()
    assert asked.number == NEW_NUMBER
    change = check(here, here.officer, shown(), asked)
    with pytest.raises(MovedOn):
        check(here, here.officer, shown(), asked)
    confirm(change, here.adjuster)
    assert [one.state for one in changes(here)] == [ChangeState.CONFIRMED]
    fresh = Client()
    enter(fresh, NEW_NUMBER)
    assert fresh.get("/my/").status_code == 200


def test_the_same_number_asks_once_a_day(here: CityWorld) -> None:
    with acting_as(here.system) as by:
        ask_for_change(full_name="a", home="b", number=NEW_NUMBER, by=by, at=timezone.now())
        with pytest.raises(AskedToday):
            ask_for_change(full_name="a", home="b", number=NEW_NUMBER, by=by, at=timezone.now())


def test_the_desk_leads_from_the_search_to_the_confirmation(client: Client, here: CityWorld) -> None:
    """Every page of it, by two people; the recorded number of the document stands on none."""
    client.force_login(here.adjuster.user)
    found = client.get("/hotline/", {"name": "here-owner", "door": "0301"})
    address = f"/hotline/owners/{found.context['found'][0].pk}/"
    page = client.get(address)
    given = {"kind": "resident_id", "document_number": OTHER_DOCUMENT, "words": "counter", "number": NEW_NUMBER}
    wrong = client.post(address, given)
    assert wrong.status_code == 422
    assert client.post(address, {**given, "document_number": DOCUMENT}).headers["Location"] == "/hotline/"
    assert not any(DOCUMENT in one.content.decode() for one in (found, page, wrong, client.get("/hotline/")))
    change = next(one for one in changes(here) if one.state == ChangeState.CHECKED)
    second = Client()
    second.force_login(here.officer.user)
    second.post(f"/hotline/{change.pk}/confirm/")
    assert number_of(here.owner.user) == NEW_NUMBER
