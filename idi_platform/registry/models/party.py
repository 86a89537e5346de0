"""Which body takes part in a project, as what, from when to when."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import Organisation
from idi_platform.audit.public import history
from idi_platform.registry.constants import PartyRole
from idi_platform.tenancy.public import Actor, CompositeForeignKey, TenantForeignKey, TenantModel, TenantQuerySet

from .project import Project


class PartyQuerySet(TenantQuerySet["Party"]):
    def _visible(self, actor: Actor) -> Self:
        return self.filter(project__in=Project.objects.visible_to(actor))


@history("project", "organisation", "role", "from_on", "to_on", dossier="project")
class Party(TenantModel):
    project = TenantForeignKey(Project, related_name="parties")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("organisation"))
    role = models.CharField(_("role"), max_length=30, choices=PartyRole.choices)
    from_on = models.DateField(_("from"))
    to_on = models.DateField(_("until"), null=True, blank=True)

    objects: ClassVar[PartyQuerySet] = PartyQuerySet.as_manager()  # type: ignore[assignment]  # manager with our queryset

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            CompositeForeignKey(fields=("city", "project"), name="registry_party_project_fk"),
            models.UniqueConstraint(
                fields=("city", "project", "organisation", "role", "from_on"), name="registry_party_once"
            ),
            models.CheckConstraint(condition=Q(to_on=None) | Q(to_on__gt=F("from_on")), name="registry_party_period"),
        ]
        indexes = [models.Index(fields=("city", "organisation"), name="registry_party_organisation")]
