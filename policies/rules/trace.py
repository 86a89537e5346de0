"""The reasoning of a resolution as canonical JSON of codes: keys sorted, no spaces, no prose, hashed by SHA-256."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Trace:
    """`body` is the canonical text, `hash` its SHA-256 in hex."""

    hash: str
    body: str

    @classmethod
    def of(cls, body: str) -> "Trace":
        return cls(hashlib.sha256(body.encode()).hexdigest(), body)


def canonical(values: Mapping[str, Any]) -> str:
    """The one text of a mapping of codes, whatever the order in which it was built."""
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


@dataclass(frozen=True, slots=True)
class TraceForm:
    """A trace with only its day left open, so that the same reasoning on another day costs one join and one hash."""

    head: str
    tail: str
    layers: tuple[Mapping[str, Any], ...] = ()

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> "TraceForm":
        """`values` must not hold the key "on"."""
        head, tail = canonical({**values, "on": _OPEN}).split(json.dumps(_OPEN))
        return cls(head + '"', '"' + tail, tuple(values.get("layers", ())))

    def on(self, day: str) -> Trace:
        return Trace.of(self.head + day + self.tail)


_OPEN = "\x00day"
