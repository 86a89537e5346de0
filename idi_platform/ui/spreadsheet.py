"""Lists as CSV that spreadsheets open rightly and cannot be made to run."""

import csv
from collections.abc import Iterable, Iterator

# Excel reads UTF-8 only behind this mark.
_MARK = "\ufeff"
_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class _Line:
    """What csv.writer writes to: hands each line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def formula_safe(cell: str) -> str:
    """A cell that a spreadsheet takes as text: `=HYPERLINK(...)` in a person's words stays words."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_STARTS_FORMULA) else cell


def csv_lines(rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """The lines of a file, one at a time; every cell is made safe."""
    line = csv.writer(_Line())
    yield _MARK
    for row in rows:
        yield str(line.writerow([formula_safe(str(cell)) for cell in row]))
