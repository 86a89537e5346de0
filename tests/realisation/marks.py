"""Which rules each test says it shows: read from the marks of the test functions, wherever they stand."""

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

TESTS = Path(__file__).parents[1]
_STOPS = {"skip", "skipif", "xfail"}


def shown() -> dict[str, set[str]]:
    """The rules by the test that is marked with them, `tests/….py::test_…`; a test that may not run shows nothing."""
    return {name: rules for name, marks in _marked() if (rules := _rules(marks))}


def _rules(marks: list[Any]) -> set[str]:
    if any(mark.name in _STOPS for mark in marks):
        return set()
    return {rule for mark in marks if mark.name == "shows" for rule in mark.args}


def _marked() -> Iterator[tuple[str, list[Any]]]:
    for path in sorted(TESTS.rglob("test_*.py")):
        source = path.read_text(encoding="utf-8")
        if "mark.shows" not in source and "each_city" not in source:
            continue
        file = path.relative_to(TESTS.parent)
        module = importlib.import_module(".".join(file.with_suffix("").parts))
        own = getattr(module, "pytestmark", [])
        for node in ast.parse(source).body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                marks = [
                    *(own if isinstance(own, list) else [own]),
                    *getattr(getattr(module, node.name), "pytestmark", []),
                ]
                yield f"{file}::{node.name}", [*marks, *_of_parameters(marks)]


def _of_parameters(marks: list[Any]) -> Iterator[Any]:
    for mark in marks:
        if mark.name == "parametrize":
            for value in mark.args[1]:
                yield from getattr(value, "marks", ())
