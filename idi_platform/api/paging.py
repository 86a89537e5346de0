"""Pages by key: a list that grows while it is read neither repeats nor skips a row; its last page costs no more."""

import json
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError as NotOfThatKind
from django.db import DataError
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request


class Keyset(CursorPagination):
    """`?page_size=` up to 200; `next` and `previous` are addresses. A view's `ordering` ends in a unique key."""

    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 200

    def get_ordering(self, _request: Request, _queryset: Any, view: Any) -> tuple[str, ...]:
        """The view's own; DRF would ask the pagination class."""
        ordering: tuple[str, ...] = view.ordering
        return ordering

    def get_written_response(self, rows: Iterable[str]) -> HttpResponse:
        """The page as `get_paginated_response` gives it, of rows that are JSON already."""
        links = json.dumps({"next": self.get_next_link(), "previous": self.get_previous_link()})
        page = f'{links[:-1]}, "results": [{",".join(rows)}]}}'
        return HttpResponse(page, content_type="application/json")

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> Any:
        """A cursor that no page gave is a wrong value of the caller's, whatever part of it is wrong."""
        try:
            return super().paginate_queryset(queryset, request, view)
        except (NotFound, NotOfThatKind, ValueError, DataError) as error:
            words = _("This is not an address that a page of the list gave. Begin again without it.")
            raise ValidationError({self.cursor_query_param: words}) from error
