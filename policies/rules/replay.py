"""Computing a stored reasoning again, from nothing but itself and the packs that it names."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from policies.constants import Layer

from .pack import Span
from .readings import Decided
from .regime import CompiledVersion, ContractTerm, build_regime
from .resolve import resolve


def replay(body: str, version_of: Callable[[str], CompiledVersion]) -> tuple[str, ...]:
    """The bodies that the same question gives today; a true replay holds `body` itself, to the byte.

    `version_of` gives the compiled version of a pack hash; its validity is taken from the trace, as it was known then.
    """
    told: Mapping[str, Any] = json.loads(body)
    versions, contract = [], []
    for layer in told["layers"]:
        if layer["layer"] == Layer.CONTRACT:
            contract.append(_agreed(told["parameter"], layer))
        else:
            version = version_of(layer["pack"])
            versions.append(replace(version, valid_from=_day(layer["from"]), valid_to=_day(layer["to"])))
    regime = build_regime(
        jurisdiction=told["jurisdiction"],
        versions=versions,
        defaults={},
        event_of={},
        better={told["parameter"]: told["better"]},
        decided=Decided.of_trace(told, told["parameter"]),
    )
    on = date.fromisoformat(told["on"])
    again = resolve(
        regime,
        parameter=told["parameter"],
        on=on,
        facts=told["facts"],
        pinned=told["pin"] or None,
        contract=tuple(contract),
    )
    return tuple(found.trace(on).body for found in again)


def _agreed(parameter: str, layer: Mapping[str, Any]) -> ContractTerm:
    return ContractTerm(
        parameter, layer["obliged"], Span(**layer["term"]), layer["evidence"], anchor=layer.get("anchor", "")
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
