"""Writes docs/privacy-register.md from the register; a test compares the two."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import translation

from idi_platform.privacy.register import PersonalTable, Use, personal_tables, uses

PAGE = Path(__file__).resolve().parents[4] / "docs" / "privacy-register.md"
_HEAD = """\
# Register of personal data

Written by `./idi manage privacy_register` from each app's module `personal`; the public page is `/privacy/`.
To keep a new field: [handle personal data](howto/handle-personal-data.md).

| model | fields | purpose | basis | kept | source | seen by |
|---|---|---|---|---|---|---|
"""
_USES = """
## Who sees it plainly, who may ask for it

Everybody else who sees the row sees a mask; people see their own.

| where | plainly | with a reason, written down |
|---|---|---|
"""


def page() -> str:
    """The whole page, in English."""
    with translation.override("en"):
        tables = "".join(_row(table) for table in personal_tables())
        return _HEAD + tables + _USES + "".join(_use(use) for use in uses())


def _row(table: PersonalTable) -> str:
    fields = ", ".join(f"`{one.name}`" for one in table.fields)
    source = table.rule.source or "ours"
    return (
        f"| `{table.model}` | {fields} | {table.purpose} | {table.basis.label} | {table.rule.words} | {source} "
        f"| {table.seen_by} |\n"
    )


def _use(use: Use) -> str:
    plain, asked = (", ".join(sorted(roles)) or "–" for roles in (use.plain_to, use.reveal_to))
    return f"| `{use.key}` | {plain} | {asked} |\n"


class Command(BaseCommand):
    help = "Write docs/privacy-register.md."

    def handle(self, *_args: Any, **_options: Any) -> None:
        PAGE.write_text(page(), encoding="utf-8")
