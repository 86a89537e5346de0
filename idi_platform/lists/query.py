"""What an address asks of a list: filter, sort, columns, page size. What is not understood does nothing and is told."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any, Generic

from django.db.models import F, Model, QuerySet
from django.db.models.expressions import OrderBy
from django.forms import Field
from django.http import QueryDict
from django.utils.translation import gettext as _
from django_filters.widgets import SuffixedMultiWidget

from idi_platform.tenancy.public import Actor
from idi_platform.ui.public import day_words

from .columns import Column
from .pages import SIZES, L, ListPage, M

SORT, COLUMNS, SIZE, PAGE = "sort", "columns", "size", "page"
OWN = (SORT, COLUMNS, SIZE, PAGE)


@dataclass(frozen=True, slots=True)
class Narrowing:
    """One filter in force: its label, its value in words, and the address of the list without it."""

    name: str
    label: str
    words: str
    without: str


class ListQuery(Generic[M, L]):
    """An address, read for one viewer at one business moment."""

    def __init__(self, page: ListPage[M, L], data: QueryDict, *, viewer: Actor, at: datetime) -> None:
        self.page = page
        self.viewer = viewer
        self.at = at
        self.complaints: list[str] = []
        self._data = data
        self.filterset = page.filterset(data, page.rows(viewer, at), viewer=viewer, at=at)
        self._read_filter()
        self.sort = self._read_sort()
        self.chosen = self._read_columns()
        self.size = self._read_size()

    # Reading

    def _read_filter(self) -> None:
        form = self.filterset.form
        known = {name for names in self._parameters.values() for name in names}
        for name in self.filterset.errors:
            words = _("“%(filter)s” was given a value that this list does not know. It narrows nothing.")
            self.complaints.append(words % {"filter": form.fields[name].label})
        for name in sorted(self._data.keys() - known - {*OWN}):
            self.complaints.append(_("“%(name)s” is no filter of this list. It narrows nothing.") % {"name": name[:40]})

    def _read_sort(self) -> str:
        asked = self._data.get(SORT, "")
        keys = [key for key in asked.split(",") if key]
        sortable = {column.key for column in self.page.columns if column.sort}
        if any(key.removeprefix("-") not in sortable for key in keys):
            self.complaints.append(_("The list cannot be sorted like that. It is sorted as usual."))
            return self.page.sort
        return ",".join(keys) or self.page.sort

    def _read_columns(self) -> tuple[str, ...]:
        """The keys chosen, in the list's own order; nothing when nobody chose."""
        asked = {key for value in self._data.getlist(COLUMNS) for key in value.split(",") if key}
        known = tuple(column.key for column in self.page.columns if column.key in asked)
        if asked - {*known}:
            self.complaints.append(_("Some columns of this address do not exist. They are left out."))
        return known

    def _read_size(self) -> int:
        asked = self._data.get(SIZE, "")
        if asked in map(str, SIZES):
            return int(asked)
        if asked:
            self.complaints.append(_("A page cannot be that long. It has the usual length."))
        return SIZES[0]

    # What follows

    @cached_property
    def rows(self) -> QuerySet[M]:
        """The rows asked for, sorted: empty values last in both directions, and the key decides between equals."""
        found: QuerySet[M] = self.filterset.qs
        return found.order_by(*self._order(), "pk")

    def _order(self) -> Iterator[OrderBy]:
        """What each key sorts by first, then what decides between equals."""
        found = [(key, self.page.column(key.removeprefix("-"))) for key in self.sort.split(",")]
        columns = [(key, column.sort) for key, column in found if column]
        firsts = [(key, name) for key, names in columns for name in names[:1]]
        others = [(key, name) for key, names in columns for name in names[1:]]
        for key, name in firsts + others:
            yield F(name).desc(nulls_last=True) if key.startswith("-") else F(name).asc(nulls_last=True)

    def lines(self, rows: Sequence[M]) -> Sequence[L]:
        return self.page.lines(rows, self.viewer, self.at)

    @property
    def columns(self) -> list[Column[L]]:
        """Those shown on the page."""
        return [c for c in self.page.columns if (c.key in self.chosen if self.chosen else c.is_shown)]

    @property
    def sheet_columns(self) -> list[Column[L]]:
        """Those of the files: the chosen ones, or all when nobody chose."""
        return [c for c in self.page.columns if not self.chosen or c.key in self.chosen]

    # Addresses

    @cached_property
    def _parameters(self) -> dict[str, list[str]]:
        """The names in the address of each filter; a range has two."""
        return {name: _names(name, field) for name, field in self.filterset.form.fields.items()}

    @cached_property
    def understood(self) -> QueryDict:
        """The shortest address that means the same. Without the page's number: it is no part of what is asked."""
        short = QueryDict(mutable=True)
        for name, parameters in self._parameters.items():
            if name in self.filterset.errors:
                continue
            for parameter in parameters:
                values = [value for value in self._data.getlist(parameter) if value.strip()]
                if values:
                    short.setlist(parameter, values)
        if self.sort != self.page.sort:
            short[SORT] = self.sort
        if self.chosen:
            short[COLUMNS] = ",".join(self.chosen)
        if self.size != SIZES[0]:
            short[SIZE] = str(self.size)
        return short

    @property
    def address(self) -> str:
        return address_of(self.understood)

    @property
    def everything(self) -> str:
        """The whole list. Its sort is named so that a reader's default view does not take its place."""
        return address_of(QueryDict(f"{SORT}={self.page.sort}"))

    def but(self, **changes: str) -> str:
        """The same list with other values of these parameters; an empty one is taken away."""
        changed = self.understood.copy()
        for name, value in changes.items():
            changed.pop(name, None)
            if value:
                changed[name] = value
        return address_of(changed)

    @property
    def is_narrowed(self) -> bool:
        return bool(self.narrowings)

    @cached_property
    def narrowings(self) -> list[Narrowing]:
        """The filters in force, in the form's order."""
        found = []
        for name, value in self.filterset.form.cleaned_data.items():
            parameters = self._parameters[name]
            if any(parameter in self.understood for parameter in parameters):
                field = self.filterset.form.fields[name]
                without = self.but(**dict.fromkeys(parameters, ""))
                found.append(Narrowing(name, str(field.label), _words(field, value), without))
        return found


def address_of(query: QueryDict) -> str:
    """With its question mark, so that it is a link of its own; a lone one asks for everything."""
    return f"?{query.urlencode()}"


def _names(name: str, field: Field) -> list[str]:
    widget = field.widget
    if isinstance(widget, SuffixedMultiWidget):
        return [widget.suffixed(name, suffix) for suffix in widget.suffixes]
    return [name]


def _words(field: Field, value: Any) -> str:
    """A filter's value as its reader knows it."""
    if isinstance(value, slice):
        return " – ".join(_words(field, end) for end in (value.start, value.stop) if end is not None)
    if isinstance(value, list | tuple | QuerySet):
        return ", ".join(_words(field, one) for one in value)
    if isinstance(value, date):
        return day_words(value)
    if isinstance(value, Model):
        return str(value)
    choices = {str(key): str(label) for key, label in getattr(field, "choices", ())}
    return choices.get(str(value), str(value))
