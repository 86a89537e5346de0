"""The words that packs may use, with their labels in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .schema import read_checked

PACKS = Path(__file__).resolve().parents[1] / "packs"


@dataclass(frozen=True, slots=True)
class Label:
    """What people read for a word."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Fact:
    """Something a rule may ask about a case. Without a default it must be told."""

    label: Label
    values: Mapping[str, Label]
    default: str | None


@dataclass(frozen=True, slots=True)
class Parameter:
    """A question that the law answers. `event` starts its term; `better` is shorter or longer, for the owner.

    `suspendable`: whether the one request for documents stops the term: "always", the reading that officers must have
    decided first, or None, never (LEGAL.md, doubtful readings).
    """

    label: Label
    event: str | None
    better: str | None
    suspendable: str | None


@dataclass(frozen=True, slots=True)
class Alias:
    """A parameter under another name: the parameter itself, and the facts that the name implies."""

    parameter: str
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`components` are the parts of a home that cover is about; `ends` names the period whose end an event is.

    `any_of`: the events of which each is the one named. `also`: other names of parameters; `also_said`: of a fact's
    values.
    """

    actors: Mapping[str, Label]
    events: Mapping[str, Label]
    topics: Mapping[str, Label]
    facts: Mapping[str, Fact]
    parameters: Mapping[str, Parameter]
    components: Mapping[str, Label]
    ends: Mapping[str, str]
    any_of: Mapping[str, tuple[str, ...]]
    also: Mapping[str, Alias]
    also_said: Mapping[str, Mapping[str, str]]


def _labels(values: Mapping[str, Mapping[str, str]]) -> dict[str, Label]:
    return {word: Label(label["zh"], label["en"]) for word, label in values.items()}


@cache
def vocabulary(folder: Path = PACKS) -> Vocabulary:
    """The committed vocabulary. PackError when the file is broken."""
    _tree, words = read_checked(folder / "vocabulary.yaml", PACKS / "vocabulary.schema.json")
    aliases = words.get("aliases", {})
    return Vocabulary(
        actors=_labels(words["actors"]),
        events=_labels(words["events"]),
        topics=_labels(words["topics"]),
        facts={
            word: Fact(Label(fact["zh"], fact["en"]), _labels(fact["values"]), fact.get("default"))
            for word, fact in words["facts"].items()
        },
        parameters={
            word: Parameter(
                Label(entry["zh"], entry["en"]), entry.get("event"), entry.get("better"), entry.get("suspendable")
            )
            for word, entry in words["parameters"].items()
        },
        components=_labels(words["components"]),
        ends={word: event["ends"] for word, event in words["events"].items() if "ends" in event},
        any_of={word: tuple(event["any_of"]) for word, event in words["events"].items() if "any_of" in event},
        also={name: Alias(alias["parameter"], alias["facts"]) for name, alias in aliases.get("parameters", {}).items()},
        also_said=aliases.get("facts", {}),
    )
