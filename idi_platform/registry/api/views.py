"""Reading homes."""

from django.db.models import QuerySet

from idi_platform.api.public import ListView
from idi_platform.registry.models import Unit
from idi_platform.registry.rights import READ_HOMES
from idi_platform.tenancy.public import current_actor

from .filters import HomeFilters
from .serializers import HomeRowSerializer


class ListHomes(ListView):
    """Homes the caller may see: an owner's own, or those of the caller's projects"""

    rights = (READ_HOMES,)
    serializer_class = HomeRowSerializer
    filterset_class = HomeFilters
    ordering = ("-pk",)

    def get_queryset(self) -> QuerySet[Unit]:
        return Unit.objects.visible_to(current_actor()).select_related("dossier")
