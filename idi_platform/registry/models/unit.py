"""A home (户), with one case file of its own (一户一档)."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import Role
from idi_platform.audit.public import history
from idi_platform.dossiers.public import CIVIL_ZONE, DossierBound, Permission, granted_dossiers
from idi_platform.tenancy.public import Actor, CompositeForeignKey, TenantForeignKey, TenantQuerySet, database_now

from .building import Building
from .project import Project


class UnitQuerySet(TenantQuerySet["Unit"]):
    def _visible(self, actor: Actor) -> Self:
        if actor.role == Role.OWNER:
            return self.spoken_for_by(actor)
        of_projects = Q(project__in=Project.objects.visible_to(actor))
        if actor.role == Role.PARTICIPANT:
            return self.filter(of_projects | Q(pk__in=granted_dossiers(actor, Permission.ACT_FOR)))
        return self.filter(of_projects)

    def spoken_for_by(self, actor: Actor) -> Self:
        """Homes whose claims are the actor's to file today: own ones, and those that an authority names."""
        granted = Q(pk__in=granted_dossiers(actor, Permission.ACT_FOR))
        match actor.role:
            case Role.OWNER:
                return self.filter(granted | Q(pk__in=self.model.objects.owned_by(actor).values("pk")))
            case Role.PARTICIPANT:
                return self.filter(granted)
            case _other:
                return self.none()

    def owned_by(self, actor: Actor) -> Self:
        """Homes whose ownership dates name this person today; ownership that has ended opens nothing."""
        today = TruncDate(database_now(), tzinfo=CIVIL_ZONE)
        current = Q(ownerships__to_on=None) | Q(ownerships__to_on__gt=today)
        return self.filter(current, ownerships__owner_id=actor.user_id, ownerships__from_on__lte=today)


@history("project", "building", "number", "floor", dossier="dossier")
class Unit(DossierBound):
    """`is_common`: the common parts of the building (共有部分, Civil Code 271), which are nobody's home."""

    project = TenantForeignKey(Project, related_name="units")
    building = TenantForeignKey(Building, related_name="units")
    number = models.CharField(_("door number"), max_length=30)
    floor = models.SmallIntegerField(_("floor"), null=True, blank=True)
    is_common = models.BooleanField(_("common parts"), default=False)

    objects: ClassVar[UnitQuerySet] = UnitQuerySet.as_manager()  # type: ignore[assignment]  # manager with our queryset

    class Meta(DossierBound.Meta):
        constraints = [
            *DossierBound.Meta.constraints,
            CompositeForeignKey(fields=("city", "project"), name="registry_unit_project_fk"),
            CompositeForeignKey(fields=("city", "building"), name="registry_unit_building_fk"),
            models.UniqueConstraint(fields=("city", "building", "number"), name="registry_unit_number"),
            models.UniqueConstraint(
                fields=("city", "building"), condition=Q(is_common=True), name="registry_unit_common_parts_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.building} {self.number}"
