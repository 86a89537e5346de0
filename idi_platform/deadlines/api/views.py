"""Reading terms."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from idi_platform.api.public import DetailView, ListView, NothingAsked, QuestionView
from idi_platform.deadlines.models import CalendarYear, Deadline
from idi_platform.deadlines.rights import READ_TERMS
from idi_platform.tenancy.public import current_actor

from .filters import DeadlineFilters
from .serializers import CalendarSerializer, DeadlineSerializer, ExplainedDeadlineSerializer


def seen_deadlines() -> QuerySet[Deadline]:
    return Deadline.objects.visible_to(current_actor()).select_related("dossier", "obliged")


class ReadCalendar(QuestionView):
    """The days of a year that differ from their weekday, and the State Council notice that says so

    All others are worked from Monday to Friday. A year whose notice is not out is `provisional`.
    """

    rights = None
    asks_class = NothingAsked
    serializer_class = CalendarSerializer

    def answer(self, asked: Mapping[str, Any]) -> Any:
        year = CalendarYear.objects.prefetch_related("days").filter(pk=asked["year"]).first()
        if year is None:
            raise Http404
        return year


class ListDeadlines(ListView):
    """Terms of the dossiers the caller may see, the earliest due first"""

    rights = (READ_TERMS,)
    serializer_class = DeadlineSerializer
    filterset_class = DeadlineFilters
    ordering = ("due_at", "pk")

    def get_queryset(self) -> QuerySet[Deadline]:
        return seen_deadlines()


class ReadDeadline(DetailView):
    """One term, with every day counted and passed over, and the clause that started it"""

    rights = (READ_TERMS,)
    serializer_class = ExplainedDeadlineSerializer

    def get_queryset(self) -> QuerySet[Deadline]:
        return seen_deadlines()
