"""When a term stood still, why, and what the date had been before."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from idi_platform.deadlines.constants import PauseCause
from idi_platform.deadlines.rules.terms import Suspension
from idi_platform.tenancy.public import Actor, CompositeForeignKey, TenantForeignKey, TenantModel, TenantQuerySet

from .deadline import Deadline


class PauseQuerySet(TenantQuerySet["Pause"]):
    def _visible(self, actor: Actor) -> Self:
        return self.filter(deadline__in=Deadline.objects.visible_to(actor))


class Pause(TenantModel):
    """A stop of one deadline, from the arrival of the request to the arrival of what it asked for (null: not yet).

    `document_id` is the request, an Upload or a Letter of the dossier: two kinds, so a plain id. `due_before` is the
    date that stood before the stop. One pause of a cause for each deadline: a second request stops nothing.
    """

    deadline = TenantForeignKey(Deadline, related_name="pauses", db_index=False)
    cause = models.CharField(_("cause"), max_length=30, choices=PauseCause.choices)
    document_id = models.UUIDField(null=True)
    from_at = models.DateTimeField(_("from"))
    to_at = models.DateTimeField(_("until"), null=True)
    due_before = models.DateTimeField()

    objects: ClassVar[PauseQuerySet] = PauseQuerySet.as_manager()  # type: ignore[assignment]  # manager with our queryset

    class Meta(TenantModel.Meta):
        ordering = ("from_at", "id")
        constraints = [
            *TenantModel.Meta.constraints,
            CompositeForeignKey(fields=("city", "deadline"), name="deadlines_pause_deadline_fk"),
            models.UniqueConstraint(fields=("city", "deadline", "cause"), name="deadlines_pause_once"),
            models.CheckConstraint(
                condition=Q(to_at=None) | Q(to_at__gte=F("from_at")), name="deadlines_pause_in_order"
            ),
        ]

    @property
    def suspension(self) -> Suspension:
        """The stop as the legal clock reckons with it: no document, since computations bear no tenant's value."""
        return Suspension(self.from_at, self.to_at, self.cause)
