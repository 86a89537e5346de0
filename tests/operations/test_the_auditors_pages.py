"""The audit administrator searches the record city by city, each search on record, and has chains verified."""

import csv
import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from idi_platform.accounts.public import Membership, Role
from idi_platform.audit.public import Access, AccessKind, Event, PlatformEvent, Verification, chains, record
from idi_platform.privacy.public import DataKind, mask
from idi_platform.tenancy.public import City, acting_as
from operations.audit_search import masked
from operations.audit_work import verify_begun
from tests.audit.chain import sealed
from tests.claims.reports import signed_in
from tests.world import World, member

MASK = mask(DataKind.WORDS, "words")


@pytest.fixture
def auditor(world: World) -> Membership:
    return member("auditor", role=Role.AUDIT_ADMIN)


def noted(world: World, code: str = "noted") -> Event:
    with acting_as(world.here.adjuster.actor()) as by:
        payload: dict[str, Any] = {"caller": "王小明", "phone": "13800138000", "duty": "claims.survey"}
        return record(dossier_id=world.here.unit.dossier_id, code=code, by=by, at=timezone.now(), payload=payload)


def asked(world: World, **more: str) -> dict[str, str]:
    return {"record": "event", "city": str(world.here.city.pk), "reason": "抽查记录", **more}


def test_a_search_shows_names_and_hides_what_is_personal_in_the_content(world: World, auditor: Membership) -> None:
    noted(world)
    page = signed_in(auditor, "en").get(reverse("audit:search"), asked(world, code="noted"))
    text = page.content.decode()
    assert "here-adjuster" in text
    assert world.here.unit.dossier.number in text
    assert "claims.survey" in text
    assert "王小明" not in text
    assert "13800138000" not in text


def test_each_search_is_on_record_with_its_reason_and_what_narrowed_it(world: World, auditor: Membership) -> None:
    signed_in(auditor).get(reverse("audit:search"), asked(world, person="here-adjuster"))
    signed_in(auditor).get(reverse("audit:search"), {"record": "platform", "reason": "抽查记录"})
    with acting_as(world.here.system):
        look = Access.objects.get(kind=AccessKind.SEARCH)
    assert (look.actor_user_id, look.subject, look.fields, look.reason) == (
        auditor.user_id,
        "audit.event",
        ["person"],
        "抽查记录",
    )
    told = PlatformEvent.objects.get(code="audit_search")
    assert (told.actor_user_id, told.payload["reason"]) == (auditor.user_id, "抽查记录")


def test_without_a_reason_or_a_city_nothing_is_searched(world: World, auditor: Membership) -> None:
    client = signed_in(auditor)
    for address in ("audit:search", "audit:export"):
        for lacking in ("reason", "city"):
            page = client.get(reverse(address), asked(world) | {lacking: ""})
            assert page.context["lines"] is None
            assert page.context["form"].errors.keys() == {lacking}
    with acting_as(world.here.system):
        assert not Access.objects.exists()


def test_a_search_stays_in_its_city(world: World, auditor: Membership) -> None:
    noted(world)
    page = signed_in(auditor).get(reverse("audit:search"), asked(world) | {"city": str(world.there.city.pk)})
    assert "noted" not in {line.code for line in page.context["lines"]}


@pytest.mark.parametrize(
    ("criterion", "found"),
    [
        ({"person": "here-adjuster"}, True),
        ({"person": "here-officer"}, False),
        ({"code": "note"}, True),
        ({"code": "claim_"}, False),
        ({"dossier": "X-0"}, False),
        ({"until": "2020-01-01T00:00"}, False),
        ({"since": "2020-01-01T00:00"}, True),
    ],
)
def test_each_criterion_narrows(world: World, auditor: Membership, criterion: dict[str, str], found: bool) -> None:
    noted(world)
    page = signed_in(auditor).get(reverse("audit:search"), asked(world, **criterion))
    assert ("noted" in {line.code for line in page.context["lines"]}) is found


def test_the_export_holds_the_same_rows_masked(world: World, auditor: Membership) -> None:
    noted(world)
    response: Any = signed_in(auditor, "en").get(reverse("audit:export"), asked(world, code="noted"))
    head, line = csv.reader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig")))
    assert head[1] == "Event code"
    assert line[1] == "noted"
    assert line[-1] == f"caller: {MASK} · duty: claims.survey · phone: {MASK}"
    with acting_as(world.here.system):
        assert Access.objects.get().kind == AccessKind.EXPORT


@pytest.mark.parametrize("personal", ["王小明", "13800138000", 13800138000, "31010519900101123X", "a leak at my home"])
def test_what_may_be_personal_is_masked(personal: object) -> None:
    assert masked(personal) == MASK
    assert masked([personal, "claims.survey"]) == f"{MASK}, claims.survey"


@pytest.mark.parametrize("plain", ["claims.survey", "2026-11-21T09:00:00+08:00", 12, True, "019ab2"])
def test_codes_moments_and_small_numbers_are_shown(plain: object) -> None:
    assert masked(plain) == str(plain)


def test_a_verification_is_asked_for_run_and_shown(committed_world: World, committed_db: str) -> None:
    auditor = member("auditor", role=Role.AUDIT_ADMIN)
    sealed(committed_db)
    client, city = signed_in(auditor, "en"), committed_world.here.city
    begun = _ask(client, city)
    assert "being verified already" in client.post(_verify(city.code), follow=True).content.decode()
    verify_begun(begun.pk)
    begun.refresh_from_db()
    assert begun.stands
    assert begun.count == begun.total > 0
    page = client.get(reverse("audit:chains"))
    assert [face.is_running for face in page.context["chains"]] == [False] * len(chains())
    assert "Intact" in page.content.decode()
    assert client.post(_verify("000000")).status_code == 404


def _verify(code: str) -> str:
    return reverse("audit:verify", args=[code])


def _ask(client: Client, city: City) -> Verification:
    assert client.post(_verify(city.code)).status_code == 302
    return Verification.objects.get(chain=city.pk, finished_at=None)
