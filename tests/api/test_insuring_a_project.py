"""An insurer's program insures a project: from its registration to the issued policy and its cover, with the papers."""

import io
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest

from idi_platform.accounts.public import Membership, Role
from idi_platform.tenancy.public import tenant_work
from tests.api.calling import at, caller, done, get, picture, post, refused, send
from tests.documents import files
from tests.underwriting.policies import Desk, build_desk
from tests.world import CityWorld, build_world, member
from underwriting.models import InsurancePolicy

pytestmark = pytest.mark.usefixtures("governed", "attacked")

SIGNED = "2022-09-02T10:00:00+08:00"
PROJECT = {
    "name_zh": "江门项目",
    "address": "一号路 1 号",
    "district": "440703",
    "developer_name": "开发公司",
    "developer_uscc": "91440700MA00000000",
}
DRAFT = {
    "policy_number": "QX-1",
    "contract_formed_on": "2022-09-01",
    "premium": "1234567.89",
    "sum_insured": "123456789.00",
}


@pytest.fixture
def desk() -> Desk:
    return build_desk(build_world())


@dataclass
class Insuring:
    """A project with a draft, entered through the API by the underwriter."""

    who: Membership
    here: CityWorld
    project: str
    policy: str

    def post(self, step: str, body: Any, **how: Any) -> Any:
        return post(self.who, f"insurance-policies/{self.policy}/{step}/", body, **how)

    def read(self) -> Any:
        return done(get(self.who, f"insurance-policies/{self.policy}/"))


@pytest.fixture
def drafted(desk: Desk) -> Any:
    with at(SIGNED):
        project = done(post(desk.underwriter, "projects/registration/", PROJECT))["id"]
        policy = done(post(desk.underwriter, f"projects/{project}/insurance-policies/", DRAFT))["id"]
        yield Insuring(desk.underwriter, desk.here, project, policy)


def issue(insuring: Insuring) -> Any:
    done(insuring.post("premium", {"amount": "1234567.89", "received_on": "2022-09-02"}))
    return done(insuring.post("issue", {"issued_on": "2022-09-02"}))


def test_a_project_is_opened_insured_and_covered(desk: Desk, drafted: Insuring) -> None:
    """Jiangmen leaves the wait to the contract; acceptance in 2024 and 24 months give cover from 2026."""
    here = drafted
    assert done(get(here.who, f"projects/{here.project}/"))["regime"] is None
    thirds = [
        {"organisation": str(desk.here.insurer.pk), "role": "lead", "share": "1/3"},
        {"organisation": str(desk.second.pk), "role": "member", "share": "1/3"},
        {"organisation": str(desk.third.pk), "role": "member", "share": "1/3"},
    ]
    told = done(here.post("shares", {"revision": 0, "from_on": "2022-09-01", "shares": thirds}))
    assert [share["share"] for share in told["shares"]] == ["1/3", "1/3", "1/3"]
    assert (told["state"], told["actions"], told["premium"]) == ("draft", ["issue"], "1234567.89")
    assert {gate["field"] for gate in told["gates"] if not gate["is_met"]} <= {"premium"}
    issued = issue(here)
    assert (issued["state"], issued["issued_on"], issued["actions"]) == ("issued", "2022-09-02", [])
    assert issued["regime"]["version"] == "jiangmen-2022"
    assert all(window["is_open"] for window in issued["cover"])
    term = {"parameter": "defect_liability_period.max", "value": 24, "unit": "month", "evidence": "第八条"}
    agreed = done(send(here.who, f"insurance-policies/{here.policy}/terms/", {**term, "document": picture()}))
    assert [row["value"] for row in agreed["contract_terms"]] == [24]
    done(post(here.who, f"projects/{here.project}/buildings/", {"number": "1 幢", "floors": 3, "doors": 2}))
    with at("2024-03-11T10:00:00+08:00"):
        day = {"kind": "completion_acceptance", "on": "2024-03-10", "evidence": "竣工验收备案表"}
        project = done(post(here.who, f"projects/{here.project}/milestones/", day))
        assert [building["homes"] for building in project["buildings"]] == [6]
        windows = {window["component"]: window for window in here.read()["cover"]}
        assert (windows["structure"]["first_on"], windows["structure"]["last_on"]) == ("2026-03-10", "2036-03-10")
        reasons = done(get(here.who, f"cover-windows/{windows['structure']['id']}/"))
        assert reasons["period"]["hash"] == windows["structure"]["trace_hash"]
        assert reasons["period"]["clause"]["quote"]
        assert (reasons["wait"]["basis"], reasons["wait"]["term"]["value"]) == ("contract", 24)
        homes = done(get(here.who, f"homes/?project={here.project}"))["results"]
        home = done(get(here.who, f"homes/{homes[0]['id']}/"))
        assert (home["phase"], home["begins_on"], home["windows"][0]["first_on"]) == ("developer", *["2026-03-10"] * 2)
        assert sorted(home["number"] for home in homes) == ["0101", "0102", "0201", "0202", "0301", "0302"]


