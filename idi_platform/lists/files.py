"""A whole list as CSV or Excel: every row the viewer may see, in the columns asked for, and no cell that would run."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from itertools import chain
from typing import IO, Any

from django.conf import settings
from django.http import QueryDict
from django.utils import translation
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from idi_platform.outbox.public import Progress
from idi_platform.tenancy.public import Actor, tenant_work
from idi_platform.ui.public import csv_lines, legal_day

from .columns import Cell, Column, plain
from .errors import ListTooLong
from .pages import L, ListPage, M, list_of
from .query import ListQuery

KIND = "lists.excel"
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Excel's own limit, the head not counted.
MOST_ROWS = 1_048_575
_AT_ONCE = 500
# What Excel does not allow in the name of a sheet.
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME = 31
# Cells are written by their type below, never guessed from their text; a sheet of any length stays small in memory.
_OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def file_name(page: ListPage[Any, Any], at: datetime, ending: str) -> str:
    return f"{page.key}-{legal_day(at):%Y-%m-%d}.{ending}"


def csv_of(page: ListPage[M, L], data: QueryDict, *, viewer: Actor, at: datetime, language: str) -> Iterator[str]:
    """The lines of the file. Opens its own transaction: the request's is over when the first line goes out."""
    with translation.override(language), tenant_work(viewer):
        query = ListQuery(page, data, viewer=viewer, at=at)
        columns = query.sheet_columns
        head = [column.head() for column in columns]
        rows = query.rows.iterator(chunk_size=_AT_ONCE)
        lines = chain.from_iterable(query.lines(chunk) for chunk in _chunks(rows))
        yield from csv_lines(chain([head], ([plain(column.cell(line)) for column in columns] for line in lines)))


def excel_parameters(page: ListPage[Any, Any], query: ListQuery[Any, Any]) -> dict[str, Any]:
    """What the job is to write, as its row keeps it: the list, its address, the business moment."""
    return {"list": page.key, "query": query.understood.urlencode(), "at": query.at.isoformat()}


def write_excel(*, parameters: Mapping[str, Any], file: IO[bytes], progress: Progress, by: Actor) -> str:
    """Writes the list as its reader may see it; the file's name. Raises ListTooLong."""
    at = datetime.fromisoformat(parameters["at"])
    page, data = list_of(parameters["list"]), QueryDict(parameters["query"])
    with tenant_work(by):
        columns = ListQuery(page, data, viewer=by, at=at).sheet_columns
    with Workbook(file, _OPTIONS) as book:
        book.set_properties({"created": at})
        _write(book, str(page.title), columns, _lines(page, data, progress=progress, by=by, at=at))
    return file_name(page, at, "xlsx")


def _chunks(rows: Iterator[M]) -> Iterator[list[M]]:
    chunk: list[M] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == _AT_ONCE:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _lines(page: ListPage[M, L], data: QueryDict, *, progress: Progress, by: Actor, at: datetime) -> Iterator[L]:
    """The order is that of the start; a row out of sight, or out of the filter, by its turn is left out."""
    with tenant_work(by):
        rows = ListQuery(page, data, viewer=by, at=at).rows
        ids = list(rows.values_list("pk", flat=True)[: MOST_ROWS + 1])
    if len(ids) > MOST_ROWS:
        raise ListTooLong
    progress.total(len(ids))
    for start in range(0, len(ids), _AT_ONCE):
        chunk = ids[start : start + _AT_ONCE]
        with tenant_work(by):
            query = ListQuery(page, data, viewer=by, at=at)
            found = query.rows.in_bulk(chunk)
            lines = query.lines([found[row_id] for row_id in chunk if row_id in found])
        yield from lines
        progress.advance(len(chunk))


def _write(book: Workbook, title: str, columns: list[Column[L]], lines: Iterable[L]) -> None:
    sheet = book.add_worksheet(_NOT_IN_A_NAME.sub(" ", title)[:_LONGEST_NAME])
    formats = _formats(book)
    for number, column in enumerate(columns):
        sheet.set_column(number, number, column.width)
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, [column.head() for column in columns], book.add_format({"bold": True, "bottom": 1}))
    last = 0
    for last, line in enumerate(lines, start=1):
        for number, column in enumerate(columns):
            _write_cell(sheet, last, number, column.cell(line), formats)
    sheet.autofilter(0, 0, last, len(columns) - 1)


def _formats(book: Workbook) -> dict[str, Format]:
    return {
        # The prefix keeps words words even when somebody edits the cell: "=1+1" does not become a sum.
        "text": book.add_format({"quote_prefix": True, "valign": "top"}),
        "moment": book.add_format({"num_format": "yyyy-mm-dd hh:mm", "valign": "top"}),
        "day": book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"}),
        "count": book.add_format({"num_format": "#,##0", "valign": "top"}),
        "amount": book.add_format({"num_format": "#,##0.00", "valign": "top"}),
    }


def _write_cell(sheet: Worksheet, row: int, column: int, cell: Cell, formats: Mapping[str, Format]) -> None:
    match cell:
        case None:
            sheet.write_blank(row, column, None, formats["text"])
        case datetime():
            sheet.write_datetime(row, column, cell, formats["moment"])
        case date():
            sheet.write_datetime(row, column, cell, formats["day"])
        case Decimal():
            sheet.write_number(row, column, cell, formats["amount"])
        case int():
            sheet.write_number(row, column, cell, formats["count"])
        case text:
            sheet.write_string(row, column, text, formats["text"])


def default_language() -> str:
    return translation.get_language() or settings.LANGUAGE_CODE
