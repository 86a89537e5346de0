"""Which version governs a project (GS vectors' logic, with made-up and real versions)."""

from datetime import date

import pytest

from policies.constants import PinReason
from policies.rules.applicability import TwoVersionsMatch, select_version
from policies.rules.regime import CompiledVersion
from tests.policies.regimes import jiangmen, nation, version

TRIAL = version("trial", date(2019, 4, 24), date(2024, 5, 1))
PERMIT = version("permit", date(2024, 3, 1), date(2026, 3, 1), anchor="construction_permit_application")
OPEN = version("open", date(2025, 4, 13))
UNDATED = version("undated", None)


@pytest.mark.parametrize(
    ("versions", "anchors", "chosen", "reason"),
    [
        ([TRIAL], {"contract_formed": date(2019, 4, 23)}, None, PinReason.NOT_YET),
        ([TRIAL], {"contract_formed": date(2019, 4, 24)}, "trial", PinReason.ONE_MATCH),
        ([TRIAL], {"contract_formed": date(2024, 4, 30)}, "trial", PinReason.ONE_MATCH),
        ([TRIAL], {"contract_formed": date(2024, 5, 1)}, None, PinReason.ENDED),
        ([PERMIT], {"construction_permit_application": date(2024, 3, 1)}, "permit", PinReason.ONE_MATCH),
        ([PERMIT], {"construction_permit_application": date(2026, 3, 1)}, None, PinReason.ENDED),
        ([PERMIT], {"contract_formed": date(2024, 4, 1)}, None, PinReason.NEED_FACT),
        ([OPEN], {"contract_formed": date(2025, 4, 13)}, "open", PinReason.ONE_MATCH),
        ([OPEN], {"contract_formed": date(9999, 12, 31)}, "open", PinReason.ONE_MATCH),
        ([UNDATED], {"contract_formed": date(2022, 6, 1)}, None, PinReason.UNKNOWN_DATE),
        ([jiangmen(None)], {"contract_formed": date(2022, 6, 1)}, None, PinReason.UNKNOWN_DATE),
        ([jiangmen(date(2022, 4, 1))], {"contract_formed": date(2022, 6, 1)}, "jiangmen-2022", PinReason.ONE_MATCH),
        ([TRIAL, OPEN], {"contract_formed": date(2024, 6, 1)}, None, PinReason.NOT_YET),
        ([TRIAL, OPEN], {"contract_formed": date(2026, 1, 1)}, "open", PinReason.ONE_MATCH),
        ([], {"contract_formed": date(2022, 6, 1)}, None, PinReason.NOT_LOADED),
    ],
)
def test_the_one_version_whose_own_anchor_lies_in_its_validity(
    versions: list[CompiledVersion], anchors: dict[str, date], chosen: str | None, reason: PinReason
) -> None:
    found = select_version(versions, anchors)
    assert (found.version.code if found.version else None, found.reason) == (chosen, reason)


def test_the_law_of_the_nation_is_never_pinned() -> None:
    found = select_version(nation(), {"event": date(2026, 1, 1), "contract_formed": date(2026, 1, 1)})
    assert (found.version, found.reason) == (None, PinReason.NOT_LOADED)


def test_the_day_that_decided_is_told() -> None:
    assert select_version([TRIAL], {"contract_formed": date(2018, 1, 1)}).on == date(2019, 4, 24)
    assert select_version([TRIAL], {"contract_formed": date(2025, 1, 1)}).on == date(2024, 5, 1)


def test_two_matching_versions_are_an_error_and_not_a_choice() -> None:
    other = version("other", date(2020, 1, 1))
    with pytest.raises(TwoVersionsMatch) as refused:
        select_version([TRIAL, other], {"contract_formed": date(2021, 1, 1)})
    assert refused.value.rule == "other, trial"