def test_printed_days_govern_beside_the_computed(drafted: Insuring) -> None:
    window = issue(drafted)["cover"][0]
    days = {"first_on": "2026-04-01", "last_on": "2036-03-31"}
    told = done(send(drafted.who, f"cover-windows/{window['id']}/printed-days/", {**days, "document": picture()}))
    printed = next(row for row in told["cover"] if row["id"] == window["id"])
    assert (printed["first_on"], printed["is_printed"], printed["computed_first_on"]) == ("2026-04-01", True, None)


def test_a_policy_of_earlier_years_comes_from_its_paper(drafted: Insuring) -> None:
    facts = {"policy_number": "QX-0", "contract_formed_on": "2022-05-01", "issued_on": "2022-05-02"}
    path = f"projects/{drafted.project}/earlier-policies/"
    assert refused(send(drafted.who, path, facts)) == (400, "invalid", ["evidence"])
    paper = io.BytesIO(files.pdf())
    paper.name = "保单.pdf"
    told = done(send(drafted.who, path, {**facts, "evidence": paper}))
    assert (told["state"], told["is_earlier"], told["shares"][0]["share"]) == ("issued", True, "1")
    kept = done(get(drafted.who, f"documents/{told['evidence']}/"))
    assert (kept["filename"], kept["kind"]) == ("保单.pdf", "pdf")
    content: Any = caller(drafted.who).get(kept["content"])
    assert b"".join(content.streaming_content) == files.pdf()


@pytest.mark.parametrize(
    ("step", "body", "told"),
    [
        ("shares", {"revision": 0, "from_on": "2022-09-01", "shares": []}, (400, "invalid", ["shares"])),
        ("shares", {"revision": 7, "from_on": "2022-09-01", "shares": "own"}, (409, "shares_moved_on", ["shares"])),
        ("shares", {"revision": 0, "from_on": "2022-09-01", "shares": "half"}, (422, "shares_not_one", ["shares"])),
        ("shares", {"revision": 0, "from_on": "2022-09-01", "shares": "0.5"}, (400, "invalid", ["shares.0.share"])),
        ("issue", {"issued_on": "2099-01-01"}, (422, "date_in_future", ["issued_on"])),
        ("issue", {"issued_on": "9999-12-31"}, (400, "invalid", ["issued_on"])),
        ("premium", {"amount": "0.005", "received_on": "2022-09-02"}, (400, "invalid", ["amount"])),
        ("premium", {"amount": "-1", "received_on": "2022-09-02"}, (422, "amount_not_positive", ["amount"])),
        ("facts", {"policy_number": "a\x00b"}, (400, "invalid", ["policy_number"])),
        ("receipt", {"receipt": "1", "received_at": "2022-09-01T10:00:00Z"}, (422, "not_issued", ["receipt"])),
    ],
)
def test_what_is_not_right_is_refused_with_its_field(
    drafted: Insuring, step: str, body: dict[str, Any], told: tuple[int, str, list[str]]
) -> None:
    own = str(drafted.here.insurer.pk)
    lines = {
        "own": [{"organisation": own, "role": "lead", "share": "1"}],
        "half": [{"organisation": own, "role": "lead", "share": "1/2"}],
        "0.5": [{"organisation": own, "role": "lead", "share": "0.5"}],
    }
    if isinstance(body.get("shares"), str):
        body = {**body, "shares": lines[body["shares"]]}
    assert refused(drafted.post(step, body)) == told


