"""Which version governs a project, for ever."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from idi_platform.dossiers.public import Dossier
from idi_platform.tenancy.public import Actor, CompositeForeignKey, TenantForeignKey, TenantModel, TenantQuerySet, Wall
from policies.constants import Anchor, PinReason

from .instruments import InstrumentVersion


class PinQuerySet(TenantQuerySet["Pin"]):
    def _visible(self, actor: Actor) -> Self:
        return self.filter(dossier__in=Dossier.objects.visible_to(actor))


class Pin(TenantModel):
    """The version whose own anchor date lay in its validity when the project was insured."""

    dossier = TenantForeignKey(Dossier, related_name="pins")
    version = models.ForeignKey(InstrumentVersion, models.PROTECT, related_name="pins")
    anchor = models.CharField(_("anchor"), max_length=40, choices=Anchor.choices)
    anchor_on = models.DateField(_("anchor date"))
    reason = models.CharField(_("reason"), max_length=20, choices=PinReason.choices)
    pinned_at = models.DateTimeField(_("pinned at"))
    pinned_by_id = models.UUIDField(null=True, blank=True)

    wall: ClassVar[Wall] = Wall(app="append")
    objects: ClassVar[PinQuerySet] = PinQuerySet.as_manager()  # type: ignore[assignment]  # manager with our queryset

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            CompositeForeignKey(fields=("city", "dossier"), name="policies_pin_dossier_fk"),
            models.UniqueConstraint(fields=("city", "dossier"), name="policies_pin_once"),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.anchor_on}"
