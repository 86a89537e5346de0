"""The declaration of a list, and the lists that there are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.db.models import Model, QuerySet

from idi_platform.accounts.public import Right
from idi_platform.tenancy.public import Actor

from .columns import Column, Text
from .filters import ListFilter

M = TypeVar("M", bound=Model)
L = TypeVar("L")

SIZES = (25, 50, 100)


@dataclass(frozen=True, slots=True)
class Empty:
    """What an empty list says when nothing is there yet: what it means, and what will fill it."""

    title: Text
    text: Text
    icon: str = "inbox"


@dataclass(frozen=True, slots=True)
class ListPage(Generic[M, L]):
    """One list: its page, its files and its saved views all follow from this.

    `rows` is a selector: viewer, business moment; select_related what the lines need. `lines` dresses some rows at a
    time, in their order and with a constant number of queries; `columns` and the cells' templates read lines. `sort` is
    the key it starts with, "-" turns it round. `quick` names a choice filter to offer as a row of links. `key` stands
    in saved views, jobs and file names: it never changes.
    """

    key: str
    title: Text
    caption: Text
    right: Right
    url_name: str
    rows: Callable[[Actor, datetime], QuerySet[M]]
    filterset: type[ListFilter]
    lines: Callable[[Sequence[M], Actor, datetime], Sequence[L]]
    columns: tuple[Column[L], ...]
    sort: str
    empty: Empty
    quick: str = ""
    template: str = "lists/page.html"

    def column(self, key: str) -> Column[L] | None:
        return next((column for column in self.columns if column.key == key), None)

    @property
    def csv_url_name(self) -> str:
        return f"{self.url_name}_csv"

    @property
    def excel_url_name(self) -> str:
        return f"{self.url_name}_excel"


_lists: dict[str, ListPage[Any, Any]] = {}


def register_list(page: ListPage[Any, Any]) -> None:
    """Makes a list known to workers and to saved views; called from ready()."""
    if page.key in _lists:
        message = f"There is a list {page.key} already."
        raise RuntimeError(message)
    _lists[page.key] = page


def list_of(key: str) -> ListPage[Any, Any]:
    """KeyError when there is no such list."""
    return _lists[key]
