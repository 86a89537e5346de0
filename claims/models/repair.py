"""Years one and two: the developer's own repair (建设单位维修), filed and followed here as well."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from idi_platform.tenancy.public import Actor, CompositeForeignKey, TenantModel, TenantOneToOneField, TenantQuerySet

from .claim import Claim


class DeveloperRepairQuerySet(TenantQuerySet["DeveloperRepair"]):
    def _visible(self, actor: Actor) -> Self:
        return self.filter(claim__in=Claim.objects.visible_to(actor))


class DeveloperRepair(TenantModel):
    """What the developer answered and did. One row a claim, written from the first step on."""

    claim = TenantOneToOneField(Claim, related_name="developer_repair")
    told_at = models.DateTimeField(_("told"), null=True)
    accepted_at = models.DateTimeField(_("accepted"), null=True)
    visit_on = models.DateField(_("visit planned for"), null=True)
    visited_at = models.DateTimeField(_("visited"), null=True)
    refused_at = models.DateTimeField(_("refused"), null=True)
    done_at = models.DateTimeField(_("repaired"), null=True)
    note = models.TextField(_("note"), max_length=1000, blank=True)

    objects: ClassVar[DeveloperRepairQuerySet] = DeveloperRepairQuerySet.as_manager()  # type: ignore[assignment]  # manager with our queryset

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            CompositeForeignKey(fields=("city", "claim"), name="claims_developerrepair_claim_fk"),
            models.CheckConstraint(condition=Q(done_at=None) | Q(refused_at=None), name="claims_developerrepair_end"),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(visit_on__isnull=False), name="claims_developerrepair_visit"
            ),
        ]
