"""An inspection service's program reports a finding with a photograph; the builder's answers; a second look closes."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from pytest_django import Settings

from idi_platform.tenancy.public import tenant_work
from riskmgmt.models import Finding, FindingPhotograph
from tests.api.calling import at, done, get, picture, post, refused, send
from tests.riskmgmt.site import Site, build_site
from tests.world import World

pytestmark = pytest.mark.usefixtures("attacked")

VISIT = {
    "kind": "d5",
    "stage": "structure",
    "inspected_on": "2026-11-20",
    "from_time": "09:00",
    "summary": "检查三层。",
}


@pytest.fixture
def site(world: World, settings: Settings, tmp_path: Path) -> Iterator[Site]:
    settings.MEDIA_ROOT = tmp_path / "uploads"
    with at("2026-11-20T14:00:00+08:00"):
        yield build_site(world.here)


def started(site: Site) -> str:
    path = f"projects/{site.city.project.pk}/inspection-reports/"
    report: str = done(post(site.inspector, path, VISIT))["id"]
    return report


def noted(site: Site, report: str, **changed: Any) -> str:
    body = {
        "risk": "D",
        "element": "waterproofing",
        "description": "防水层破损。",
        "unit": str(site.city.unit.pk),
        "responsible": str(site.contractor.pk),
        **changed,
    }
    finding: str = done(post(site.inspector, f"inspection-reports/{report}/findings/", body))["id"]
    return finding


def raised(site: Site) -> str:
    report = started(site)
    finding = noted(site, report)
    done(send(site.inspector, f"findings/{finding}/photographs/", {"photo": picture()}))
    done(post(site.inspector, f"inspection-reports/{report}/submission/"))
    return finding


def answered(site: Site, finding: str) -> Any:
    for kind in ("before", "after"):
        body = {"kind": kind, "photo": picture(f"{kind}.jpg")}
        done(send(site.builder, f"findings/{finding}/answer-photographs/", body))
    return done(post(site.builder, f"findings/{finding}/answer/", {"words": "已重做，蓄水试验合格。"}))


def test_a_finding_is_reported_answered_and_closed(site: Site) -> None:
    report = started(site)
    draft = done(get(site.inspector, f"inspection-reports/{report}/"))
    assert (draft["state"], draft["inspectors"], draft["gaps"]) == ("draft", "site-inspector", [])
    finding = noted(site, report)
    assert [gap["finding"] for gap in done(get(site.inspector, f"inspection-reports/{report}/"))["gaps"]] == [finding]
    kept = done(send(site.inspector, f"findings/{finding}/photographs/", {"photo": picture("墙.jpg")}))
    assert (kept["filename"], kept["kind"]) == ("墙.jpg", "photo")
    submitted = done(post(site.inspector, f"inspection-reports/{report}/submission/"))
    assert (submitted["state"], submitted["gaps"]) == ("submitted", [])
    assert [row["reference"] for row in submitted["findings"]] == ["F-0001"]
    seen = done(get(site.builder, f"findings/{finding}/"))
    assert (seen["state"], seen["actions"], seen["floor"]) == ("open", ["answer"], 3)
    assert [photograph["id"] for photograph in seen["photographs"]] == [kept["id"]]
    sent = answered(site, finding)
    assert (sent["state"], sent["actions"]) == ("answered", [])
    assert [len(sent["rounds"][0][kind]) for kind in ("before", "after")] == [1, 1]
    path = f"findings/{finding}/verification/"
    assert refused(post(site.inspector, path, {"verdict": "kept_open"})) == (422, "reason_missing", ["reason"])
    closed = done(post(site.inspector, path, {"verdict": "closed", "risk_after": "A"}))
    assert (closed["state"], closed["risk_after"], closed["rounds"][0]["verdict"]) == ("closed", "A", "closed")
    again = done(post(site.inspector, f"findings/{finding}/reopening/", {"reason": "再次渗漏"}))
    assert (again["state"], again["risk_after"]) == ("reopened", None)


def test_a_report_is_signed_by_others(site: Site) -> None:
    report = started(site)
    done(post(site.inspector, f"inspection-reports/{report}/submission/"))
    path = f"inspection-reports/{report}/signature/"
    assert refused(post(site.inspector, path, {"signature": "checked"}))[:2] == (403, "same_person")
    told = done(post(site.colleague, path, {"signature": "checked"}))
    assert [(one["signature"], one["person"]) for one in told["signatures"]] == [
        ("prepared", "site-inspector"),
        ("checked", "site-colleague"),
    ]
    receipt = {"receipt": "GZ-1", "uploaded_at": "2026-11-20T14:00:00+08:00"}
    done(post(site.colleague, f"inspection-reports/{report}/receipt/", receipt))
    assert refused(post(site.colleague, f"inspection-reports/{report}/receipt/", receipt))[:2] == (
        409,
        "upload_recorded",
    )


def test_a_draft_is_its_writers_alone(site: Site) -> None:
    report = started(site)
    finding = noted(site, report)
    for stranger in (site.colleague, site.builder, site.city.officer):
        assert refused(get(stranger, f"inspection-reports/{report}/"))[:2] == (404, "not_found")
        assert refused(get(stranger, f"findings/{finding}/"))[:2] == (404, "not_found")
    assert done(get(site.inspector, "findings/"))["results"] == []


def test_a_photograph_is_kept_once_for_one_key_and_can_be_taken_out(site: Site) -> None:
    finding = noted(site, started(site))
    path = f"findings/{finding}/photographs/"
    first, again = (done(send(site.inspector, path, {"photo": picture()}, key="k")) for _ in range(2))
    assert first["id"] == again["id"]
    other = send(site.inspector, path, {"photo": picture(colour="red")}, key="k")
    assert refused(other)[:2] == (422, "idempotency_key_reused")
    with tenant_work(site.city.system):
        assert FindingPhotograph.objects.filter(finding__pk=finding).count() == 1
    told = done(post(site.inspector, f"findings/{finding}/photograph-removal/", {"photograph": first["id"]}))
    assert told["photographs"] == []


def test_a_photograph_is_taken_out_of_an_answer_that_holds_it(site: Site) -> None:
    finding = raised(site)
    kept = done(send(site.builder, f"findings/{finding}/answer-photographs/", {"kind": "after", "photo": picture()}))
    path = f"findings/{finding}/answer-photograph-removal/"
    assert refused(post(site.builder, path, {"photograph": str(uuid4())}))[0] == 404
    done(post(site.builder, path, {"photograph": kept["id"]}))
    assert refused(post(site.builder, path, {"photograph": kept["id"]}))[0] == 404


def test_a_finding_can_be_taken_out_of_a_draft(site: Site) -> None:
    report = started(site)
    finding = noted(site, report)
    path = f"inspection-reports/{report}/finding-removal/"
    for _ in range(2):
        assert done(post(site.inspector, path, {"finding": finding}, key="k"))["findings"] == []
    with tenant_work(site.city.system):
        assert not Finding.objects.filter(pk=finding).exists()


def test_one_submission_raises_each_finding_once(site: Site) -> None:
    report = started(site)
    noted(site, report, risk="O")
    path = f"inspection-reports/{report}/submission/"
    first, again = (done(post(site.inspector, path, key="k")) for _ in range(2))
    assert first["number"] == again["number"]
    assert refused(post(site.inspector, path, key="other"))[:2] == (409, "report_submitted")


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({"risk": "Z"}, (400, "invalid", ["risk"])),
        ({"floor": 40_000}, (400, "invalid", ["floor"])),
        ({"due_on": "0001-01-01"}, (400, "invalid", ["due_on"])),
        ({"description": "a\x00"}, (400, "invalid", ["description"])),
        ({"unit": "there"}, (422, "place_elsewhere", ["unit"])),
        ({"responsible": "there"}, (422, "not_responsible", ["responsible"])),
        ({"building": "0" * 32}, (422, "place_elsewhere", ["building"])),
    ],
)
def test_what_is_not_right_is_refused_with_its_field(
    world: World, site: Site, body: dict[str, Any], told: tuple[int, str, list[str]]
) -> None:
    foreign = {"unit": world.there.unit.pk, "responsible": world.there.developer.pk}
    given = {name: str(foreign[name]) if value == "there" else value for name, value in body.items()}
    assert refused(post(site.inspector, f"inspection-reports/{started(site)}/findings/", given)) == told


def test_a_body_that_takes_no_part_is_not_named_to_whoever_knows_its_id(world: World, site: Site) -> None:
    path = f"inspection-reports/{started(site)}/findings/"
    answers = [
        post(site.inspector, path, {"responsible": str(one)}).json() for one in (world.there.developer.pk, uuid4())
    ]
    assert answers[0] == answers[1]


def test_lists_are_narrowed_as_their_pages_are(site: Site) -> None:
    finding = raised(site)
    assert [row["id"] for row in done(get(site.builder, "findings/?progress=serious"))["results"]] == [finding]
    assert done(get(site.builder, "findings/?progress=closed"))["results"] == []
    (report,) = done(get(site.city.officer, f"inspection-reports/?kind=d5&project={site.city.project.pk}"))["results"]
    assert (report["findings"], report["open_findings"]) == (1, 1)
    assert refused(get(site.builder, "findings/?cursor=cD1hYmM="))[2] == ["cursor"]
