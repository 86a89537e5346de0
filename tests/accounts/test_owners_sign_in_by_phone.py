"""An owner's sign-in: number, code, and the first time name and document (PROMISES rows 14, 15)."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.fixtures import Settings

from idi_platform.accounts.models import PhoneCode, PhoneNumber, TextMessage, User
from idi_platform.accounts.public import Role
from idi_platform.audit.models import PlatformEvent
from tests.accounts.factors import is_signed_in
from tests.accounts.phones import (
    CODE,
    NAME,
    NEW_NUMBER,
    NUMBER,
    START,
    WHO,
    ask,
    code_to,
    enter,
    other_than,
    texts,
    with_document,
    with_number,
)
from tests.world import PASSWORD, World, member

UNKNOWN = "13700000009"


@pytest.fixture(autouse=True)
def texting(settings: Settings) -> None:
    settings.DEMO_MODE = True


@pytest.fixture
def owner(world: World) -> User:
    return with_document(world.here.owner.user)


def errors(client: Client, path: str, given: dict[str, str]) -> dict[str, list[str]]:
    form = client.post(path, given).context["form"]
    return {field: [str(one) for one in found] for field, found in form.errors.items()}


def test_a_known_number_and_its_code_sign_in_with_owners_limits(client: Client, owner: User) -> None:
    with_number(owner)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        enter(client)
        assert is_signed_in(client)
        assert client.get("/my/").status_code == 200
        clock.shift(timedelta(days=29))
        assert client.get("/my/").status_code == 200
        clock.shift(timedelta(days=31))
        assert client.get("/my/").status_code == 302


def test_the_first_time_name_and_document_are_asked_once(client: Client, owner: User) -> None:
    code = ask(client)
    assert client.post(CODE, {"code": code}).headers["Location"] == NAME
    assert not is_signed_in(client)
    assert client.post(NAME, WHO).headers["Location"] == "/"
    assert is_signed_in(client)
    owner.refresh_from_db()
    assert not owner.has_usable_password()
    again = Client()
    enter(again)
    assert is_signed_in(again)


def test_an_owner_does_not_come_in_by_the_staffs_page(client: Client, world: World) -> None:
    with_number(world.here.owner.user)
    client.post("/sign-in/", {"username": "here-owner", "password": PASSWORD})
    assert not is_signed_in(client)
    neighbour = member("here-neighbour", role=Role.OWNER, city=world.here.city)
    answer = client.post("/sign-in/", {"username": neighbour.user.username, "password": PASSWORD})
    assert answer.headers["Location"] == START
    assert not is_signed_in(client)


def test_known_and_unknown_numbers_are_answered_stored_and_paid_for_alike(world: World) -> None:
    with_number(world.here.owner.user)
    told = []
    for number in (NUMBER, UNKNOWN):
        asking = Client()
        with CaptureQueriesContext(connection) as asked:
            answer = asking.post(START, {"number": number})
        page = asking.get(CODE).content.decode().replace(number, "N").replace(code_to(number), "C")
        told.append((answer.status_code, answer.headers["Location"], len(asked), len(page)))
    assert told[0] == told[1]
    assert TextMessage.objects.count() == PhoneCode.objects.count() == 2


def test_known_and_unknown_documents_are_refused_alike(client: Client, owner: User, world: World) -> None:
    """A wrong name, a document of nobody, and somebody who has another number."""
    taken = Client()
    with_number(owner, NEW_NUMBER)
    counted: list[tuple[str, int]] = []
    for wrong in ({"full_name": "nobody"}, {"number": "11010519491231002X"}, {}):
        with time_machine.travel(timezone.now() + timedelta(minutes=len(counted)), tick=False):
            taken.post(CODE, {"code": ask(taken)})
            with CaptureQueriesContext(connection) as asked:
                said = errors(taken, NAME, {**WHO, **wrong})
        counted.append((str(said), len(asked)))
    assert len(set(counted)) == 1
    assert PlatformEvent.objects.filter(code="owner_proof_refused").count() == 3


def test_a_slip_of_the_finger_in_a_document_costs_no_try(client: Client, owner: User) -> None:
    client.post(CODE, {"code": ask(client)})
    for _ in range(8):
        assert set(errors(client, NAME, {**WHO, "number": WHO["number"][:-1]})) == {"number"}
    client.post(NAME, WHO)
    assert is_signed_in(client)


def test_name_and_document_are_tried_a_few_times_only(client: Client, owner: User) -> None:
    client.post(CODE, {"code": ask(client)})
    for _ in range(5):
        errors(client, NAME, {**WHO, "full_name": "nobody"})
    errors(client, NAME, WHO)
    assert not is_signed_in(client)
    assert PhoneCode.objects.get().proof_tries == 5


def test_a_code_holds_for_minutes_for_one_browser_and_once(client: Client, owner: User) -> None:
    with_number(owner)
    code, thief = ask(client), Client()
    thief.post(START, {"number": UNKNOWN})
    thief.post(CODE, {"code": code})
    assert not is_signed_in(thief)
    with time_machine.travel(timezone.now() + timedelta(minutes=5, seconds=1), tick=False):
        client.post(CODE, {"code": code})
        assert not is_signed_in(client)
    first = ask(client)
    client.post(CODE, {"again": "1"})
    client.post(CODE, {"code": first if first != code_to() else other_than(first)})
    assert not is_signed_in(client)
    client.post(CODE, {"code": code_to()})
    assert is_signed_in(client)


def test_the_sixth_guess_is_not_compared(client: Client, owner: User) -> None:
    with_number(owner)
    code = ask(client)
    for _ in range(5):
        client.post(CODE, {"code": other_than(code)})
    client.post(CODE, {"code": code})
    assert not is_signed_in(client)


def test_no_code_stands_in_any_table(client: Client, owner: User) -> None:
    code = ask(client)
    with connection.cursor() as cursor:
        for table in ("accounts_phonecode", "accounts_textmessage", "django_session"):
            cursor.execute(f'SELECT t::text FROM "{table}" t')  # noqa: S608  # the names above
            assert not any(code in row or NUMBER in row for (row,) in cursor.fetchall())


def test_every_message_says_that_we_never_ask_for_money_and_names_our_number(client: Client, owner: User) -> None:
    with_number(owner, NEW_NUMBER)
    ask(client)
    enter(client, NEW_NUMBER)
    client.post("/me/number/", {"number": UNKNOWN})
    client.post("/me/number/code/", {"code": code_to(UNKNOWN)})
    sent = [*texts(), *texts(NEW_NUMBER), *texts(UNKNOWN)]
    assert len(sent) == 4
    assert all("12345" in text and ("要钱" in text or "money" in text) for text in sent)


def test_strangers_use_up_their_own_codes_and_not_the_owners(client: Client, owner: User) -> None:
    """From one address, then from many; the owner's own browser is let in all the same."""
    with_number(owner)
    enter(client)
    client.post("/sign-out/")
    stranger = Client(REMOTE_ADDR="198.51.100.1")
    assert [stranger.post(START, {"number": NUMBER}).status_code for _ in range(6)] == [302] * 5 + [200]
    fresh = Client(REMOTE_ADDR="192.0.2.9")
    enter(fresh)
    assert is_signed_in(fresh)
    for number in range(2, 30):
        Client(REMOTE_ADDR=f"198.51.100.{number}").post(START, {"number": NUMBER})
    assert PhoneCode.objects.filter(is_known_browser=False).count() == 20
    enter(client)
    assert is_signed_in(client)


