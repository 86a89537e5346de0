"""Reading terms."""

from django.db.models import QuerySet

from idi_platform.api.public import DetailView, ListView
from idi_platform.deadlines.models import Deadline
from idi_platform.deadlines.rights import READ_TERMS
from idi_platform.tenancy.public import current_actor

from .filters import DeadlineFilters
from .serializers import DeadlineSerializer, ExplainedDeadlineSerializer


def seen_deadlines() -> QuerySet[Deadline]:
    return Deadline.objects.visible_to(current_actor()).select_related("dossier", "obliged")


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
