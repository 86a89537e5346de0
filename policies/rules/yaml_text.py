"""YAML as text: every scalar stays the text that was written, and every value knows its line."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from .errors import PackError

KeyPath = tuple[str | int, ...]


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
    try:
        node = YAML(typ="safe", pure=True).compose(text)
        tree = TextTree(file=file, root={})
        if not isinstance(node, MappingNode):
            raise tree.error(_("The file must hold one mapping."), ())
        root = _plain(node, (), tree, set())
    except (YAMLError, RecursionError) as refused:
        mark = refused.problem_mark if isinstance(refused, MarkedYAMLError) else None
        line = mark.line + 1 if mark else 1
        raise PackError(_("The file is not well formed."), file=file, line=line, key="") from refused
    return TextTree(file=file, root=root, lines=tree.lines, ends=tree.ends, rules=tree.rules)


def _plain(node: Node, path: KeyPath, tree: TextTree, seen: set[int]) -> Any:
    tree.lines[path] = node.start_mark.line + 1
    if id(node) in seen:
        raise tree.error(_("Aliases are not allowed: write the value out."), path)
    seen.add(id(node))
    if isinstance(node, MappingNode):
        return _mapping(node, path, tree, seen)
    if isinstance(node, SequenceNode):
        return [_plain(item, (*path, index), tree, seen) for index, item in enumerate(node.value)]
    if isinstance(node, ScalarNode):
        tree.ends[path] = node.end_mark.line + (1 if node.end_mark.column else 0)
        return str(node.value)
    raise tree.error(_("The file is not well formed."), path)


def _mapping(node: MappingNode, path: KeyPath, tree: TextTree, seen: set[int]) -> dict[str, Any]:
    plain: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        if key in plain:
            tree.lines[(*path, key)] = key_node.start_mark.line + 1
            raise tree.error(_("The key stands here a second time."), (*path, key))
        plain[key] = _plain(value_node, (*path, key), tree, seen)
        tree.lines[(*path, key)] = key_node.start_mark.line + 1
        if key == "rule" and isinstance(plain[key], str):
            tree.rules[path] = plain[key]
    return plain


def _dotted(path: KeyPath) -> str:
    return ".".join(str(step) for step in path)
