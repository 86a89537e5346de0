"""The site that `desk_list` asks: the platform's own, beside it a trivial view and the same list made twice more."""

from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, JsonResponse
from django.urls import include, path
from rest_framework import serializers
from rest_framework.serializers import BaseSerializer

from benchmarks import scratch  # noqa: F401  # first: it prepares the settings
from claims.api.views import ListClaims
from claims.models import Claim
from idi_platform.api.public import ListView, Moment


class UsualSerializer(serializers.ModelSerializer[Claim]):
    """The list's columns as DRF's tutorial would have them."""

    id = serializers.UUIDField(source="pk")
    number = serializers.CharField(source="dossier.number")
    home = serializers.CharField(source="dossier.title")
    district = serializers.CharField(source="district.code")
    insurer = serializers.PrimaryKeyRelatedField[Any](read_only=True)
    filed_at = Moment()
    next_due_at = Moment()

    class Meta:
        model = Claim
        fields = (
            "id", "number", "state", "home", "district", "insurer", "place", "defect", "is_dangerous", "filed_at",
            "next_due_at",
        )  # fmt: skip


class Declared(ListView):
    """Through objects and the list's own serializer"""

    rights = ListClaims.rights
    serializer_class: type[BaseSerializer[Any]] = ListClaims.serializer_class
    filterset_class = ListClaims.filterset_class
    ordering = ListClaims.ordering
    get_queryset = ListClaims.get_queryset


class Usual(Declared):
    """Through objects and a ModelSerializer"""

    serializer_class = UsualSerializer


def trivial(_request: HttpRequest) -> JsonResponse:
    return JsonResponse({})


urlpatterns = [
    path("bench/trivial/", trivial),
    path("bench/usual/", Usual.as_view()),
    path("bench/declared/", Declared.as_view()),
    path("", include("idi_platform.urls")),
]
settings.ROOT_URLCONF = __name__
# One server process for the whole run: its processor time is counted.
settings.DATABASES["default"]["CONN_MAX_AGE"] = None
application = get_wsgi_application()
