"""Claims through the API: the same services, the same rights, and answers that programs can rely on."""

from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from django.test import Client

from claims.models import Claim
from idi_platform.accounts.public import Membership
from idi_platform.tenancy.public import tenant_work
from tests.claims.reports import AT, filed, with_term
from tests.threads import at_once
from tests.world import World

REPORT = {
    "place": "bathroom",
    "defect": "water",
    "description": "下雨后天花板滴水。",
    "noticed_on": "2026-11-01",
    "is_dangerous": False,
    "consent": True,
}
SURVEY = {"surveyed_at": "2026-11-20T15:00:00+08:00", "present": "业主", "findings": "渗水。"}


def caller(membership: Membership) -> Client:
    client = Client()
    client.force_login(membership.user)
    return client


def send(client: Client, path: str, body: Any, *, key: str | None = "k-1", **headers: str) -> Any:
    extra = {**headers, **({"Idempotency-Key": key} if key else {})}
    response: Any = client.post(path, body, content_type="application/json", headers=extra)
    return response


def home(city: Any) -> str:
    return f"/api/v1/homes/{city.unit.pk}/claims/"


@pytest.fixture(autouse=True)
def afternoon() -> Any:
    with time_machine.travel(AT.replace(hour=16), tick=False):
        yield


def test_an_owner_files_and_the_adjuster_surveys(world: World) -> None:
    claim: Any = send(caller(world.here.owner), home(world.here), REPORT)
    assert claim.status_code == 200, claim.content
    told = claim.json()
    assert (told["state"], told["filed_at"]) == ("filed", "2026-11-20T16:00:00+08:00")
    assert "withdraw" in told["actions"]
    surveyed: Any = send(
        caller(world.here.adjuster),
        f"/api/v1/claims/{told['id']}/survey/",
        {**SURVEY, "surveyed_at": "2026-11-20T08:00:00Z"},
    )
    assert surveyed.json()["state"] == "surveyed"


def test_a_list_is_narrowed_as_its_page_is(world: World) -> None:
    first, second = filed(world.here), filed(world.here, at=AT.replace(hour=15))
    with_term(first, AT.replace(day=1))
    adjuster = caller(world.here.adjuster)
    rows: Any = adjuster.get("/api/v1/claims/").json()["results"]
    assert [row["number"] for row in rows] == [second.dossier.number, first.dossier.number]
    overdue: Any = adjuster.get("/api/v1/claims/?clock=overdue").json()["results"]
    assert [row["id"] for row in overdue] == [str(first.pk)]
    assert overdue[0]["next_due_at"] == "2026-11-01T14:00:00+08:00"


def test_a_filter_that_is_not_understood_is_refused_with_its_name(world: World) -> None:
    refused: Any = caller(world.here.adjuster).get("/api/v1/claims/?clock=yesterday")
    assert refused.status_code == 400
    assert [error["field"] for error in refused.json()["errors"]] == ["clock"]


def test_pages_follow_each_other_without_a_gap(world: World) -> None:
    numbers = {filed(world.here, at=AT.replace(minute=minute)).dossier.number for minute in range(5)}
    adjuster, seen, address = caller(world.here.adjuster), [], "/api/v1/claims/?page_size=2"
    while address:
        page: Any = adjuster.get(address).json()
        seen += [row["number"] for row in page["results"]]
        address = page["next"]
    assert (set(seen), len(seen)) == (numbers, 5)


