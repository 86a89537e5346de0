"""Reading claims."""

from uuid import UUID

from django.db.models import QuerySet
from rest_framework.request import Request
from rest_framework.response import Response

from claims.filters import ClaimFilters
from claims.models import Claim
from claims.rights import READ
from claims.selectors import claims_list
from idi_platform.api.public import DetailView, RowsView
from idi_platform.tenancy.public import current_actor

from .serializers import ClaimFileSerializer, ClaimRowSerializer, claim_file


def seen_claims() -> QuerySet[Claim]:
    related = ("dossier", "insurer", "developer", "district", "project", "unit")
    return Claim.objects.visible_to(current_actor()).select_related(*related)


class ListClaims(RowsView):
    """Claims the caller may see, newest first"""

    rights = (READ,)
    serializer_class = ClaimRowSerializer
    filterset_class = ClaimFilters
    ordering = ("-filed_at", "-pk")

    def get_queryset(self) -> QuerySet[Claim]:
        return claims_list(current_actor())


class ReadClaim(DetailView):
    """One claim with its terms and what may be done with it now"""

    rights = (READ,)
    serializer_class = ClaimFileSerializer

    def get_queryset(self) -> QuerySet[Claim]:
        return seen_claims()

    def get(self, _request: Request, pk: UUID) -> Response:
        return Response(self.get_serializer(claim_file(self.actor, self.found(pk))).data)
