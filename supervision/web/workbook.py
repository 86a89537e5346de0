"""The overview as an Excel workbook: a sheet for each table, and one that says when and for whom it was counted."""

import io
from collections.abc import Iterable, Sequence

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from .tables import FigureTable

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Words are written as words and never guessed to be a formula or a link.
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_WIDE, _NARROW = 40, 18
_LONGEST_NAME = 31

Line = Sequence[str | int | float]


def workbook_of(
    title: str, heading: Iterable[Line], tables: Iterable[FigureTable], *, others: dict[str, list[Line]]
) -> bytes:
    """`heading` fills the first sheet, `others` are plain sheets by name, their first line the head."""
    file = io.BytesIO()
    with Workbook(file, _OPTIONS) as book:
        _write(book, title, list(heading))
        for name, lines in others.items():
            _write(book, name, lines)
        for table in tables:
            _write(book, table.title, _lines(table))
    return file.getvalue()


def _write(book: Workbook, title: str, lines: Sequence[Line]) -> Worksheet:
    sheet = book.add_worksheet(title[:_LONGEST_NAME])
    bold, words = book.add_format({"bold": True, "text_wrap": True}), book.add_format({"quote_prefix": True})
    sheet.set_column(0, 0, _WIDE)
    sheet.set_column(1, max((len(line) for line in lines), default=1), _NARROW)
    for number, line in enumerate(lines):
        for column, cell in enumerate(line):
            if isinstance(cell, str):
                sheet.write_string(number, column, cell, words if number else bold)
            else:
                sheet.write_number(number, column, cell)
    return sheet


def _lines(table: FigureTable) -> list[Line]:
    lines: list[Line] = [[table.label_head, *table.heads]]
    for row in table.rows:
        line: Line = [row.label, *(figure.value for figure in row.figures)]
        lines.append(line)
    return lines
