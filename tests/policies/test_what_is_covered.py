"""Which parts are covered for how long, and from when: by the pinned text, and by what the contract has to add."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from django.db import transaction
from django.utils import translation

from idi_platform.tenancy.public import acting_as
from policies import contract_terms
from policies.models import Trace
from policies.public import ContractTerm, CoverTerm, Span, cover_terms, pin, register_contract_terms
from policies.rules.cover_parts import cover_parts
from policies.rules.pack import OpenParent
from tests.policies.regimes import regime, rule, version
from tests.world import CityWorld, build_world

ON = date(2026, 9, 24)
AT = datetime(2022, 7, 1, 1, tzinfo=UTC)
CITATION = "《江门市建筑工程质量潜在缺陷保险试点方案》四(三)"


def months(value: int) -> Span:
    return Span(value, "month", "after", roll=False)


def years(value: int) -> Span:
    return Span(value, "year", "after", roll=False)


def defects_period(value: int) -> ContractTerm:
    return ContractTerm("defect_liability_period.max", "developer", months(value), "施工合同 第 12 条")


@pytest.fixture(autouse=True)
def no_provider_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contract_terms, "_registered", [])


@pytest.fixture
def here(in_force: None) -> Iterator[CityWorld]:
    """Jiangmen with its project pinned, inside a transaction of the city."""
    world = build_world()
    with acting_as(world.here.system), transaction.atomic():
        pin(
            project_dossier_id=world.here.project.dossier_id,
            anchors={"contract_formed": date(2022, 6, 20)},
            by=world.here.system,
            at=AT,
        )
        yield world.here


def terms_of(city: CityWorld, *agreed: ContractTerm) -> dict[str, CoverTerm]:
    if agreed:
        register_contract_terms(lambda project: agreed if project == city.project.dossier_id else ())
    return {term.component: term for term in cover_terms(project_dossier_id=city.project.dossier_id, on=ON)}


def test_the_pinned_text_names_the_parts_and_their_periods(here: CityWorld) -> None:
    found = terms_of(here)
    assert {part: term.period for part, term in found.items()} == {
        "structure": years(10),
        "insulation_waterproofing": years(5),
        "additional": years(2),
    }
    assert {(term.basis, term.citation, term.outcome) for term in found.values()} == {("in_force", CITATION, "value")}


def test_the_longest_defects_period_is_a_bound_and_no_wait(here: CityWorld) -> None:
    assert all(term.wait is None and term.is_open for term in terms_of(here).values())
    assert {term.wait_parameter for term in terms_of(here).values()} == {"defect_liability_period.max"}


@pytest.mark.parametrize("agreed", [1, 12, 24])
def test_the_contract_says_how_long_the_defects_period_is(here: CityWorld, agreed: int) -> None:
    found = terms_of(here, defects_period(agreed))["structure"]
    assert (found.wait, found.anchor, found.wait_basis) == (months(agreed), "completion_acceptance", "contract")
    assert not found.is_open


def test_a_longer_defects_period_than_the_text_allows_leaves_the_texts_bound(here: CityWorld) -> None:
    found = terms_of(here, defects_period(30))["structure"]
    assert (found.wait, found.wait_basis) == (years(2), "in_force")
    assert '"took":"non_conforming"' in Trace.objects.get(pk=found.wait_trace_hash).body


def test_a_contract_may_lengthen_cover_and_never_shorten_it(here: CityWorld) -> None:
    agreed = [
        ContractTerm("coverage.structure.period", "insurer", years(12), "保险合同 第 3 条"),
        ContractTerm("coverage.insulation_waterproofing.period", "insurer", years(4), "保险合同 第 3 条"),
    ]
    found = terms_of(here, *agreed)
    assert (found["structure"].period, found["structure"].basis) == (years(12), "contract")
    shorter = found["insulation_waterproofing"]
    assert (shorter.period, shorter.basis) == (years(5), "in_force")


def test_both_answers_of_a_part_are_stored(here: CityWorld) -> None:
    found = terms_of(here, defects_period(12))["structure"]
    assert Trace.objects.filter(pk__in=[found.trace_hash, found.wait_trace_hash]).count() == 2


@pytest.mark.parametrize(
    ("language", "label"), [("zh-hans", "地基基础和主体结构"), ("en", "Foundation and main structure")]
)
def test_a_part_is_named_in_the_readers_language(here: CityWorld, language: str, label: str) -> None:
    with translation.override(language):
        assert terms_of(here)["structure"].label == label


def test_without_pin_and_contract_nothing_is_covered(in_force: None) -> None:
    there = build_world().there
    with acting_as(there.system), transaction.atomic():
        assert terms_of(there) == {}
        agreed = ContractTerm("coverage.structure.period", "insurer", years(10), "保险合同 第 3 条")
        found = terms_of(there, agreed)["structure"]
        assert (found.period, found.basis, found.is_open) == (years(10), "contract", True)


LEANING = version(
    "leaning",
    date(2025, 4, 13),
    open_parents=(
        OpenParent(
            "母法〔2024〕4号", ("coverage", "liability_start"), ("coverage.structure.period", "liability_start")
        ),
    ),
)


def test_what_a_text_not_loaded_governs_is_left_to_the_contract() -> None:
    (part,) = cover_parts(regime(LEANING), on=ON, pinned="leaning", contract=())
    assert (part.component, part.period.outcome, part.wait.outcome) == (
        "structure",
        "parent_not_loaded",
        "parent_not_loaded",
    )
    assert part.period.reason == "母法〔2024〕4号"


def test_the_contract_says_what_the_wait_counts_from_where_no_text_does() -> None:
    agreed = (
        ContractTerm("liability_start", "insurer", months(24), "保险合同", anchor="completion_filing"),
        ContractTerm("coverage.structure.period", "insurer", years(10), "保险合同"),
    )
    (part,) = cover_parts(regime(LEANING), on=ON, pinned="leaning", contract=agreed)
    assert (part.wait.term, part.wait.trigger, part.wait.basis) == (months(24), "completion_filing", "contract")
    assert (part.period.term, part.period.basis) == (years(10), "contract")


def test_a_bound_alone_is_no_period() -> None:
    bounded = rule("CTY-001", "coverage.additional.period", mode="pinned", merge="bound", unit="year", days=2)
    (part,) = cover_parts(regime(version("city", date(2020, 1, 1), rules=[bounded])), on=ON, pinned="city", contract=())
    assert part.period.is_bound
