"""YAML as text: every scalar stays the text that was written, and every value knows its line."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from yaml import CSafeLoader, MarkedYAMLError, YAMLError, parse
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from .errors import PackError

KeyPath = tuple[str | int, ...]
# Levels; the packs need nine.
DEEPEST = 64


@dataclass(frozen=True, slots=True)
class TextTree:
    """A YAML document whose leaves are str. `rules` gives each rule's id.

    `lines` gives each path's first line, from 1, and `ends` each leaf's last.
    """

    file: str
    root: Any
    lines: dict[KeyPath, int] = field(default_factory=dict)
    ends: dict[KeyPath, int] = field(default_factory=dict)
    rules: dict[KeyPath, str] = field(default_factory=dict)

    def error(self, message: str, path: KeyPath) -> PackError:
        """The error about the value at `path`, with its line and the rule it belongs to."""
        line = next((self.lines[path[:end]] for end in range(len(path), -1, -1) if path[:end] in self.lines), 1)
        return PackError(message, file=self.file, line=line, key=_dotted(path), rule=self._rule_at(path))

    def last_line(self, path: KeyPath) -> int:
        """The last line of what stands at `path`, from 1."""
        return max(end for below, end in self.ends.items() if below[: len(path)] == path)

    def _rule_at(self, path: KeyPath) -> str | None:
        return next((self.rules[path[:end]] for end in range(len(path), -1, -1) if path[:end] in self.rules), None)


def read_yaml(path: Path) -> TextTree:
    """The document in `path`. PackError when it is not UTF-8 YAML, holds a key twice, an alias or a tag."""
    return parse_yaml(read_text(path), file=path.name)


def read_text(path: Path) -> str:
    """What stands in `path`. PackError when it is not UTF-8."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as refused:
        raise PackError(_("The file cannot be read as text."), file=path.name, line=1, key="") from refused


def parse_yaml(text: str, *, file: str) -> TextTree:
    """The document that the text is; `file` is what errors call it. PackError as above, or when it is too deep."""
    tree = TextTree(file=file, root={})
    try:
        events = parse(text, Loader=CSafeLoader)
        begun = next(event for event in events if not isinstance(event, StreamStartEvent | DocumentStartEvent))
        if not isinstance(begun, MappingStartEvent):
            raise tree.error(_("The file must hold one mapping."), ())
        root = _plain(events, begun, (), tree)
        _end_of_document, after = next(events), next(events)
        if not isinstance(after, StreamEndEvent):
            raise tree.error(_("The file must hold one mapping."), ())
    except (YAMLError, UnicodeEncodeError) as refused:
        mark = refused.problem_mark if isinstance(refused, MarkedYAMLError) else None
        line = mark.line + 1 if mark else 1
        raise PackError(_("The file is not well formed."), file=file, line=line, key="") from refused
    return TextTree(file=file, root=root, lines=tree.lines, ends=tree.ends, rules=tree.rules)


def _plain(events: Iterator[Event], begun: Event, path: KeyPath, tree: TextTree) -> Any:
    """The value whose first event is `begun`, and its lines into the tree."""
    tree.lines[path] = _first_line(begun)
    match begun:
        case ScalarEvent():
            tree.ends[path] = _last_line(begun)
            return str(begun.value)
        case AliasEvent():
            raise tree.error(_("Aliases are not allowed: write the value out."), path)
        case _ if len(path) > DEEPEST:
            raise tree.error(_("The file is not well formed."), path)
        case MappingStartEvent():
            return _mapping(events, path, tree)
        case SequenceStartEvent():
            return _sequence(events, path, tree)
    raise tree.error(_("The file is not well formed."), path)


def _sequence(events: Iterator[Event], path: KeyPath, tree: TextTree) -> list[Any]:
    items: list[Any] = []
    while not isinstance(event := next(events), SequenceEndEvent):
        items.append(_plain(events, event, (*path, len(items)), tree))
    return items


def _mapping(events: Iterator[Event], path: KeyPath, tree: TextTree) -> dict[str, Any]:
    plain: dict[str, Any] = {}
    while not isinstance(named := next(events), MappingEndEvent):
        if not isinstance(named, ScalarEvent):
            raise tree.error(_("The file is not well formed."), path)
        key = str(named.value)
        line = _first_line(named)
        if key in plain:
            tree.lines[(*path, key)] = line
            raise tree.error(_("The key stands here a second time."), (*path, key))
        plain[key] = _plain(events, next(events), (*path, key), tree)
        tree.lines[(*path, key)] = line
        if key == "rule" and isinstance(plain[key], str):
            tree.rules[path] = plain[key]
    return plain


def _first_line(event: Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _last_line(event: Event) -> int:
    """An end at the beginning of a line is the end of the line before."""
    return event.end_mark.line + (1 if event.end_mark.column else 0) if event.end_mark else 1


def _dotted(path: KeyPath) -> str:
    return ".".join(str(step) for step in path)
