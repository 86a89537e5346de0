"""Reading projects and homes."""

from django.db.models import Prefetch, QuerySet

from idi_platform.accounts.public import CITY_ROLES, Role
from idi_platform.api.public import DetailView, ListView
from idi_platform.registry.models import Party, Project, Unit
from idi_platform.tenancy.public import current_actor

from .serializers import HomeSerializer, ProjectRowSerializer, ProjectSerializer

STAFF = tuple(role for role in CITY_ROLES if role != Role.OWNER)


class ListProjects(ListView):
    """Projects the caller may see, the latest first"""

    roles = STAFF
    serializer_class = ProjectRowSerializer
    filter_backends = ()
    ordering = ("-pk",)

    def get_queryset(self) -> QuerySet[Project]:
        return Project.objects.visible_to(current_actor()).select_related("dossier", "district")


class ReadProject(DetailView):
    """One project with its bodies, dated facts and buildings"""

    roles = STAFF
    serializer_class = ProjectSerializer

    def get_queryset(self) -> QuerySet[Project]:
        parties = Prefetch("parties", Party.objects.visible_to(self.actor).select_related("organisation"))
        seen = Project.objects.visible_to(self.actor).select_related("dossier", "district")
        return seen.prefetch_related(parties, "milestones", "buildings")


class ListHomes(ListView):
    """Homes the caller may see: an owner's own, or those of the caller's projects"""

    roles = CITY_ROLES
    serializer_class = HomeSerializer
    filter_backends = ()
    ordering = ("-pk",)

    def get_queryset(self) -> QuerySet[Unit]:
        return Unit.objects.visible_to(current_actor()).select_related("dossier")
