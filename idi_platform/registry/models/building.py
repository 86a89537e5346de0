"""A building of a project."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from idi_platform.audit.public import history
from idi_platform.tenancy.public import Actor, CompositeForeignKey, TenantForeignKey, TenantModel, TenantQuerySet

from .project import Project


class BuildingQuerySet(TenantQuerySet["Building"]):
    def _visible(self, actor: Actor) -> Self:
        return self.filter(project__in=Project.objects.visible_to(actor))


@history("project", "number", "floors", dossier="project")
class Building(TenantModel):
    project = TenantForeignKey(Project, related_name="buildings")
    number = models.CharField(_("building"), max_length=30)
    floors = models.PositiveSmallIntegerField(_("floors"), null=True, blank=True)

    objects: ClassVar[BuildingQuerySet] = BuildingQuerySet.as_manager()  # type: ignore[assignment]  # manager with our queryset

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            CompositeForeignKey(fields=("city", "project"), name="registry_building_project_fk"),
            models.UniqueConstraint(fields=("city", "project", "number"), name="registry_building_number"),
        ]

    def __str__(self) -> str:
        return self.number
