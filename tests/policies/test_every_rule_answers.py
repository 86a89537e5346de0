"""Every rule of every pack, on any day and with any facts: an honest outcome, never an exception."""

from contextlib import suppress
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from policies.constants import Outcome
from policies.rules.pack import Pack
from policies.rules.regime import CompiledVersion, Regime
from policies.rules.resolve import MissingFact, resolve, resolve_event
from policies.rules.vocabulary import vocabulary
from tests.packs import packs
from tests.policies.regimes import compiled, nation, printed, regime

WORDS = vocabulary()
PACKS = packs()
BRIEFLY = settings(max_examples=60, deadline=None)
CITIES = sorted({pack.instrument["jurisdiction"] for pack in PACKS} - {"000000"})
DAYS = st.dates(date(2015, 1, 1), date(2060, 12, 31))
FACTS = st.fixed_dictionaries(
    {}, optional={name: st.sampled_from(sorted(fact.values)) for name, fact in WORDS.facts.items()}
)


def standing(city: str) -> tuple[Regime, str]:
    """The city's own texts with the nation's, and the code of the one that is pinned."""
    own = [pack for pack in PACKS if pack.instrument["jurisdiction"] == city]
    pinned = next(pack.code for pack in own if pack.instrument["layer"] == "city")
    return regime(*nation(), *(_dated(pack) for pack in own)), pinned


def _dated(pack: Pack) -> CompiledVersion:
    return printed(pack.code) if pack.valid_from else compiled(pack, pack.version["validity"]["not_before"])


STANDING = {city: standing(city) for city in CITIES}
PARAMETERS = sorted({rule.parameter for pack in PACKS for _article, rule in pack.rules})


@BRIEFLY
@given(
    city=st.sampled_from(CITIES), parameter=st.sampled_from(PARAMETERS), on=DAYS, facts=FACTS, is_pinned=st.booleans()
)
def test_any_parameter_answers_on_any_day(
    city: str, parameter: str, on: date, facts: dict[str, str], is_pinned: bool
) -> None:
    where, pinned = STANDING[city]
    for found in resolve(where, parameter=parameter, on=on, facts=facts, pinned=pinned if is_pinned else None):
        assert found.outcome in Outcome.values
        assert (found.outcome == Outcome.VALUE) is bool(found.basis)
        assert len(found.trace(on).hash) == 64


@BRIEFLY
@given(city=st.sampled_from(CITIES), event=st.sampled_from(sorted(WORDS.events)), on=DAYS, facts=FACTS)
def test_any_event_starts_terms_or_asks_for_a_fact(city: str, event: str, on: date, facts: dict[str, str]) -> None:
    where, pinned = STANDING[city]
    with suppress(MissingFact):
        found = resolve_event(where, event=event, on=on, facts=facts, pinned=pinned)
        assert all(each.is_clocked and each.obliged in WORDS.actors for each in found)


def test_every_clock_says_which_way_is_better_for_the_owner() -> None:
    clocks = {rule.parameter for pack in PACKS for _article, rule in pack.rules if rule.effect == "timer" and rule.term}
    assert {parameter for parameter in clocks if WORDS.parameters[parameter].better is None} == set()


def test_a_backward_clock_is_better_when_longer() -> None:
    backward = {
        rule.parameter
        for pack in PACKS
        for _a, rule in pack.rules
        if rule.term and rule.term.is_counted and rule.term.direction == "before"
    }
    assert {WORDS.parameters[parameter].better for parameter in backward} == {"longer"}


def test_every_component_of_cover_and_every_wider_event_has_its_words() -> None:
    parts = {name.split(".")[1] for name in PARAMETERS if name.startswith("coverage.") and name.endswith(".period")}
    assert parts <= set(WORDS.components)
    assert all(one in WORDS.events for wider in WORDS.any_of.values() for one in wider)
    assert all(ended in WORDS.parameters for ended in WORDS.ends.values())
