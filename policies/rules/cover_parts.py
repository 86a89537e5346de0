"""What a regime covers, part by part: how long each, and how long after which event the insurer's liability begins.

Pure. The texts name parts differently; a part is whatever stands between `coverage.` and `.period` in a parameter.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from .regime import ContractTerm, Regime
from .resolve import Resolution, resolve

LIABILITY_START = "liability_start"
_PERIOD = re.compile(r"coverage\.([a-z0-9_]+)\.period\Z")


@dataclass(frozen=True, slots=True)
class CoverPart:
    """One component with the answers on its period and on the wait before it (the same for every component)."""

    component: str
    period: Resolution
    wait: Resolution


def cover_parts(
    regime: Regime, *, on: date, pinned: str | None, contract: tuple[ContractTerm, ...]
) -> tuple[CoverPart, ...]:
    """Every component that the pinned version or the contract names, in the order of the text.

    Where a version leaves its terms to a text that is not loaded, the terms that the contract has to supply are listed.
    LookupError when the pinned version is not loaded.
    """
    wait = _wait(regime, on, pinned, contract)
    return tuple(
        CoverPart(component, _first(regime, parameter, on, pinned, contract), wait)
        for parameter, component in _periods(regime, pinned, contract)
    )


def _wait(regime: Regime, on: date, pinned: str | None, contract: tuple[ContractTerm, ...]) -> Resolution:
    """Where liability starts when another period ends, that period is the wait (Jiangmen: the defects period)."""
    start = _first(regime, LIABILITY_START, on, pinned, contract)
    ending = regime.ends.get(start.trigger)
    return _first(regime, ending, on, pinned, contract) if ending else start


def _periods(regime: Regime, pinned: str | None, contract: tuple[ContractTerm, ...]) -> Iterator[tuple[str, str]]:
    named: dict[str, None] = {}
    if pinned:
        regime.version(pinned)
    for version in regime.versions:
        if version.is_held_by(pinned):
            named |= dict.fromkeys(version.rules)
            named |= dict.fromkeys(term for parent in version.open_parents for term in parent.open_terms)
    named |= dict.fromkeys(term.parameter for term in contract)
    for parameter in named:
        if found := _PERIOD.match(parameter):
            yield parameter, found.group(1)


def _first(
    regime: Regime, parameter: str, on: date, pinned: str | None, contract: tuple[ContractTerm, ...]
) -> Resolution:
    return resolve(regime, parameter=parameter, on=on, facts={}, pinned=pinned, contract=contract)[0]
