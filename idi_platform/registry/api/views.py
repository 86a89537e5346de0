"""Reading homes, and who acts for their owners."""

from django.db.models import QuerySet

from idi_platform.api.public import DetailView, ListView
from idi_platform.registry.models import Authority, Unit
from idi_platform.registry.rights import READ_AUTHORITIES, READ_HOMES
from idi_platform.registry.selectors import authorities_of
from idi_platform.tenancy.public import current_actor

from .filters import AuthorityFilters, HomeFilters
from .serializers import AuthorityRowSerializer, AuthoritySerializer, HomeRowSerializer


class ListHomes(ListView):
    """Homes the caller may see: an owner's own, or those of the caller's projects"""

    rights = (READ_HOMES,)
    serializer_class = HomeRowSerializer
    filterset_class = HomeFilters
    ordering = ("-pk",)

    def get_queryset(self) -> QuerySet[Unit]:
        return Unit.objects.visible_to(current_actor()).select_related("dossier")


class ListAuthorities(ListView):
    """Who acts for owners, as far as it concerns the caller"""

    rights = (READ_AUTHORITIES,)
    serializer_class = AuthorityRowSerializer
    filterset_class = AuthorityFilters
    ordering = ("-pk",)

    def get_queryset(self) -> QuerySet[Authority]:
        return authorities_of(current_actor())


class ReadAuthority(DetailView):
    """One authority, with its document and how it was decided"""

    rights = (READ_AUTHORITIES,)
    serializer_class = AuthoritySerializer

    def get_queryset(self) -> QuerySet[Authority]:
        return authorities_of(current_actor())
