"""Which contracts Shanghai's rules and Longgang's trial measures govern, and that an officer has to date the latter."""

from datetime import UTC, date, datetime

import pytest

from idi_platform.tenancy.public import system_actor
from policies.models import InstrumentVersion
from policies.public import confirm_validity, explanation, resolve_on
from policies.rules.applicability import select_version
from policies.services.publication import DateOutsideBounds, EvidenceMissing
from tests.packs import pack_of
from tests.policies.regimes import compiled, printed

LONGGANG = "longgang-trial"
AT = datetime(2026, 11, 21, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("formed", "chosen", "reason"),
    [
        (date(2025, 4, 12), None, "not_yet"),
        (date(2025, 4, 13), "shanghai-2025", "one_match"),
        (date(2026, 6, 1), "shanghai-2025", "one_match"),
        (date(2029, 12, 31), "shanghai-2025", "one_match"),
        (date(2030, 1, 1), None, "ended"),
    ],
)
@pytest.mark.shows("SH-127")
def test_shanghai_governs_contracts_formed_in_its_validity(formed: date, chosen: str | None, reason: str) -> None:
    found = select_version([printed("shanghai-2025")], {"contract_formed": formed})
    assert (found.version.code if found.version else None, found.reason) == (chosen, reason)


@pytest.mark.shows("LG-055")
def test_longgang_without_a_date_governs_nothing() -> None:
    undated = compiled(pack_of(LONGGANG), None)
    found = select_version([undated], {"contract_formed": date(2022, 1, 1)})
    assert (found.version, found.reason) == (None, "unknown_date")


def confirm(valid_from: date, evidence: str = "测试假定") -> InstrumentVersion:
    return confirm_validity(
        version_code=LONGGANG,
        valid_from=valid_from,
        evidence=evidence,
        officer="测试",
        by=system_actor(None),
        at=AT,
    )


@pytest.mark.usefixtures("as_owner")
def test_longgang_waits_for_an_officer_and_is_then_inferred() -> None:
    waiting = InstrumentVersion.objects.get(code=LONGGANG)
    assert (waiting.status, waiting.certainty) == ("in_review", "unknown")
    assert InstrumentVersion.objects.filter(code=LONGGANG, validity=None).exists()
    ((found, _hash),) = resolve_on(
        jurisdiction="330383", parameter="coverage.structure.period", on=date(2026, 9, 24), facts={}
    )
    assert (found.outcome, found.term) == ("unknown_date", None)
    made = confirm(date(2021, 9, 1))
    assert (made.status, made.certainty, made.valid_from) == ("published", "inferred", date(2021, 9, 1))
    ((found, _hash),) = resolve_on(
        jurisdiction="330383", parameter="coverage.structure.period", on=date(2026, 9, 24), facts={}
    )
    assert (found.outcome, found.rule, found.basis) == ("value", "LG-010", "in_force")


@pytest.mark.usefixtures("as_owner")
def test_longgang_cannot_be_older_than_the_document_it_cites_nor_dated_without_evidence() -> None:
    with pytest.raises(DateOutsideBounds):
        confirm(date(2020, 12, 31))
    with pytest.raises(EvidenceMissing):
        confirm(date(2021, 9, 1), evidence=" ")


@pytest.mark.usefixtures("as_owner")
def test_shanghai_is_published_with_the_dates_it_prints_and_names_what_is_not_loaded() -> None:
    version = InstrumentVersion.objects.get(code="shanghai-2025")
    assert (version.status, version.certainty) == ("published", "exact")
    assert (version.valid_from, version.last_day) == (date(2025, 4, 13), date(2029, 12, 31))
    revision = version.revisions.get()
    assert [parent["text"] for parent in revision.parents_not_loaded] == [
        "沪建规范联〔2024〕4号",
        "沪住建规范〔2023〕12号",
    ]


@pytest.mark.usefixtures("as_owner")
def test_what_shanghai_leaves_to_its_parent_is_told_by_the_register_too() -> None:
    ((found, trace_hash),) = resolve_on(
        jurisdiction="310000", parameter="liability_start", on=date(2026, 9, 24), facts={}
    )
    assert (found.outcome, found.reason) == ("parent_not_loaded", "沪建规范联〔2024〕4号")
    told = explanation(trace_hash)
    assert told is not None
    assert (told.left_to, told.is_silence, told.passages) == ("沪建规范联〔2024〕4号", False, ())
