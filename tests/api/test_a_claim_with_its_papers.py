"""A claim filed by a program with its photograph, the document that was asked for, and the proof of the works."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from tests.api.calling import at, done, get, picture, post, refused, send
from tests.world import CityWorld, World

pytestmark = pytest.mark.usefixtures("attacked")

REPORT = {
    "place": "bathroom",
    "defect": "water",
    "description": "下雨后天花板滴水。",
    "noticed_on": "2026-11-01",
    "is_dangerous": False,
    "consent": True,
}


@pytest.fixture
def here(world: World, settings: Settings, tmp_path: Path) -> Iterator[CityWorld]:
    settings.MEDIA_ROOT = tmp_path / "uploads"
    with at("2026-11-20T14:00:00+08:00"):
        yield world.here


def filed(here: CityWorld) -> Any:
    return done(post(here.owner, f"homes/{here.unit.pk}/claims/", REPORT))


def test_a_claim_takes_the_photographs_of_its_report_along(here: CityWorld) -> None:
    path = f"homes/{here.unit.pk}"
    kept, spoilt = (
        done(send(here.owner, f"{path}/photographs/", {"photo": picture(name)})) for name in ("1.jpg", "2.jpg")
    )
    left = done(post(here.owner, f"{path}/photograph-removal/", {"photograph": spoilt["id"]}))
    assert [photograph["id"] for photograph in left["photographs"]] == [kept["id"]]
    claim = filed(here)
    assert [document["id"] for document in claim["documents"]] == [kept["id"]]
    assert done(get(here.adjuster, f"documents/{kept['id']}/"))["sha256"] == kept["sha256"]
    assert refused(get(here.adjuster, f"documents/{spoilt['id']}/"))[:2] == (404, "not_found")


def test_what_is_no_photograph_is_refused(here: CityWorld) -> None:
    path = f"homes/{here.unit.pk}/photographs/"
    assert refused(send(here.owner, path, {})) == (400, "invalid", ["photo"])
    assert refused(send(here.owner, path, {"photo": "words"})) == (400, "invalid", ["photo"])
    assert refused(post(here.owner, path, {}))[:2] == (415, "unsupported_media_type")


def test_the_document_that_was_asked_for_is_sent(here: CityWorld) -> None:
    path = f"claims/{filed(here)['id']}"
    asked = done(post(here.adjuster, f"{path}/document-request/", {"documents": ["房产证", "合同"], "reason": "核实"}))
    first, second = asked["document_request"]["items"]
    told = done(send(here.owner, f"{path}/documents/", {"document": first["id"], "file": picture()}))
    assert told["document_request"]["items"][0]["document"] == told["documents"][0]["id"]
    paper = {"document": second["id"], "received_at": "2026-11-20T14:00:00+08:00"}
    told = done(post(here.adjuster, f"{path}/paper-documents/", paper))
    assert told["document_request"]["completed_at"] == told["documents_complete_at"] == paper["received_at"]
    assert refused(post(here.adjuster, f"{path}/paper-documents/", paper))[:2] == (409, "claim_moved_on")


@pytest.mark.parametrize("surveyed_at", ["0001-01-01", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"])
def test_a_moment_at_the_end_of_time_is_refused(here: CityWorld, surveyed_at: str) -> None:
    path, body = f"claims/{filed(here)['id']}/survey/", {"present": "业主", "findings": "渗漏"}
    assert refused(post(here.adjuster, path, {**body, "surveyed_at": surveyed_at})) == (400, "invalid", ["surveyed_at"])


def test_the_works_start_with_their_proof(here: CityWorld) -> None:
    path, moment = f"claims/{filed(here)['id']}", "2026-11-20T14:00:00+08:00"
    done(post(here.adjuster, f"{path}/survey/", {"surveyed_at": moment, "present": "业主", "findings": "渗漏"}))
    done(post(here.adjuster, f"{path}/determination/", {"result": "covered", "words": "我们来修。"}))
    done(post(here.adjuster, f"{path}/offer/", {"form": "repair", "words": "重做防水", "start_on": "2026-11-21"}))
    signed = {"agreed_at": moment, "evidence": picture("协议.jpg")}
    assert done(send(here.adjuster, f"{path}/agreement/", signed))["state"] == "agreed"
    begun = {"started_at": moment, "note": "已进场"}
    assert refused(send(here.adjuster, f"{path}/start/", begun)) == (400, "invalid", ["evidence"])
    told = done(send(here.adjuster, f"{path}/start/", {**begun, "evidence": picture("现场.jpg")}))
    assert told["state"] == "performing"
    assert sorted(document["filename"] for document in told["documents"]) == ["协议.jpg", "现场.jpg"]


CALL = {
    **{name: REPORT[name] for name in ("place", "defect", "description", "noticed_on", "is_dangerous")},
    "called_at": "2026-11-20T13:00:00+08:00",
    "caller": "王女士",
    "number": "13800000000",
    "is_application": False,
}


def test_a_call_becomes_a_claim_when_its_owner_applies(here: CityWorld) -> None:
    path = f"homes/{here.unit.pk}"
    (owner,) = done(get(here.adjuster, f"{path}/owners/"))["owners"]
    claim = done(post(here.adjuster, f"{path}/calls/", {**CALL, "owner": owner["id"]}))
    assert claim["filed_at"] == CALL["called_at"]
    assert "apply" in done(get(here.owner, f"claims/{claim['id']}/"))["actions"]
    applying = f"claims/{claim['id']}/application/"
    assert refused(send(here.owner, applying, {"consent": False}))[:2] == (422, "consent_missing")
    told = done(send(here.owner, applying, {"consent": True, "photograph": picture("墙.jpg")}))
    assert [document["filename"] for document in told["documents"]] == ["墙.jpg"]
    assert "apply" not in told["actions"]


def test_an_application_on_paper_counts_from_its_arrival(here: CityWorld) -> None:
    body = {**CALL, "owner": str(here.owner.user_id)}
    claim = done(post(here.adjuster, f"homes/{here.unit.pk}/calls/", body))
    paper = {"received_at": "2026-11-20T13:30:00+08:00", "evidence": picture("申请书.jpg")}
    told = done(send(here.adjuster, f"claims/{claim['id']}/paper-application/", paper))
    assert "record_application" not in told["actions"]
    stranger = {**body, "owner": str(here.officer.user_id)}
    assert refused(post(here.adjuster, f"homes/{here.unit.pk}/calls/", stranger))[:2] == (422, "no_owner")
