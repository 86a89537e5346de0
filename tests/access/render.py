"""`python -m tests.access.render`: writes docs/access.md from the matrix, for people to read."""

from pathlib import Path

from tests.access.matrix import COLUMNS, rows

PAGE = Path(__file__).parents[2] / "docs" / "access.md"
HEAD = """\
# Who may open what

Written by `python -m tests.access.render` from `tests/access/rows/`; a test asks every address as every person
below and compares, and fails for an address that is missing here. Change the rows, then run the command.

A cell is the status of a request without content, for the objects of one city: 200 shown · 302 done, or on to another
page · in: sent to sign in · 403 not this role's to do · 404 not theirs to see, or absent, which look alike · 405 no
such method · 422 the form says what is missing.
"""
# 405 says nothing to a reader: the address has no such method.
SILENT = {"405"}


def page() -> str:
    people = "\n".join(f"- **{code}** {told}" for code, (_, told) in COLUMNS.items())
    lines = [f"| address | method | {' | '.join(COLUMNS)} |", f"|---|---|{'---|' * len(COLUMNS)}"]
    for route, method, statuses in rows():
        if set(statuses) != SILENT:
            lines.append(f"| {route} | {method} | {' | '.join(statuses)} |")
    table = "\n".join(lines)
    return f"{HEAD}\n{people}\n\n{table}\n\nHEAD answers as GET does.\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
