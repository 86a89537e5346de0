"""A home (户), with one case file of its own (一户一档)."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import Role
from idi_platform.audit.public import history
from idi_platform.dossiers.public import CIVIL_ZONE, DossierBound
from idi_platform.tenancy.public import Actor, CompositeForeignKey, TenantForeignKey, TenantQuerySet, database_now

from .building import Building
from .project import Project


class UnitQuerySet(TenantQuerySet["Unit"]):
    def _visible(self, actor: Actor) -> Self:
        if actor.role == Role.OWNER:
            return self.filter(pk__in=self.owned_by(actor).values("pk"))
        return self.filter(project__in=Project.objects.visible_to(actor))

    def owned_by(self, actor: Actor) -> Self:
        """Homes whose ownership dates name this person today; ownership that has ended opens nothing."""
        today = TruncDate(database_now(), tzinfo=CIVIL_ZONE)
        current = Q(ownerships__to_on=None) | Q(ownerships__to_on__gt=today)
        return self.filter(current, ownerships__owner_id=actor.user_id, ownerships__from_on__lte=today)


@history("project", "building", "number", "floor", dossier="dossier")
class Unit(DossierBound):
    project = TenantForeignKey(Project, related_name="units")
    building = TenantForeignKey(Building, related_name="units")
    number = models.CharField(_("door number"), max_length=30)
    floor = models.SmallIntegerField(_("floor"), null=True, blank=True)

    objects: ClassVar[UnitQuerySet] = UnitQuerySet.as_manager()  # type: ignore[assignment]  # manager with our queryset

    class Meta(DossierBound.Meta):
        constraints = [
            *DossierBound.Meta.constraints,
            CompositeForeignKey(fields=("city", "project"), name="registry_unit_project_fk"),
            CompositeForeignKey(fields=("city", "building"), name="registry_unit_building_fk"),
            models.UniqueConstraint(fields=("city", "building", "number"), name="registry_unit_number"),
        ]

    def __str__(self) -> str:
        return f"{self.building} {self.number}"
