"""Which projects of Beijing and Hangzhou their ended texts still govern, and what a new one is told."""

from datetime import date

import pytest

from policies.constants import PinReason
from policies.register import regime_of
from policies.rules.applicability import select_version
from tests.policies.regimes import hangzhou, printed

BEIJING = [printed("beijing-2019")]


@pytest.mark.parametrize(
    ("on", "chosen", "reason"),
    [
        (date(2019, 4, 23), None, PinReason.NOT_YET),
        (date(2019, 4, 24), "beijing-2019", PinReason.ONE_MATCH),
        (date(2020, 6, 1), "beijing-2019", PinReason.ONE_MATCH),
        (date(2024, 4, 30), "beijing-2019", PinReason.ONE_MATCH),
        (date(2024, 5, 1), None, PinReason.ENDED),
        (date(2026, 11, 21), None, PinReason.ENDED),
    ],
)
@pytest.mark.shows("BJ-103", "BJ-104", "BJ-105")
def test_the_contract_decides_in_beijing(on: date, chosen: str | None, reason: PinReason) -> None:
    found = select_version(BEIJING, {"contract_formed": on})
    assert (found.version.code if found.version else None, found.reason) == (chosen, reason)


@pytest.mark.parametrize(
    ("anchors", "chosen", "reason"),
    [
        ({"construction_permit_application": date(2024, 2, 29)}, None, PinReason.NOT_YET),
        ({"construction_permit_application": date(2024, 3, 1)}, "hangzhou-2024", PinReason.ONE_MATCH),
        ({"construction_permit_application": date(2024, 4, 10)}, "hangzhou-2024", PinReason.ONE_MATCH),
        ({"construction_permit_application": date(2026, 2, 28)}, "hangzhou-2024", PinReason.ONE_MATCH),
        ({"construction_permit_application": date(2026, 3, 1)}, None, PinReason.ENDED),
        ({"contract_formed": date(2025, 1, 1)}, None, PinReason.NEED_FACT),
    ],
)
@pytest.mark.shows("HZ-102", "HZ-103", "HZ-104")
def test_the_permit_application_decides_in_hangzhou(
    anchors: dict[str, date], chosen: str | None, reason: PinReason
) -> None:
    found = select_version(hangzhou(), anchors)
    assert (found.version.code if found.version else None, found.reason) == (chosen, reason)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("jurisdiction", "anchor", "old", "version", "first_day_after"),
    [
        ("110000", "contract_formed", date(2020, 6, 1), "beijing-2019", date(2024, 5, 1)),
        ("330100", "construction_permit_application", date(2024, 4, 10), "hangzhou-2024", date(2026, 3, 1)),
    ],
)
def test_the_register_holds_old_projects_and_tells_new_ones_when_the_text_ended(
    jurisdiction: str, anchor: str, old: date, version: str, first_day_after: date
) -> None:
    versions = regime_of(jurisdiction).versions
    held = select_version(versions, {anchor: old})
    assert held.version is not None
    assert held.version.code == version
    today = select_version(versions, {anchor: date(2026, 11, 21)})
    assert (today.version, today.reason, today.on) == (None, PinReason.ENDED, first_day_after)