def test_somebody_who_is_both_has_two_doors(client: Client, owner: User, world: World) -> None:
    """By the owners' door no page of staff opens and no factor is added."""
    member("here-owner", role=Role.ADJUSTER, city=world.here.city, organisation=world.here.insurer)
    with_number(owner)
    owner.refresh_from_db()
    assert owner.has_usable_password()
    enter(client)
    assert "员工" in client.get("/", follow=True).content.decode()
    assert client.get("/claims/").status_code == 403
    assert client.get("/me/passkeys/add/").status_code == 404
    assert client.get("/me/password/").status_code == 404
    assert client.get("/me/number/").status_code == 200


def test_a_number_long_unused_asks_for_name_and_document_again(client: Client, owner: User) -> None:
    with_number(owner)
    with time_machine.travel(timezone.now() + timedelta(days=91), tick=False):
        assert client.post(CODE, {"code": ask(client)}).headers["Location"] == NAME
        client.post(NAME, WHO)
        assert is_signed_in(client)
    assert PhoneNumber.objects.filter(user=owner, ended_at=None).count() == 1


def test_an_owner_changes_the_number_and_the_old_one_is_told(client: Client, owner: User) -> None:
    with_number(owner)
    other = Client()
    enter(other)
    enter(client)
    client.post("/me/number/", {"number": NEW_NUMBER})
    assert client.post("/me/number/code/", {"code": code_to(NEW_NUMBER)}).headers["Location"] == "/me/security/"
    assert client.get("/my/").status_code == 200
    assert other.get("/my/").status_code == 302
    assert "139****0002" in texts()[-1]
    owner.refresh_from_db()
    assert owner.phone == NEW_NUMBER


def test_a_number_that_signs_in_somebody_else_cannot_be_taken(client: Client, owner: User, world: World) -> None:
    with_number(owner)
    neighbour = member("here-neighbour", role=Role.OWNER, city=world.here.city).user
    with_number(neighbour, NEW_NUMBER)
    enter(client)
    client.post("/me/number/", {"number": NEW_NUMBER})
    client.post("/me/number/code/", {"code": code_to(NEW_NUMBER)})
    assert PhoneNumber.objects.get(user=neighbour, ended_at=None).number == NEW_NUMBER
    assert PhoneNumber.objects.get(user=owner, ended_at=None).number == NUMBER


def test_owners_confirm_by_a_code_before_a_sensitive_act(client: Client, owner: User) -> None:
    with_number(owner)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        enter(client)
        clock.shift(timedelta(minutes=11))
        asked = client.get("/me/number/").headers["Location"]
        assert asked == "/confirm/phone/?next=%2Fme%2Fnumber%2F"
        client.post(asked, {"send": "1"})
        assert client.post(asked, {"code": other_than(code_to())}).status_code == 200
        assert client.post(asked, {"code": code_to()}).headers["Location"] == "/me/number/"
        assert client.get("/me/number/").status_code == 200


def test_without_a_way_to_send_messages_the_page_says_so(client: Client, settings: Settings, owner: User) -> None:
    settings.DEMO_MODE = False
    assert "form.number" not in client.get(START).content.decode()
    client.post(START, {"number": NUMBER})
    assert not PhoneCode.objects.exists()
    assert client.get("/sign-in/messages/").status_code == 404
