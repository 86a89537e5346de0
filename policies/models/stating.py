"""What people state of the duties of a stage: kept for ever, the last one holds."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from idi_platform.dossiers.public import Dossier
from idi_platform.tenancy.public import Actor, CompositeForeignKey, TenantForeignKey, TenantModel, TenantQuerySet, Wall
from policies.constants import DutyState

LONGEST_WORDS = 300


class StatedDutyQuerySet(TenantQuerySet["StatedDuty"]):
    def _visible(self, actor: Actor) -> Self:
        return self.filter(dossier__in=Dossier.objects.visible_to(actor))


class StatedDuty(TenantModel):
    """One statement on one rule of one case file: by which body, in which words, at which business time."""

    dossier = TenantForeignKey(Dossier, related_name="stated_duties")
    version = models.CharField(max_length=60)
    rule = models.CharField(max_length=12)
    state = models.CharField(_("state"), max_length=16, choices=DutyState.choices)
    words = models.CharField(_("what shows it"), max_length=LONGEST_WORDS)
    organisation_id = models.UUIDField(null=True)
    stated_by_id = models.UUIDField()
    stated_at = models.DateTimeField(_("stated at"))

    wall: ClassVar[Wall] = Wall(app="append")
    objects: ClassVar[StatedDutyQuerySet] = StatedDutyQuerySet.as_manager()  # type: ignore[assignment]  # manager with our queryset

    class Meta(TenantModel.Meta):
        ordering = ("-stated_at", "-id")
        constraints = [
            *TenantModel.Meta.constraints,
            CompositeForeignKey(fields=("city", "dossier"), name="policies_statedduty_dossier_fk"),
            models.CheckConstraint(condition=~models.Q(words=""), name="policies_statedduty_words"),
        ]
        indexes = [models.Index(fields=("city", "dossier", "rule"), name="policies_statedduty_dossier")]

    def __str__(self) -> str:
        return f"{self.rule} {self.state}"
