"""What other apps may use of lists. A new list: docs/howto/add-a-list.md."""

from .columns import Cell, Column
from .filters import ListFilter, SearchFilter, VisibleChoiceFilter
from .pages import Empty, ListPage, list_of, register_list
from .query import ListQuery
from .web.pages import list_paths

__all__ = [
    "Cell",
    "Column",
    "Empty",
    "ListFilter",
    "ListPage",
    "ListQuery",
    "SearchFilter",
    "VisibleChoiceFilter",
    "list_of",
    "list_paths",
    "register_list",
]
