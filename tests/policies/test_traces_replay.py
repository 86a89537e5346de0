"""The reasoning is canonical, holds no person, and replays to the byte."""

import hashlib
import json
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from policies.rules.pack import Span
from policies.rules.regime import CompiledVersion, ContractTerm
from policies.rules.replay import replay
from policies.rules.resolve import resolve
from policies.rules.trace import canonical
from policies.rules.vocabulary import vocabulary
from tests.policies.regimes import jiangmen, nation, regime

VERSIONS = {version.pack_hash: version for version in (*nation(), jiangmen(None))}
REGIMES = [
    regime(*nation(), jiangmen(date(2022, 4, 1))),
    regime(*nation(), jiangmen(date(2022, 4, 1), date(2024, 4, 1))),
    regime(*nation(), jiangmen(None)),
    regime(*nation()),
]
DAYS = st.dates(date(2010, 1, 1), date(2060, 12, 31))
FACTS = st.fixed_dictionaries(
    {},
    optional={
        "complexity": st.sampled_from(["normal", "complex"]),
        "determination": st.sampled_from(["covered", "partly_covered", "not_covered"]),
        "unasked": st.text(max_size=5),
    },
)
CONTRACTS = st.sampled_from(
    [
        (),
        (ContractTerm("claims.survey", "insurer", Span(2, "day", "after", roll=True), "甲方合同.pdf"),),
        (
            ContractTerm(
                "liability_start", "insurer", Span(2, "year", "after", roll=False), "a.pdf", "completion_filing"
            ),
        ),
        (ContractTerm("claims.performance", "insurer", Span(20, "day", "after", roll=True), "a.pdf"),),
    ]
)


def version_of(pack_hash: str) -> CompiledVersion:
    return VERSIONS[pack_hash]


@given(
    where=st.sampled_from(REGIMES),
    parameter=st.sampled_from(sorted(vocabulary().parameters)),
    on=DAYS,
    facts=FACTS,
    is_pinned=st.booleans(),
    contract=CONTRACTS,
)
def test_every_reasoning_replays_to_the_byte(
    where: object, parameter: str, on: date, facts: dict[str, str], is_pinned: bool, contract: tuple[ContractTerm, ...]
) -> None:
    pinned = "jiangmen-2022" if is_pinned and where is not REGIMES[3] else None
    for found in resolve(where, parameter=parameter, on=on, facts=facts, pinned=pinned, contract=contract):  # type: ignore[arg-type]  # sampled from a list of Regime
        trace = found.trace(on)
        assert trace.body in replay(trace.body, version_of)
        assert trace.body == canonical(json.loads(trace.body))
        assert trace.hash == hashlib.sha256(trace.body.encode()).hexdigest()


def test_the_same_question_on_the_same_day_is_one_trace_and_another_day_another() -> None:
    def hash_on(on: date, **facts: str) -> str:
        (found,) = resolve(
            REGIMES[0], parameter="claims.determination.normal", on=on, facts=facts, pinned="jiangmen-2022"
        )
        return found.trace(on).hash

    day = date(2026, 9, 24)
    assert hash_on(day) == hash_on(day, unasked="of no effect") == hash_on(day, complexity="normal")
    assert hash_on(day) != hash_on(day + timedelta(days=1))


def test_a_trace_names_day_version_pack_rule_and_readings() -> None:
    on = date(2026, 9, 24)
    (found,) = resolve(REGIMES[0], parameter="claims.determination.normal", on=on, facts={}, pinned="jiangmen-2022")
    told = json.loads(found.trace(on).body)
    city = next(layer for layer in told["layers"] if layer["layer"] == "city")
    assert (told["schema"], told["on"], told["rule"], told["basis"]) == (1, "2026-09-24", "JM-045", "in_force")
    assert told["readings"] == ["AMB-03", "AMB-04", "AMB-10"]
    assert (city["version"], city["article"], city["pack"]) == ("jiangmen-2022", "四(八)", jiangmen(None).pack_hash)
