"""Works that stand still on a site (停工), by a document: what is inspected month by month is not owed meanwhile."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import User
from idi_platform.registry.public import Project
from idi_platform.tenancy.public import Actor, CompositeForeignKey, TenantForeignKey, TenantModel, TenantQuerySet, Wall


class StopWorkQuerySet(TenantQuerySet["StopWork"]):
    def _visible(self, actor: Actor) -> Self:
        return self.filter(project__in=Project.objects.visible_to(actor))


class StopWork(TenantModel):
    """Civil days: nothing is built from `from_on` until before `to_on` (null: not resumed yet). One at a time."""

    project = TenantForeignKey(Project, related_name="stop_works")
    from_on = models.DateField(_("stopped on"))
    to_on = models.DateField(_("resumed on"), null=True)
    evidence = models.CharField(_("evidence"), max_length=200)
    resumed_by_evidence = models.CharField(_("evidence of resumption"), max_length=200, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)

    objects: ClassVar[StopWorkQuerySet] = StopWorkQuerySet.as_manager()  # type: ignore[assignment]  # manager with our queryset
    wall: ClassVar[Wall] = Wall(app="keep")

    class Meta(TenantModel.Meta):
        ordering = ("from_on", "id")
        constraints = [
            *TenantModel.Meta.constraints,
            CompositeForeignKey(fields=("city", "project"), name="riskmgmt_stopwork_project_fk"),
            models.UniqueConstraint(
                fields=("city", "project"), condition=Q(to_on=None), name="riskmgmt_stopwork_one_open"
            ),
            models.CheckConstraint(condition=~Q(evidence=""), name="riskmgmt_stopwork_evidence"),
            models.CheckConstraint(condition=Q(to_on=None) | Q(to_on__gt=F("from_on")), name="riskmgmt_stopwork_order"),
        ]

    def __str__(self) -> str:
        return f"{self.project_id} {self.from_on}"

    def covers(self, on: date) -> bool:
        return self.from_on <= on and (self.to_on is None or on < self.to_on)
