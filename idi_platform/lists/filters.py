"""What a list can be narrowed by, for its page, its files and the API alike. Nothing of HTML lies here."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django_filters import CharFilter, FilterSet, ModelChoiceFilter

from idi_platform.tenancy.public import Actor


class _FilterForm(forms.Form):
    """The form that django-filter reads the address with."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "filter_%s")
        super().__init__(*args, **kwargs)


class ListFilter(FilterSet):  # type: ignore[misc]  # django-filter is published without types
    """Base of every list's filter. `viewer` limits what can be chosen, `at` is the business moment of "overdue".

    A value that is not understood narrows nothing and stands in `errors`: a page says so, the API refuses.
    """

    viewer: Actor
    at: datetime

    class Meta:
        form = _FilterForm

    def __init__(
        self,
        data: Any = None,
        queryset: QuerySet[Any] | None = None,
        *,
        viewer: Actor,
        at: datetime,
        request: Any = None,
        prefix: str | None = None,
    ) -> None:
        self.viewer = viewer
        self.at = at
        super().__init__(data, queryset, request=request, prefix=prefix)


class SearchFilter(CharFilter):  # type: ignore[misc]  # django-filter is published without types
    """Free text; "/" on the page leads into it."""

    def __init__(self, *, label: Any, method: str, **extra: Any) -> None:
        extra.setdefault("widget", forms.SearchInput(attrs={"autocomplete": "off"}))
        extra.setdefault("max_length", 80)
        super().__init__(label=label, method=method, **extra)


class VisibleChoiceFilter(ModelChoiceFilter):  # type: ignore[misc]  # django-filter is published without types
    """One of the rows that the viewer may choose: `chosen_from` takes the viewer."""

    def __init__(self, *args: Any, chosen_from: Callable[[Actor], QuerySet[Any]], **extra: Any) -> None:
        self._chosen_from = chosen_from
        super().__init__(*args, **extra)

    def get_queryset(self, _request: Any) -> QuerySet[Model]:
        viewer: Actor = self.parent.viewer
        return self._chosen_from(viewer)
