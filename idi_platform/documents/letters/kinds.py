"""Kinds of letters: apps above register what they issue, and what the public check page may tell of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise

from idi_platform.audit.public import JSONValue

Words = str | Promise
Content = Mapping[str, JSONValue]
Facts = Callable[[Content], Mapping[Words, str]]

# What every letter says, whatever its kind: see templates/documents/letters/base.html.
BASE_KEYS = frozenset({"organisation", "organisation_lines", "addressee", "official_line"})


@dataclass(frozen=True, slots=True)
class LetterKind:
    """`series` names its numbers; `verify_facts` gives label and masked value for people without a login."""

    label: Words
    template: str
    series: str
    verify_facts: Facts
    schema: int


_kinds: dict[str, LetterKind] = {}


def register_letter(
    kind: str, *, label: Words, template: str, series: str, verify_facts: Facts, schema: int = 1
) -> None:
    """Names a kind of letter; called from ready(), so that every web process and worker knows it.

    `verify_facts(content)` is shown to anybody who holds the code: mask names (`mask_name`), give no address. `schema`
    is the version of the content's keys; a template must read every version it was ever issued with.
    """
    if kind in _kinds:
        message = f"Letter kind {kind} is registered already."
        raise RuntimeError(message)
    _kinds[kind] = LetterKind(label, template, series, verify_facts, schema)


def letter_kind(kind: str) -> LetterKind:
    return _kinds[kind]
