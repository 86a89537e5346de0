"""A pack's text with one thing changed: every other line stays as it was typed."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from .yaml_text import KeyPath, TextTree, parse_yaml

# Of a rule, in this order.
RULE_KEYS = (
    "rule", "parameter", "topic", "actors", "trigger", "when", "condition", "term", "limits", "modality", "deontic",
    "force", "temporal_mode", "effect", "merge", "quote", "obligation", "readings", "note",
)  # fmt: skip
# Prose is quoted, so that no colon or number in it is taken for YAML.
_PROSE = frozenset({"condition", "quote", "obligation", "note", "basis", "anchor_basis", "title", "title_en"})


class NotRetypable(ValueError):
    """The value is written in one line with others; only the text itself can change it."""


def retyped(text: str, path: KeyPath, entry: Mapping[str, Any]) -> str:
    """The text with the mapping at `path` written anew. LookupError when there is none, NotRetypable, PackError."""
    lines, tree = text.splitlines(), parse_yaml(text, file="")
    first, last = _block(tree, lines, path)
    if isinstance(path[-1], int):
        indent = " " * (len(lines[first]) - len(lines[first].lstrip()) + 2)
        new = [f"{indent}{line}" for line in _mapping(entry)]
        new[0] = f"{indent[:-2]}- {new[0].lstrip()}"
    else:
        indent = " " * (len(lines[first]) - len(lines[first].lstrip()))
        new = [f"{indent}{path[-1]}:", *(f"{indent}  {line}" for line in _mapping(entry))]
    return _joined(lines[:first], new, lines[last:])


def rescaled(text: str, path: KeyPath, value: str) -> str:
    """The text with the one-line scalar at `path` written anew. LookupError, NotRetypable, PackError."""
    lines, tree = text.splitlines(), parse_yaml(text, file="")
    first, last = _block(tree, lines, path)
    indent = " " * (len(lines[first]) - len(lines[first].lstrip()))
    return _joined(lines[:first], [f"{indent}{path[-1]}: {_scalar(str(path[-1]), value)}"], lines[last:])


def without(text: str, path: KeyPath) -> str:
    """The text without the rule at `path`, and without an empty list of rules. LookupError, NotRetypable, PackError."""
    lines, tree = text.splitlines(), parse_yaml(text, file="")
    first, last = _block(tree, lines, path)
    is_alone = (*path[:-1], 1) not in tree.lines and path[-1] == 0
    if is_alone:
        first = tree.lines[path[:-1]] - 1
    return _joined(lines[:first], [], lines[last:])


def with_rule(text: str, article: int, entry: Mapping[str, Any]) -> str:
    """The text with one more rule at the end of an article. LookupError, NotRetypable, PackError."""
    lines, tree = text.splitlines(), parse_yaml(text, file="")
    path: KeyPath = ("articles", article)
    first, last = _block(tree, lines, path)
    indent = " " * (len(lines[first]) - len(lines[first].lstrip()) + 2)
    head = [] if (*path, "rules") in tree.lines else [f"{indent}rules:"]
    block = [f"{indent}    {line}" for line in _mapping(entry)]
    block[0] = f"{indent}  - {block[0].lstrip()}"
    return _joined(lines[:last], [*head, *block], lines[last:])


def _block(tree: TextTree, lines: Sequence[str], path: KeyPath) -> tuple[int, int]:
    """The half-open range of lines, from 0, that the value at `path` has to itself."""
    if path not in tree.lines:
        raise LookupError(path)
    first, last = tree.lines[path] - 1, tree.last_line(path)
    start = lines[first].strip()
    is_own = start.startswith("- ") if isinstance(path[-1], int) else start.startswith(f"{path[-1]}:")
    if not is_own or start.startswith("- {"):
        raise NotRetypable(path)
    return first, last


def _joined(before: Sequence[str], new: Sequence[str], after: Sequence[str]) -> str:
    return "\n".join([*before, *new, *after]) + "\n"


def _mapping(entry: Mapping[str, Any]) -> list[str]:
    order = [key for key in RULE_KEYS if key in entry] if "rule" in entry else list(entry)
    return [f"{key}: {_value(key, entry[key])}" for key in order]


def _value(key: str, value: Any) -> str:
    """A value on one line, as the packs write it."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{inner}: {_value(inner, item)}" for inner, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_value("", item) for item in value) + "]"
    return _scalar(key, str(value))


def _scalar(key: str, value: str) -> str:
    is_word = bool(value) and all(character.isalnum() or character in "_.-" for character in value)
    return value if is_word and key not in _PROSE else json.dumps(value, ensure_ascii=False)
