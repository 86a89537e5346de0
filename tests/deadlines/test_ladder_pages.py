"""The bureau's pages of ladders: drafted rung by rung, previewed on a term, asked for, decided by another."""

import pytest
from django.test import Client
from django.urls import reverse

from idi_platform.accounts.public import Role
from idi_platform.deadlines.models import CityLadder, LadderState
from idi_platform.tenancy.public import business_now, tenant_work
from tests.claims.reports import signed_in
from tests.deadlines.stated import DUTY, received, start
from tests.world import CityWorld, member


@pytest.fixture
def officers(here: CityWorld) -> tuple[Client, Client]:
    second = member("second-officer", role=Role.BUREAU, city=here.city, organisation=here.bureau)
    return signed_in(here.officer, "en"), signed_in(second, "en")


def drafted(client: Client, scope: str) -> str:
    answer = client.post(reverse("deadlines:new_ladder"), {"scope": scope})
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"].split("/")[2]


def row(here: CityWorld) -> CityLadder:
    with tenant_work(here.system):
        return CityLadder.objects.latest("created_at")


def test_a_ladder_is_drafted_previewed_asked_for_and_put_in_force(
    here: CityWorld, officers: tuple[Client, Client]
) -> None:
    (deadline,) = start(here, received(here, at=business_now()))
    mine, theirs = officers
    pk = drafted(mine, f"duty:{DUTY}")
    page, rungs, preview, ask, decide = (
        reverse(f"deadlines:{name}", args=[pk])
        for name in ("ladder", "ladder_rungs", "preview_ladder", "ask_ladder", "decide_ladder")
    )
    put = {"deed": "put", "when": "calendar_after", "number": "2", "at": "10:30", "tells": ["city", "managers"]}
    assert mine.post(rungs, put).status_code == 302
    assert mine.post(rungs, {"deed": "drop", "key": "share-50"}).status_code == 302
    changed = {**put, "number": "4", "instead_of": "calendar_after-2-1030"}
    assert mine.post(rungs, changed).status_code == 302
    shown = mine.get(f"{rungs}?rung=calendar_after-4-1030").content.decode()
    assert ("4 days after the last day, at 10:30" in shown, 'value="calendar_after-4-1030"' in shown) == (True, True)
    for query in ("", f"?term={deadline.pk}", "?number=7&unit=day&from_on=2026-09-21"):
        foretold = mine.get(preview + query).content.decode()
        assert ("its managers; officers of the whole city" in foretold, deadline.dossier.number in foretold) == (
            True,
            True,
        )
    assert mine.get(f"{preview}?number=&from_on=").status_code == 422
    assert mine.post(ask, {"deed": "ask", "reason": ""}).status_code == 422
    assert mine.post(ask, {"deed": "ask", "reason": "演练"}).status_code == 302
    assert mine.post(decide, {"decision": "force"}).status_code == 403
    assert theirs.post(decide, {"decision": "refuse", "refusal": ""}).status_code == 422
    assert theirs.post(decide, {"decision": "force"}).status_code == 302
    assert row(here).state == LadderState.IN_FORCE
    told = theirs.get(page).content.decode()
    assert ("second-officer" in told, "演练" in told) == (True, True)
    assert "Version 1" in theirs.get(reverse("deadlines:ladders")).content.decode()


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"when": "share", "number": "100"}, "at 100 it is missed"),
        ({"when": "share", "number": "50"}, "has a rung at this moment already"),
        ({"when": "before", "number": "2", "at": ""}, "Give the hour"),
        ({"when": "working_after", "number": "0", "at": "09:00"}, "Give 1 to 90 days"),
        ({"when": "miss", "tells": ["city"], "instead_of": "miss-0"}, "always hear that their term is missed"),
        ({"when": "share", "number": "20", "tells": []}, "Tick at least one"),
        ({"when": "share", "number": "20", "instead_of": "gone"}, "meanwhile"),
    ],
)
def test_what_cannot_be_a_rung_is_refused_with_the_reason(
    here: CityWorld, officers: tuple[Client, Client], wrong: dict[str, object], why: str
) -> None:
    mine, theirs = officers
    pk = drafted(mine, "all")
    rungs = reverse("deadlines:ladder_rungs", args=[pk])
    refused = mine.post(rungs, {"deed": "put", "tells": ["charged"], **wrong})
    assert refused.status_code == (409 if why == "meanwhile" else 422)
    assert why in refused.content.decode()
    assert theirs.get(rungs).status_code == 404


def test_a_refusal_says_why_and_a_draft_is_withdrawn(here: CityWorld, officers: tuple[Client, Client]) -> None:
    mine, theirs = officers
    pk = drafted(mine, "basis:contract")
    ask, decide = (reverse(f"deadlines:{name}", args=[pk]) for name in ("ask_ladder", "decide_ladder"))
    mine.post(ask, {"deed": "ask", "reason": "试行", "reaches_running": "on"})
    assert theirs.post(decide, {"decision": "refuse", "refusal": "过于频繁"}).status_code == 302
    assert "过于频繁" in mine.get(reverse("deadlines:ladder", args=[pk])).content.decode()
    other = drafted(mine, "all")
    assert mine.post(reverse("deadlines:ask_ladder", args=[other]), {"deed": "withdraw"}).status_code == 302
    assert row(here).state == LadderState.WITHDRAWN
