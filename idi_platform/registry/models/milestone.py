"""The dated facts of a project that law counts from."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from idi_platform.registry.constants import MilestoneKind
from idi_platform.tenancy.public import Actor, CompositeForeignKey, TenantForeignKey, TenantModel, TenantQuerySet

from .building import Building
from .project import Project


class MilestoneQuerySet(TenantQuerySet["Milestone"]):
    def _visible(self, actor: Actor) -> Self:
        return self.filter(project__in=Project.objects.visible_to(actor))


class Milestone(TenantModel):
    """Something that happened on a civil date, to the whole project or to one building, and what shows it."""

    project = TenantForeignKey(Project, related_name="milestones")
    building = TenantForeignKey(Building, null=True, blank=True, related_name="milestones")
    kind = models.CharField(_("milestone"), max_length=40, choices=MilestoneKind.choices)
    on = models.DateField(_("date"))
    evidence = models.CharField(_("evidence"), max_length=200)

    objects: ClassVar[MilestoneQuerySet] = MilestoneQuerySet.as_manager()  # type: ignore[assignment]  # manager with our queryset

    class Meta(TenantModel.Meta):
        ordering = ("on", "id")
        constraints = [
            *TenantModel.Meta.constraints,
            CompositeForeignKey(fields=("city", "project"), name="registry_milestone_project_fk"),
            CompositeForeignKey(fields=("city", "building"), name="registry_milestone_building_fk"),
            models.UniqueConstraint(
                fields=("city", "project", "building", "kind", "on"),
                nulls_distinct=False,
                name="registry_milestone_once",
            ),
            models.CheckConstraint(condition=~Q(evidence=""), name="registry_milestone_evidence"),
        ]
