"""A housing project: what one insurance policy covers."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import Role
from idi_platform.audit.public import history
from idi_platform.dossiers.public import CIVIL_ZONE, DossierBound, Permission, granted_dossiers
from idi_platform.registry.constants import PartyRole
from idi_platform.tenancy.public import Actor, BilingualName, District, TenantQuerySet, database_now


class ProjectQuerySet(TenantQuerySet["Project"]):
    def _visible(self, actor: Actor) -> Self:
        if actor.role == Role.BUREAU:
            return self.filter(district_id=actor.district_id) if actor.district_id else self
        if actor.organisation_id is None and not actor.is_system:
            return self.none()
        return self if actor.is_system else self.filter(pk__in=granted_dossiers(actor, Permission.TAKE_PART))

    def led_by(self, actor: Actor) -> Self:
        """Projects that the actor sees and whose lead insurer the actor's body is today."""
        if actor.organisation_id is None:
            return self.none()
        today = TruncDate(database_now(), tzinfo=CIVIL_ZONE)
        current = Q(parties__to_on=None) | Q(parties__to_on__gt=today)
        leads = self.model.objects.filter(
            current,
            parties__organisation_id=actor.organisation_id,
            parties__role=PartyRole.LEAD_INSURER,
            parties__from_on__lte=today,
        )
        return self.visible_to(actor).filter(pk__in=leads.values("pk"))


@history("name_zh", "name_en", "address", "district", "project_type", dossier="dossier")
class Project(BilingualName, DossierBound):
    """A project's name and place; dates stand in its milestones, bodies in its parties."""

    name_en = models.CharField(_("English name"), max_length=120, blank=True)
    address = models.CharField(_("address"), max_length=200)
    district = models.ForeignKey(District, models.PROTECT, related_name="+", verbose_name=_("district"))
    project_type = models.CharField(_("project type"), max_length=40, default="commodity_housing")

    objects: ClassVar[ProjectQuerySet] = ProjectQuerySet.as_manager()  # type: ignore[assignment]  # manager with our queryset

    class Meta(DossierBound.Meta):
        indexes = [models.Index(fields=("city", "district"), name="registry_project_district")]