def test_the_same_key_enters_one_policy_and_another_body_none(drafted: Insuring) -> None:
    path, body = f"projects/{drafted.project}/insurance-policies/", {**DRAFT, "policy_number": "QX-2"}
    first, again = (done(post(drafted.who, path, body, key="k")) for _ in range(2))
    assert first["id"] == again["id"]
    assert refused(post(drafted.who, path, DRAFT, key="k"))[:2] == (422, "idempotency_key_reused")
    assert refused(post(drafted.who, path, body, key="other"))[:2] == (409, "policy_number_taken")
    with tenant_work(drafted.here.system):
        assert InsurancePolicy.objects.filter(project=UUID(drafted.project)).count() == 2


def test_a_term_that_no_text_leaves_open_is_not_offered(drafted: Insuring) -> None:
    term = {"parameter": "claims.survey", "value": 1, "unit": "month", "evidence": "第一条", "document": picture()}
    answer = send(drafted.who, f"insurance-policies/{drafted.policy}/terms/", term)
    assert refused(answer) == (400, "invalid", ["parameter"])


def test_a_file_is_refused_under_the_name_it_came_by(drafted: Insuring) -> None:
    issue(drafted)
    bad = io.BytesIO(files.SVG)
    bad.name = "1.svg"
    term = {"parameter": "defect_liability_period.max", "value": 24, "unit": "month", "evidence": "八", "document": bad}
    answer = send(drafted.who, f"insurance-policies/{drafted.policy}/terms/", term)
    assert refused(answer) == (422, "upload_unknown_content", ["document"])


def test_others_find_no_draft_and_change_no_policy(desk: Desk, drafted: Insuring) -> None:
    second = member("second", role=Role.UNDERWRITER, city=desk.here.city, organisation=desk.second)
    there = member("far", role=Role.UNDERWRITER, city=desk.world.there.city, organisation=desk.world.there.insurer)
    path = f"insurance-policies/{drafted.policy}/"
    for stranger in (second, there):
        assert refused(get(stranger, path))[:2] == (404, "not_found")
        assert refused(post(stranger, f"{path}issue/", {"issued_on": "2022-09-02"}))[:2] == (404, "not_found")
    both = [
        {"organisation": str(desk.here.insurer.pk), "role": "lead", "share": "3/4"},
        {"organisation": str(desk.second.pk), "role": "member", "share": "1/4"},
    ]
    done(drafted.post("shares", {"revision": 0, "from_on": "2022-09-01", "shares": both}))
    issue(drafted)
    assert done(get(second, path))["state"] == "issued"
    assert refused(post(second, f"{path}receipt/", {"receipt": "1", "received_at": SIGNED}))[:2] == (
        403,
        "not_your_step",
    )


def test_lists_are_narrowed_as_their_pages_are(drafted: Insuring) -> None:
    rows = done(get(drafted.who, "insurance-policies/?state=draft"))["results"]
    assert [row["id"] for row in rows] == [drafted.policy]
    assert done(get(drafted.who, "insurance-policies/?state=issued"))["results"] == []
    assert refused(get(drafted.who, "insurance-policies/?state=lost")) == (400, "invalid", ["state"])
    found = done(get(drafted.who, "projects/?q=江门"))["results"]
    assert [row["id"] for row in found] == [drafted.project]
