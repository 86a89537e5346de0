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
from .resolve import Resolution, resolve


def replay(body: str, version_of: Callable[[str], CompiledVersion]) -> tuple[str, ...]:
    """The bodies that the same question gives today; a true replay holds `body` itself, to the byte."""
    return tuple(found.trace(day_of(body)).body for found in answers_again(body, version_of))


def day_of(body: str) -> date:
    """The civil day on which the question was asked."""
    return date.fromisoformat(json.loads(body)["on"])


def answers_again(body: str, version_of: Callable[[str], CompiledVersion]) -> tuple[Resolution, ...]:
    """The answers to the same question, from the revisions that the reasoning names.

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
    return resolve(
        regime,
        parameter=told["parameter"],
        on=date.fromisoformat(told["on"]),
        facts=told["facts"],
        pinned=told["pin"] or None,
        since=_day(told.get("since", "")),
        contract=tuple(contract),
    )


def _agreed(parameter: str, layer: Mapping[str, Any]) -> ContractTerm:
    return ContractTerm(
        parameter, layer["obliged"], Span(**layer["term"]), layer["evidence"], anchor=layer.get("anchor", "")
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
