"""First and last day of cover, city by city, from the packs to the civil calendar; the days reckoned by hand."""

from datetime import date

import pytest

from idi_platform.deadlines.public import cover_window
from policies.rules.cover_parts import CoverPart, cover_parts
from policies.rules.pack import Span
from policies.rules.regime import ContractTerm, Regime
from tests.packs import pack_of
from tests.policies.regimes import compiled, hangzhou, jiangmen, nation, printed, regime

ON = date(2026, 11, 21)
REGIMES: dict[str, Regime] = {
    "jiangmen-2022": regime(*nation(), jiangmen(date(2022, 4, 1))),
    "longgang-trial": regime(*nation(), compiled(pack_of("longgang-trial"), date(2021, 6, 1))),
    "beijing-2019": regime(*nation(), printed("beijing-2019")),
    "hangzhou-2024": regime(*nation(), *hangzhou()),
    "shanghai-2025": regime(*nation(), printed("shanghai-2025")),
}


def agreed(parameter: str, value: int, unit: str, anchor: str = "") -> ContractTerm:
    return ContractTerm(parameter, "insurer", Span(value, unit, "after", roll=False), "保险合同", anchor)


TWELVE_MONTHS = agreed("defect_liability_period.max", 12, "month")
SHANGHAI_CONTRACT = (
    agreed("liability_start", 2, "year", "completion_acceptance"),
    agreed("coverage.structure.period", 10, "year"),
    agreed("coverage.insulation.period", 5, "year"),
    agreed("coverage.waterproofing.period", 5, "year"),
)


def parts_of(pinned: str, *contract: ContractTerm) -> dict[str, CoverPart]:
    return {part.component: part for part in cover_parts(REGIMES[pinned], on=ON, pinned=pinned, contract=contract)}


def in_months(term: Span | None) -> int:
    assert term is not None
    assert term.value is not None
    return {"month": 1, "year": 12}[term.unit] * term.value


@pytest.mark.parametrize(
    ("pinned", "contract", "accepted", "first", "last"),
    [
        (
            "jiangmen-2022",
            (TWELVE_MONTHS,),
            "2024-03-10",
            "2025-03-10",
            {"structure": "2035-03-10", "insulation_waterproofing": "2030-03-10", "additional": "2027-03-10"},
        ),
        (
            "longgang-trial",
            (),
            "2024-02-29",
            "2026-02-28",
            {"structure": "2036-02-28", "waterproofing": "2032-02-28", "hvac_mep_decoration": "2028-02-28"},
        ),
        (
            "beijing-2019",
            (),
            "2022-06-15",
            "2024-06-15",
            {"structure": "2034-06-15", "insulation_waterproofing": "2029-06-15"},
        ),
        (
            "hangzhou-2024",
            (agreed("coverage.additional.period", 3, "year"),),
            "2026-01-31",
            "2028-01-31",
            {
                "structure": "2038-01-31",
                "insulation": "2033-01-31",
                "waterproofing_concealed": "2034-01-31",
                "additional": "2031-01-31",
            },
        ),
        (
            "shanghai-2025",
            SHANGHAI_CONTRACT,
            "2027-12-20",
            "2029-12-20",
            {"structure": "2039-12-20", "insulation": "2034-12-20", "waterproofing": "2034-12-20"},
        ),
    ],
)
def test_the_windows_are_those_reckoned_by_hand(
    pinned: str, contract: tuple[ContractTerm, ...], accepted: str, first: str, last: dict[str, str]
) -> None:
    parts = parts_of(pinned, *contract)
    assert set(parts) == set(last)
    for component, part in parts.items():
        assert part.wait.trigger == "completion_acceptance"
        window = cover_window(
            date.fromisoformat(accepted), in_months(part.wait.term), period_months=in_months(part.period.term)
        )
        assert (window.first_on.isoformat(), window.last_on.isoformat()) == (first, last[component])


def test_shanghai_without_contract_leaves_every_part_open() -> None:
    parts = parts_of("shanghai-2025")
    assert set(parts) == {"structure", "insulation", "waterproofing"}
    outcomes = {(part.period.outcome, part.wait.outcome, part.wait.trigger) for part in parts.values()}
    assert outcomes == {("parent_not_loaded", "parent_not_loaded", "")}


def test_completion_filing_is_never_read_as_the_start() -> None:
    assert parts_of("shanghai-2025")["structure"].wait.trigger != "completion_filing"


def test_additional_cover_in_hangzhou_is_only_bounded_by_the_text() -> None:
    assert parts_of("hangzhou-2024")["additional"].period.is_bound
    one_year = parts_of("hangzhou-2024", agreed("coverage.additional.period", 1, "year"))["additional"].period
    assert '"took":"non_conforming"' in one_year.trace(ON).body


def test_jiangmens_defects_period_is_only_bounded_by_the_text() -> None:
    assert parts_of("jiangmen-2022")["structure"].wait.is_bound
