"""A list's own FilterSet narrows its API as well; what is not understood is refused, with the parameter's name."""

from typing import Any

from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.request import Request

from idi_platform.tenancy.public import business_now, current_actor


class SameFilters(DjangoFilterBackend):  # type: ignore[misc]  # django-filter is published without types
    """Gives the FilterSet what the list's page gives it: who reads, and the business moment."""

    def get_filterset_kwargs(self, request: Request, queryset: Any, view: Any) -> dict[str, Any]:
        told: dict[str, Any] = super().get_filterset_kwargs(request, queryset, view)
        return {**told, "viewer": current_actor(), "at": business_now()}
