"""`python -m tests.access.permissions`: writes docs/permissions.md from the declared rights, for people to read."""

import os
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import django
from django.utils.translation import override

from idi_platform.accounts.constants import Role
from idi_platform.accounts.rights import Right, Text, declared_rights

PAGE = Path(__file__).parents[2] / "docs" / "permissions.md"
HEAD = """\
# Who may do what

Written by `python -m tests.access.permissions` from the rights that the apps declare (`*/rights.py`); a test compares.
The same table in words for everybody: `/permissions/`. A ✓ is a role that may do it in the states named (none named: in
any); whose thing it must be stands last. **2nd**: another person than the one behind the rights named there.
"""


def page() -> str:
    rights = declared_rights()
    roles = [role for role in Role if any(role in right.roles for right in rights)]
    people = "\n".join(f"- **{role.value}** {_both(role.label)}" for role in roles)
    parts = [f"{HEAD}\n{people}"]
    for app, lines in groupby(rights, key=lambda right: right.code.split(".")[0]):
        table = "\n".join(_row(right, roles) for right in lines)
        head = f"| right | what | in state | {' | '.join(roles)} | whose |\n|---|---|---|{'---|' * len(roles)}---|"
        parts.append(f"## {app}\n\n{head}\n{table}")
    return "\n\n".join(parts) + "\n"


def _row(right: Right, roles: list[Role]) -> str:
    return " | ".join(("", *_cells(right, roles), "")).strip()


def _cells(right: Right, roles: list[Role]) -> Iterator[str]:
    yield right.code
    yield _both(right.label)
    yield "; ".join(map(_both, right.states)) or "any"
    yield from ("✓" if role in right.roles else "" for role in roles)
    second = f"**2nd** {', '.join(right.second_to)}" if right.second_to else ""
    yield "; ".join(filter(None, (_both(right.note) if right.note else "", second)))


def _both(text: Text) -> str:
    with override("zh-hans"):
        chinese = str(text)
    with override("en"):
        english = str(text)
    return f"{chinese} / {english}"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "idi_platform.settings")
    django.setup()
    PAGE.write_text(page(), encoding="utf-8")
