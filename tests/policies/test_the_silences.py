"""The 61 silences that a reader found in the five texts: computed from absence; no text of the city answers."""

import pytest

from policies.rules.resolve import resolve
from policies.rules.vocabulary import vocabulary
from tests.packs import packs
from tests.policies.test_every_rule_answers import STANDING
from tests.world import FOUNDED

_NATIONAL = ("claims.advance_payment", "claims.documents.supplement")
_DETERMINATION = tuple(f"claims.determination.{step}" for step in ("normal", "complex", "notify"))
# A word stands for itself and all below it, as `deductible` for `deductible.basic`.
SILENT = {
    "440700": (
        *_NATIONAL, "claims.survey", "claims.denial_notice", "repair_warranty", "emergency.repair_first",
        "premium.rate.min", "co_insurance.mode", "fund.rate", "deductible", "rescission.consent", "notice_book",
        "platform", "dispute.liability",
    ),
    "330383": (
        *_NATIONAL, *_DETERMINATION, "claims.survey", "claims.performance", "claims.denial_notice", "repair_warranty",
        "emergency.repair_first", "premium.rate.min", "co_insurance.mode", "premium.rm_fee", "fund.rate", "deductible",
        "coverage.insulation", "transfer.succession", "gate.completion",
    ),
    "110000": (*_NATIONAL, "repair_warranty", "premium.rate.min", "fund.rate"),
    "330100": (*_NATIONAL, "claims.survey", "exclusion", "transfer.succession"),
    "310000": (
        *_NATIONAL, *_DETERMINATION, "co_insurance.mode", "premium.rm_fee.max", "fund.rate", "deductible", "coverage",
        "coverage.structure.period", "liability_start", "premium.base", "premium.rate.base", "contract.limit",
        "transfer.succession", "rescission.consent", "dispute.cost",
    ),
}  # fmt: skip
ROWS = [(city, word) for city, words in SILENT.items() for word in words]
TERMS_WITHOUT_NUMBER = [("310000", "claims.survey")]


@pytest.mark.parametrize(("city", "word"), ROWS)
def test_no_text_of_the_city_answers(city: str, word: str) -> None:
    where, pinned = STANDING[city]
    own = {rule.code for pack in packs() if pack.instrument["jurisdiction"] == city for _place, rule in pack.rules}
    names = [name for name in vocabulary().parameters if name == word or name.startswith(f"{word}.")]
    for name in names:
        for found in resolve(where, parameter=name, on=FOUNDED.date(), facts={}, pinned=pinned):
            assert found.rule not in own, found.rule


@pytest.mark.parametrize(("city", "parameter"), TERMS_WITHOUT_NUMBER)
def test_what_is_asked_without_a_number_gets_none(city: str, parameter: str) -> None:
    where, pinned = STANDING[city]
    (found,) = resolve(where, parameter=parameter, on=FOUNDED.date(), facts={}, pinned=pinned)
    assert (found.outcome, found.term) == ("value", None)


def test_they_are_sixty_one() -> None:
    assert len(ROWS) + len(TERMS_WITHOUT_NUMBER) == 61