@pytest.mark.parametrize(
    ("who", "path", "body", "key", "status", "code"),
    [
        ("owner", "home", {**REPORT, "place": "moon"}, "k", 400, "invalid"),
        ("owner", "home", {**REPORT, "consent": False}, "k", 422, "consent_missing"),
        ("owner", "home", {**REPORT, "noticed_on": "2099-01-01"}, "k", 422, "noticed_in_future"),
        ("owner", "home", {**REPORT, "noticed_on": "9999-99-99"}, "k", 400, "invalid"),
        ("owner", "home", {**REPORT, "description": "a\x00b"}, "k", 400, "invalid"),
        ("owner", "home", [], "k", 400, "invalid"),
        ("owner", "home", REPORT, None, 400, "idempotency_key_missing"),
        ("owner", "home", REPORT, "钥匙", 400, "idempotency_key_missing"),
        ("adjuster", "home", REPORT, "k", 403, "permission_denied"),
        ("owner", "survey", SURVEY, "k", 403, "permission_denied"),
        ("adjuster", "nothing", SURVEY, "k", 404, "not_found"),
        ("adjuster", "survey", {**SURVEY, "surveyed_at": "2026-11-19T15:00:00+08:00"}, "k", 422, "survey_time"),
        ("adjuster", "completion", {"completed_at": SURVEY["surveyed_at"], "note": "x"}, "k", 409, "claim_moved_on"),
    ],
)
def test_a_refusal_is_a_problem_with_a_stable_code(
    world: World, who: str, path: str, body: Any, key: str | None, status: int, code: str
) -> None:
    claim = filed(world.here)
    addresses = {
        "home": home(world.here),
        "survey": f"/api/v1/claims/{claim.pk}/survey/",
        "completion": f"/api/v1/claims/{claim.pk}/completion/",
        "nothing": f"/api/v1/claims/{uuid4()}/survey/",
    }
    if key and not key.isascii():
        key = key.encode().decode("latin-1")
    refused: Any = send(caller(getattr(world.here, who)), addresses[path], body, key=key)
    assert (refused.status_code, refused.json()["code"]) == (status, code)
    assert refused.headers["Content-Type"] == "application/problem+json"
    assert refused.json()["status"] == status


def test_words_are_in_the_callers_language(world: World) -> None:
    owner = caller(world.here.owner)
    body = {**REPORT, "consent": False}
    chinese: Any = send(owner, home(world.here), body)
    english: Any = send(owner, home(world.here), body, **{"Accept-Language": "en"})
    assert chinese.json()["detail"] != english.json()["detail"]
    assert "Tick the box" in english.json()["detail"]


def test_the_same_command_sent_again_has_one_effect_and_one_answer(world: World) -> None:
    owner = caller(world.here.owner)
    first: Any = send(owner, home(world.here), REPORT)
    again: Any = send(owner, home(world.here), REPORT)
    assert first.json()["id"] == again.json()["id"]
    other: Any = send(owner, home(world.here), {**REPORT, "place": "roof"})
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    with tenant_work(world.here.system):
        assert Claim.objects.count() == 1


def test_ten_at_once_have_one_effect(committed_db: str, committed_world: World) -> None:
    """PROMISES 22, over HTTP's own stack: ten equal commands, ten connections."""
    city = committed_world.here
    clients = [caller(city.owner) for _ in range(10)]
    answers = at_once(
        committed_db, *[("idi_app", lambda client=client: send(client, home(city), REPORT)) for client in clients]
    )
    bodies: list[Any] = [answer.json() for answer in answers]
    assert {answer.status_code for answer in answers} == {200}
    assert len({UUID(body["id"]) for body in bodies}) == 1
    with tenant_work(city.system):
        assert Claim.objects.count() == 1


def test_the_body_cannot_choose_state_insurer_or_city(world: World) -> None:
    body = {**REPORT, "state": "closed", "insurer": str(world.there.insurer.pk), "city": world.there.city.pk}
    told: Any = send(caller(world.here.owner), home(world.here), body)
    assert told.status_code == 200
    claim = told.json()
    assert claim["state"] == "filed"
    assert claim["insurer"]["id"] == str(world.here.insurer.pk)


def test_a_command_without_a_csrf_token_is_refused(world: World) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(world.here.owner.user)
    refused: Any = send(strict, home(world.here), REPORT)
    assert refused.status_code == 403
