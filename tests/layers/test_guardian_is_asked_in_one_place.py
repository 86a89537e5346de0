"""guardian's shortcuts show everything to whoever holds a permission without an object: nobody may call them."""

import ast
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
TABLES = "idi_platform/dossiers/models/grants.py"
WRITER, READER = "idi_platform/dossiers/granting.py", "idi_platform/dossiers/visibility.py"


def _imports() -> dict[str, set[str]]:
    """What each of our production files imports, by dotted name."""
    listed = subprocess.run(["git", "ls-files", "*.py"], cwd=ROOT, capture_output=True, text=True, check=True)
    found = {}
    for name in listed.stdout.splitlines():
        if name.startswith("tests/") or "/migrations/" in name:
            continue
        names: set[str] = set()
        for node in ast.walk(ast.parse((ROOT / name).read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                names |= {f"{node.module}.{alias.name}" for alias in node.names}
            elif isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
        found[name] = names
    return found


def test_only_the_tables_of_grants_come_from_guardian() -> None:
    users = {name: {one for one in names if one.startswith("guardian")} for name, names in _imports().items()}
    assert {name: names for name, names in users.items() if names} == {
        TABLES: {"guardian.models.GroupObjectPermissionBase", "guardian.models.UserObjectPermissionBase"}
    }


def test_grants_are_written_and_read_in_one_place_each() -> None:
    users = {name for name, names in _imports().items() if any("ObjectPermission" in one for one in names)}
    assert users == {TABLES, WRITER, READER, "idi_platform/dossiers/models/__init__.py"}
