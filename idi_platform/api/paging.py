"""Pages by key: a list that grows while it is read neither repeats nor skips a row; its last page costs no more."""

from rest_framework.pagination import CursorPagination


class Keyset(CursorPagination):
    """`?page_size=` up to 200; `next` and `previous` are addresses. A view's `ordering` ends in a unique key."""

    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 200
