"""A column of a list: its words on the page, its typed value in a spreadsheet, what it sorts by."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Generic, TypeVar

from django.utils.functional import Promise

from idi_platform.ui.public import day_words, legal_zone, moment_words

Text = str | Promise
# What a spreadsheet can hold, by type. A moment is aware here and civil time there; None is an empty cell.
Cell = str | int | Decimal | date | datetime | None
L = TypeVar("L", contravariant=True)


@dataclass(frozen=True, slots=True)
class Column(Generic[L]):
    """`value` takes a line of the list and serves the spreadsheets, and the page where there is no `template`.

    `key` stands in addresses and saved views: it never changes. `sort` are the database columns it sorts by, the first
    decides; none means it does not sort. `template` shows a cell from `line`. `sheet_label` is the spreadsheets' head
    where it differs. `width` is the sheet column's, in characters, a Chinese one counting twice. `is_shown`: until a
    reader chooses otherwise.
    """

    key: str
    label: Text
    value: Callable[[L], Cell]
    sort: tuple[str, ...] = ()
    template: str = ""
    css: str = ""
    sheet_label: Text = ""
    width: int = 16
    is_shown: bool = True

    def head(self) -> str:
        """What a spreadsheet calls it."""
        return str(self.sheet_label or self.label)

    def words(self, line: L) -> str:
        """The cell on the page."""
        match self.value(line):
            case None:
                return ""
            case datetime() as moment:
                return moment_words(moment)
            case date() as day:
                return day_words(day)
            case int() | Decimal() as number:
                return f"{number:,}"
            case text:
                return str(text)

    def cell(self, line: L) -> Cell:
        """The cell in a spreadsheet; moments are civil time without a zone there, as spreadsheets know them."""
        value = self.value(line)
        if isinstance(value, datetime):
            return value.astimezone(legal_zone()).replace(tzinfo=None)
        return value if isinstance(value, int | Decimal | date) or value is None else str(value)


def plain(cell: Cell) -> str:
    """A spreadsheet's cell as CSV says it."""
    match cell:
        case None:
            return ""
        case datetime():
            return f"{cell:%Y-%m-%d %H:%M}"
        case _other:
            return str(cell)
