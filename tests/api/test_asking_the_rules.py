"""Anybody may ask the rules for a value or a date, and is told the words it rests on, or why there is none."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from tests.api.calling import refused
from tests.policies.conftest import in_force, module_database, published_database  # noqa: F401  # fixtures

pytestmark = pytest.mark.usefixtures("in_force")

NORMAL = "claims.determination.normal"


def resolve(**asked: str) -> Any:
    return Client().get("/api/v1/resolve/", asked)


def compute(**told: Any) -> Any:
    return Client().post("/api/v1/deadlines/compute/", told, content_type="application/json")


@pytest.mark.parametrize(
    ("jurisdiction", "parameter", "on", "facts", "expected"),
    [
        ("330100", NORMAL, "2026-01-15", {}, ("value", 10, "day", "HZ-131")),
        ("440700", NORMAL, "2026-01-15", {}, ("value", 7, "day", "JM-045")),
        ("330100", NORMAL, "2026-03-15", {}, ("not_in_force", None, "", "NAT-012")),
        (
            "110000",
            "claims.denial_notice",
            "2026-03-15",
            {"determination": "not_covered"},
            ("value", 3, "day", "NAT-018"),
        ),
        ("110000", "claims.denial_notice", "2026-03-15", {}, ("need_fact", None, "", "NAT-018")),
        ("330383", "liability_start", "2026-01-15", {}, ("unknown_date", None, "", "")),
        ("440700", "claims.survey", "2026-01-15", {}, ("no_rule", None, "", "")),
        ("999999", "coverage.structure.period", "2026-01-15", {}, ("no_city_instrument", None, "", "")),
        (
            "330100",
            "premium.rate.min",
            "2026-01-15",
            {"project_type": "affordable"},
            ("value", "0.0143", "ratio", "HZ-110"),
        ),
        ("330100", "premium.rate.min.affordable", "2026-01-15", {}, ("value", "0.0143", "ratio", "HZ-110")),
        ("330100", "premium.rate.min", "2026-01-15", {}, ("need_fact", None, "", "HZ-110")),
        ("310000", "coverage.structure.period", "2026-06-15", {}, ("parent_not_loaded", None, "", "")),
    ],
)
def test_the_honest_answers(
    jurisdiction: str, parameter: str, on: str, facts: dict[str, str], expected: tuple[object, ...]
) -> None:
    told = resolve(jurisdiction=jurisdiction, parameter=parameter, on=on, **facts).json()
    assert (told["outcome"], told["value"], told["unit"], told["rule"]) == expected
    assert told["trace"] or expected[0] == "no_city_instrument"


def test_an_answer_cites_its_article_and_its_words() -> None:
    told = resolve(jurisdiction="440700", parameter=NORMAL, on="2026-01-15").json()
    assert told["article"]
    assert "七日内作出核定" in told["quote"]
    assert (told["layer"], told["version"], told["basis"], told["direction"]) == (
        "city",
        "jiangmen-2022",
        "in_force",
        "after",
    )
    assert {layer["took"] for layer in told["trace"]} == {"taken", "replaced"} or told["trace"][-1]["took"] == "taken"


def test_a_text_of_unknown_date_answers_by_its_name() -> None:
    told = resolve(jurisdiction="330383", parameter="liability_start", on="2026-01-15", version="longgang-trial").json()
    assert (told["outcome"], told["basis"], told["version"]) == ("value", "carried", "longgang-trial")


@pytest.mark.parametrize(
    ("asked", "status", "code", "fields"),
    [
        ({"parameter": NORMAL, "on": "2026-01-15"}, 400, "invalid", ["jurisdiction"]),
        ({"jurisdiction": "Beijing", "parameter": NORMAL, "on": "2026-01-15"}, 400, "invalid", ["jurisdiction"]),
        ({"jurisdiction": "110000", "parameter": NORMAL, "on": "2026-02-30"}, 400, "invalid", ["on"]),
        ({"jurisdiction": "110000", "parameter": NORMAL, "on": "9999-12-31"}, 400, "invalid", ["on"]),
        ({"jurisdiction": "110000", "parameter": NORMAL}, 400, "invalid", ["on"]),
        (
            {"jurisdiction": "110000", "parameter": "no.such", "on": "2026-01-15"},
            400,
            "unknown_parameter",
            ["parameter"],
        ),
        (
            {"jurisdiction": "110000", "parameter": NORMAL, "on": "2026-01-15", "version": "hangzhou-2024"},
            400,
            "unknown_version",
            ["version"],
        ),
        (
            {"jurisdiction": "110000", "parameter": NORMAL, "on": "2026-01-15", "complexity": "odd"},
            400,
            "invalid",
            ["complexity"],
        ),
        (
            {"jurisdiction": "110000", "parameter": NORMAL, "on": "2026-01-15", "complexty": "x"},
            400,
            "invalid",
            ["complexty"],
        ),
    ],
)
def test_what_is_not_understood_is_refused_by_name(
    asked: dict[str, str], status: int, code: str, fields: list[str]
) -> None:
    assert refused(resolve(**asked)) == (status, code, fields)


def test_a_later_revision_was_not_known_before() -> None:
    told = resolve(
        jurisdiction="440700", parameter=NORMAL, on="2026-01-15", known_at="2020-01-01T00:00:00+08:00"
    ).json()
    assert told["outcome"] == "no_city_instrument"


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (
            {"jurisdiction": "110000", "parameter": "claims.survey", "version": "beijing-2019"},
            ("value", "2026-09-28", "2026-09-29T00:00:00+08:00", "2026-09-26"),
        ),
        ({"jurisdiction": "110000", "parameter": "claims.survey"}, ("not_in_force", None, None, None)),
        ({"jurisdiction": "440700", "parameter": "claims.survey"}, ("no_rule", None, None, None)),
        (
            {"jurisdiction": "440700", "parameter": NORMAL},
            ("value", "2026-10-08", "2026-10-09T00:00:00+08:00", "2026-10-01"),
        ),
    ],
)
def test_a_term_ends_on_its_day(told: dict[str, str], expected: tuple[object, ...]) -> None:
    answer = compute(event_at="2026-09-24T10:00:00+08:00", **told).json()
    assert (answer["outcome"], answer["due_on"], answer["due_at"], answer["unrolled_on"]) == expected
    assert answer["provisional"] is False


@pytest.mark.parametrize(
    ("parameter", "facts", "counted", "why", "due_on"),
    [
        ("claims.determination.complex", {"complexity": "complex"}, True, "always", "2026-04-13"),
        (NORMAL, {}, False, "AMB-04", "2026-03-09"),
    ],
)
def test_a_stop_counts_only_where_the_rules_let_it(
    parameter: str, facts: dict[str, str], counted: bool, why: str, due_on: str
) -> None:
    stop = {"from": "2026-03-10T09:00:00+08:00", "to": "2026-03-20T09:00:00+08:00"}
    answer = compute(
        jurisdiction="440700",
        parameter=parameter,
        event_at="2026-03-02T09:00:00+08:00",
        facts=facts,
        suspensions=[stop],
    ).json()
    assert answer["suspensions"] == [{**stop, "counted": counted, "why": why}]
    assert answer["due_on"] == due_on


def test_while_a_stop_is_open_there_is_no_date() -> None:
    answer = compute(
        jurisdiction="440700",
        parameter="claims.determination.complex",
        facts={"complexity": "complex"},
        event_at="2026-03-02T09:00:00+08:00",
        suspensions=[{"from": "2026-03-10T09:00:00+08:00", "to": None}],
    ).json()
    assert (answer["outcome"], answer["due_on"]) == ("suspended", None)


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({"event_at": "2026-02-30"}, ["event_at"]),
        (
            {"event_at": "2026-03-02T09:00:00+08:00", "suspensions": [{"to": "2026-03-10T09:00:00+08:00"}]},
            ["suspensions.0.from"],
        ),
        ({"event_at": "2026-03-02T09:00:00+08:00", "suspension": []}, ["suspension"]),
    ],
)
def test_a_body_that_is_not_right_names_its_field(body: dict[str, Any], fields: list[str]) -> None:
    status, code, named = refused(compute(jurisdiction="440700", parameter=NORMAL, **body))
    assert (status, code, named) == (400, "invalid", fields)


def test_a_body_that_is_no_object_is_refused() -> None:
    answer = Client().post("/api/v1/deadlines/compute/", "[]", content_type="application/json")
    assert answer.status_code == 400


def test_the_regimes_their_versions_and_the_calendar_are_listed() -> None:
    regimes = {one["code"]: one for one in Client().get("/api/v1/regimes/").json()["results"]}
    assert set(regimes) == {"000000", "110000", "310000", "330100", "330383", "440700"}
    assert regimes["440700"]["in_force"] == ["jiangmen-2022"]
    versions = Client().get("/api/v1/regimes/330100/versions/").json()["results"]
    assert {one["code"]: (one["valid_from"], one["last_day"]) for one in versions}["hangzhou-2024"] == (
        "2024-03-01",
        "2026-02-28",
    )
    assert Client().get("/api/v1/regimes/999999/versions/").status_code == 404
    year = Client().get("/api/v1/calendar/2026/").json()
    assert year["status"] == "official"
    assert {day["on"]: day["kind"] for day in year["days"]}["2026-10-10"] == "adjusted_workday"
    assert Client().get("/api/v1/calendar/1800/").status_code == 404


def test_the_texts_stand_side_by_side() -> None:
    told = Client().get("/api/v1/compare/", {"parameter": "claims.survey"}).json()
    (row,) = told["parameters"]
    said = {cell["jurisdiction"]: [(rule["value"], rule["unit"]) for rule in cell["rules"]] for cell in row["cells"]}
    assert row["differs"]
    assert said["110000"] == [(2, "day")]
    assert said["440700"] == []
    only = Client().get("/api/v1/compare/", {"topic": "claims", "jurisdictions": "110000,440700"}).json()
    assert [one["code"] for one in only["jurisdictions"]] == ["110000", "440700"]
    assert {row["topic"] for row in only["parameters"]} == {"claims"}


def test_a_stranger_who_asks_too_often_is_told_to_wait(settings: Settings) -> None:
    settings.STRANGERS_A_MINUTE = 2
    asked = {"jurisdiction": "440700", "parameter": NORMAL, "on": "2026-01-15"}
    # A minute may end in between; then the third of four is within the next one, and the last is not.
    answers = [resolve(**asked) for _time in range(5)]
    assert answers[0].status_code == 200
    late = next(answer for answer in answers if answer.status_code == 429)
    assert (late.json()["code"], 0 < int(late.headers["Retry-After"]) <= 60) == ("throttled", True)
