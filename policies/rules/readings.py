"""Unclear words: how they may be read, how the product reads them until officers decide, and what a decision does."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from .schema import read_checked
from .vocabulary import PACKS, Label, vocabulary

READINGS_FILE = "readings.yaml"
# The option that the product itself reads; a decision may choose it as well.
DEFAULT = "default"
# Of a parameter that a request for documents stops without more ado, or never.
ALWAYS, NEVER = "always", "never"


@dataclass(frozen=True, slots=True)
class Option:
    """One way to read the words, and what deciding for it does to the rules that rest on them.

    `roll`: whether a last day on a rest day rolls on. `stops`: whether the one request for documents stops the terms
    that hang on the reading. None: the decision changes nothing there.
    """

    code: str
    label: Label
    roll: bool | None = None
    stops: bool | None = None

    @property
    def codes(self) -> dict[str, object]:
        """For a trace: the option, and what it does to a term."""
        return {"option": self.code, **({} if self.roll is None else {"roll": self.roll})}

    @property
    def is_followed(self) -> bool:
        """Whether the product does what the option says. Any other one is kept on record and not followed yet."""
        return self.code == DEFAULT or self.roll is not None or self.stops is not None


@dataclass(frozen=True, slots=True)
class ReadingText:
    """An ambiguity of the texts. The first option is the product's own reading."""

    code: str
    title: Label
    issue: Label
    options: tuple[Option, ...]
    confidence: str

    @property
    def chosen(self) -> Label:
        """The product's own reading."""
        return self.options[0].label

    def option(self, code: str) -> Option | None:
        return next((option for option in self.options if option.code == code), None)


@dataclass(frozen=True, slots=True)
class Decided:
    """What officers of one jurisdiction decided: by reading and parameter, "" for all that rest on the reading."""

    choices: Mapping[tuple[str, str], Option] = field(default_factory=dict)

    def option(self, reading: str, parameter: str) -> Option | None:
        """What holds for a parameter: a decision about it alone goes before that for all."""
        return self.choices.get((reading, parameter)) or self.choices.get((reading, ""))

    @classmethod
    def of_trace(cls, told: Mapping[str, Any], parameter: str) -> "Decided":
        """What a stored reasoning went by, from nothing but itself."""
        nobody = Label("", "")
        return cls(
            {
                (reading, parameter): Option(codes["option"], nobody, roll=codes.get("roll"))
                for reading, codes in told.get("decided", {}).items()
            }
        )

    def __bool__(self) -> bool:
        return bool(self.choices)


NOTHING_DECIDED = Decided()


@cache
def readings(folder: Path = PACKS) -> Mapping[str, ReadingText]:
    """The committed readings by code. PackError when the file is broken."""
    _tree, texts = read_checked(folder / READINGS_FILE, PACKS / "readings.schema.json")
    return {code: _reading(code, text) for code, text in texts["readings"].items()}


def suspendable(parameter: str, decided: Decided) -> tuple[bool, str]:
    """Whether the one request for documents stops the term, and why: `always`, `never`, or the reading it hangs on."""
    entry = vocabulary().parameters.get(parameter)
    if entry is None or entry.suspendable is None:
        return False, NEVER
    if entry.suspendable == ALWAYS:
        return True, ALWAYS
    option = decided.option(entry.suspendable, parameter)
    return bool(option and option.stops), entry.suspendable


def hanging_on(reading: str) -> tuple[str, ...]:
    """The parameters whose terms a request for documents stops or not, as the reading is decided."""
    return tuple(name for name, entry in vocabulary().parameters.items() if entry.suspendable == reading)


def _reading(code: str, text: Mapping[str, Any]) -> ReadingText:
    own = _option(DEFAULT, {**text["chosen"], "does": text.get("once_confirmed", {})})
    return ReadingText(
        code=code,
        title=Label(**text["title"]),
        issue=Label(**text["issue"]),
        options=(own, *(_option(name, other) for name, other in text["others"].items())),
        confidence=text["confidence"],
    )


def _option(code: str, told: Mapping[str, Any]) -> Option:
    return Option(code, Label(told["zh"], told["en"]), **told.get("does", {}))
