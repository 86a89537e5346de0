"""Reading reports and findings: the viewer first, always through visible_to."""

from uuid import UUID

from django.db.models import QuerySet

from idi_platform.tenancy.public import Actor

from .models import Finding


def open_findings(viewer: Actor, *, project_id: UUID) -> QuerySet[Finding]:
    """The findings of a project that still wait for somebody, as far as the viewer may see them."""
    return Finding.objects.visible_to(viewer).unresolved().filter(project_id=project_id)


def has_serious_open(viewer: Actor, *, project_id: UUID) -> bool:
    """Whether a serious finding (by default reading: D or E) of the project is not closed yet."""
    return open_findings(viewer, project_id=project_id).serious().exists()
