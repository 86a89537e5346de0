"""An organisation's program calls with a key: what it may, until when, and that nobody can do so without."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from idi_platform.accounts.public import Membership, Role, User, members_of
from idi_platform.api.errors import ExpiryOutOfRange, RoleNotOfOrganisation, TooManyKeys
from idi_platform.api.models import ApiClient, ApiKey
from idi_platform.api.services.clients import end_client, end_key, let_program_in, make_key
from idi_platform.audit.public import PlatformEvent
from tests.api.calling import refused
from tests.threads import at_once
from tests.world import World, member

pytestmark = pytest.mark.usefixtures("attacked")

READS = ("claims:read", "registry:read")


@pytest.fixture
def admin(world: World) -> Membership:
    return member("admin", role=Role.ORG_ADMIN, city=world.here.city, organisation=world.here.insurer)


def program(admin: Membership, *, scopes: tuple[str, ...] = READS, role: str = Role.ADJUSTER) -> tuple[ApiClient, str]:
    by, now = admin.actor(), timezone.now()
    client = let_program_in(name="核心系统", role=role, scopes=scopes, by=by, at=now)
    _key, text = make_key(client=client, expires_on=timezone.localdate() + timedelta(days=30), by=by, at=now)
    return client, text


def call(text: str, path: str = "homes/", method: str = "get", **sent: Any) -> Any:
    head = {"Authorization": f"Bearer {text}", "Idempotency-Key": str(uuid4())}
    return getattr(Client(), method)(f"/api/v1/{path}", headers=head, content_type="application/json", **sent)


def test_a_key_reads_what_its_role_and_scopes_let_it(world: World, admin: Membership) -> None:
    _client, text = program(admin)
    homes = call(text).json()["results"]
    assert [home["id"] for home in homes] == [str(world.here.unit.pk)]
    assert refused(call(text, "deadlines/")) == (403, "permission_denied", [])


def test_a_scope_to_read_changes_nothing(world: World, admin: Membership) -> None:
    _client, text = program(admin)
    path = f"homes/{world.here.unit.pk}/calls/"
    assert refused(call(text, path, "post", data={}))[0] == 403
    _writer, writing = program(admin, scopes=("claims:write",))
    assert refused(call(writing, path, "post", data={}))[0] == 400  # it is let in, and told what the body lacks


@pytest.mark.parametrize("path", ["approval", "return"])
def test_a_program_never_does_what_a_person_answers_for(world: World, admin: Membership, path: str) -> None:
    member("boss", role=Role.INSURER_MANAGER, city=world.here.city, organisation=world.here.insurer)
    client, text = program(admin, scopes=("claims:read",), role=Role.INSURER_MANAGER)
    # No form offers it to this role; a row may still say it.
    ApiClient.objects.filter(pk=client.pk).update(scopes=["claims:read", "claims:write"])
    assert refused(call(text, f"claims/{uuid4()}/{path}/", "post", data={"reason": "ok"}))[0] == 403


@pytest.mark.parametrize(
    "wrong",
    [
        lambda text: "",
        lambda text: "nonsense",
        lambda text: text[:-1] + ("0" if text[-1] != "0" else "1"),
        lambda text: text.replace("idi_", "idx_"),
        lambda text: f"{text}_x",
        lambda text: "idi_" + "0" * 12 + "_" + text.split("_")[2],
        lambda text: "idi_\x00_x",
        lambda text: "钥",
    ],
    ids=["empty", "nonsense", "a bit", "mark", "longer", "other beginning", "nul", "han"],
)
def test_a_wrong_key_opens_nothing_even_beside_a_session(
    world: World, admin: Membership, wrong: Callable[[str], str]
) -> None:
    _client, text = program(admin)
    browser = Client()
    browser.force_login(world.here.adjuster.user)
    sent = f"Bearer {wrong(text)}".encode().decode("latin-1")
    answer = browser.get("/api/v1/homes/", headers={"Authorization": sent})
    assert refused(answer)[:2] == (401, "authentication_failed")
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="idi"'


def test_a_key_opens_no_page(world: World, admin: Membership) -> None:
    _client, text = program(admin)
    answer = Client().get("/claims/", headers={"Authorization": f"Bearer {text}"})
    assert answer.headers["Location"].startswith("/sign-in/")


def test_a_key_ends_on_its_day(admin: Membership) -> None:
    _client, text = program(admin)
    with time_machine.travel(timezone.now() + timedelta(days=29), tick=False):
        assert call(text).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(days=31), tick=False):
        assert call(text).status_code == 401


def test_an_ended_key_and_an_ended_program_open_nothing(admin: Membership) -> None:
    client, first = program(admin)
    by, now = admin.actor(), timezone.now()
    _key, second = make_key(client=client, expires_on=timezone.localdate() + timedelta(days=9), by=by, at=now)
    end_key(key=ApiKey.objects.get(prefix=first.split("_")[1]), by=by, at=now)
    assert (call(first).status_code, call(second).status_code) == (401, 200)
    end_client(client=client, by=by, at=now)
    assert call(second).status_code == 401


def test_an_ended_membership_closes_the_program_too(admin: Membership) -> None:
    client, text = program(admin)
    today = timezone.localdate()
    Membership.objects.filter(pk=client.membership_id).update(valid_from=today - timedelta(days=1), valid_to=today)
    assert call(text).status_code == 401


def test_two_keys_live_and_no_third(admin: Membership) -> None:
    client, _text = program(admin)
    by, now = admin.actor(), timezone.now()
    soon = timezone.localdate() + timedelta(days=9)
    make_key(client=client, expires_on=soon, by=by, at=now)
    with pytest.raises(TooManyKeys):
        make_key(client=client, expires_on=soon, by=by, at=now)
    later = now + timedelta(days=10)
    make_key(client=client, expires_on=soon + timedelta(days=9), by=by, at=later)  # the second has expired meanwhile


@pytest.mark.parametrize("days", [0, -1, 367])
def test_a_key_ends_within_a_year(admin: Membership, days: int) -> None:
    client, _text = program(admin)
    on = timezone.localdate() + timedelta(days=days)
    with pytest.raises(ExpiryOutOfRange):
        make_key(client=client, expires_on=on, by=admin.actor(), at=timezone.now())


def test_of_racing_requests_for_the_last_key_one_wins(committed_db: str, committed_world: World) -> None:
    here = committed_world.here
    admin = member("admin", role=Role.ORG_ADMIN, city=here.city, organisation=here.insurer)
    client, _text = program(admin)
    soon = timezone.localdate() + timedelta(days=9)

    def race() -> str:
        try:
            make_key(client=client, expires_on=soon, by=admin.actor(), at=timezone.now())
        except TooManyKeys:
            return "refused"
        return "made"

    assert sorted(at_once(committed_db, *[("idi_app", race)] * 4)) == ["made", "refused", "refused", "refused"]


@pytest.mark.parametrize("role", [Role.OWNER, Role.ORG_ADMIN, Role.INSPECTOR, Role.BUREAU, Role.OPERATOR])
def test_a_program_takes_a_role_of_its_organisation_alone(admin: Membership, role: str) -> None:
    with pytest.raises(RoleNotOfOrganisation):
        let_program_in(name="x", role=role, scopes=READS, by=admin.actor(), at=timezone.now())


def test_a_program_never_signs_in_and_gets_no_news(world: World, admin: Membership) -> None:
    client, _text = program(admin)
    user = User.objects.get(pk=client.membership.user_id)
    assert not user.has_usable_password()
    people = members_of(city_id=world.here.city.pk, roles=[Role.ADJUSTER], on=timezone.localdate())
    assert user.pk not in {one.user_id for one in people}


def test_the_key_is_shown_once_and_kept_nowhere(world: World, admin: Membership) -> None:
    client, _text = program(admin)
    browser = Client()
    browser.force_login(admin.user)
    sent = {"expires_on": (timezone.localdate() + timedelta(days=9)).isoformat()}
    page = browser.post(f"/organisation/programs/{client.pk}/keys/", sent).content.decode()
    text = page.partition('<code class="key" translate="no">')[2].partition("<")[0]
    assert call(text).status_code == 200
    prefix, secret = text.split("_")[1:]
    kept = str(list(ApiKey.objects.values())) + str(list(PlatformEvent.objects.values()))
    assert prefix in kept
    assert secret not in kept
    assert secret not in browser.get(f"/organisation/programs/{client.pk}/").content.decode()


def test_every_act_on_a_program_is_on_record(admin: Membership) -> None:
    client, text = program(admin)
    end_client(client=client, by=admin.actor(), at=timezone.now())
    end_client(client=client, by=admin.actor(), at=timezone.now())
    told = PlatformEvent.objects.filter(subject="api.client", subject_id=str(client.pk))
    assert list(told.values_list("code", flat=True)) == ["api_client_made", "api_key_made", "api_client_ended"]
    assert told.get(code="api_key_made").payload["key"] == text.split("_")[1]


def test_an_administrator_lets_a_program_in_on_the_page(world: World, admin: Membership) -> None:
    browser = Client()
    browser.force_login(admin.user)
    sent = {"name": "核心系统", "role": Role.ADJUSTER, "scopes": ["claims:read"]}
    page = browser.post("/organisation/programs/new/", sent, follow=True)
    assert "核心系统" in page.content.decode()
    assert ApiClient.objects.get().scopes == ["claims:read"]
    empty = browser.post("/organisation/programs/new/", {})
    assert empty.status_code == 422
    assert ApiClient.objects.count() == 1


def test_a_key_tells_its_last_use_once_a_minute(admin: Membership) -> None:
    _client, text = program(admin)
    used = ApiKey.objects.filter(prefix=text.split("_")[1])
    with time_machine.travel(timezone.now() + timedelta(hours=1), tick=False) as clock:
        call(text)
        first = used.get().last_used_at
        assert first is not None
        clock.shift(30)
        call(text)
        assert used.get().last_used_at == first
        clock.shift(30)
        call(text)
        assert used.get().last_used_at == first + timedelta(minutes=1)
