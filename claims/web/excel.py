"""The list as an Excel file, made by a background job: rows and columns of the CSV, with real dates."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import IO, Any

from django.utils.translation import gettext as _
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from claims.errors import ListTooLong
from claims.selectors import ClaimFilter, claims_list
from idi_platform.dossiers.public import CIVIL_ZONE
from idi_platform.outbox.public import Progress
from idi_platform.tenancy.public import Actor, tenant_work

from .export import Cell, cells, head
from .forms import FilterForm

KIND = "claims.excel"
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Excel's own limit, the head not counted.
MOST_ROWS = 1_048_575
_AT_ONCE = 500
# In characters, a column each; Chinese ones count twice.
_WIDTHS = (18, 14, 36, 16, 28, 18, 14, 20, 60, 10, 18, 16)
# Cells are written by their type below, never guessed from their text; a sheet of any length stays small in memory.
_OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def excel_parameters(wanted: ClaimFilter, *, at: datetime) -> dict[str, Any]:
    """What the job is to list, as its row keeps it: the filter as an address would say it, and the business moment."""
    district = str(wanted.district.pk) if wanted.district else ""
    address = {"q": wanted.text, "state": wanted.state, "clock": wanted.clock, "district": district}
    return {"wanted": {**address, "sort": wanted.sort}, "at": at.isoformat()}


def write_claims(*, parameters: Mapping[str, Any], file: IO[bytes], progress: Progress, by: Actor) -> str:
    """Writes the list as its reader may see it; the file's name. Raises ListTooLong."""
    at = datetime.fromisoformat(parameters["at"])
    with Workbook(file, _OPTIONS) as book:
        book.set_properties({"created": at})
        _write(book, _rows(parameters["wanted"], progress=progress, by=by, at=at))
    return f"claims-{at.astimezone(CIVIL_ZONE):%Y-%m-%d}.xlsx"


def _rows(address: Mapping[str, str], *, progress: Progress, by: Actor, at: datetime) -> Iterator[list[Cell]]:
    """The order is that of the start; a claim out of sight, or out of the filter, by its turn is left out."""
    with tenant_work(by):
        wanted = FilterForm(address, city_id=by.tenant_id).wanted()
        ids = list(claims_list(by, wanted, at=at).values_list("pk", flat=True)[: MOST_ROWS + 1])
    if len(ids) > MOST_ROWS:
        raise ListTooLong
    progress.total(len(ids))
    for start in range(0, len(ids), _AT_ONCE):
        chunk = ids[start : start + _AT_ONCE]
        with tenant_work(by):
            found = claims_list(by, wanted, at=at).in_bulk(chunk)
            rows = [cells(found[claim_id], at) for claim_id in chunk if claim_id in found]
        yield from rows
        progress.advance(len(chunk))


def _write(book: Workbook, rows: Iterable[list[Cell]]) -> None:
    sheet = book.add_worksheet(_("Claims"))
    # The prefix keeps words words even when somebody edits the cell: "=1+1" does not become a sum.
    text = book.add_format({"quote_prefix": True, "valign": "top"})
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm", "valign": "top"})
    names = head()
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, names, book.add_format({"bold": True, "bottom": 1}))
    last = 0
    for last, row in enumerate(rows, start=1):
        _write_row(sheet, last, row, text=text, moment=moment)
    sheet.autofilter(0, 0, last, len(names) - 1)


def _write_row(sheet: Worksheet, number: int, row: list[Cell], *, text: Format, moment: Format) -> None:
    for column, cell in enumerate(row):
        if isinstance(cell, datetime):
            sheet.write_datetime(number, column, cell, moment)
        else:
            sheet.write_string(number, column, cell, text)
