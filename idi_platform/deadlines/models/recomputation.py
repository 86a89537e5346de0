"""Reckoning running terms anew because what they rest on has changed, and both values of each that moved."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from idi_platform.accounts.public import User, is_for_whole_city
from idi_platform.deadlines.constants import RecomputationCause
from idi_platform.tenancy.public import Actor, CompositeForeignKey, TenantForeignKey, TenantModel, TenantQuerySet, Wall

from .deadline import Deadline


class RecomputationState(models.TextChoices):
    ASKED = "asked", pgettext_lazy("recomputation", "Waits for the second person")
    RUNNING = "running", pgettext_lazy("recomputation", "Running")
    DONE = "done", pgettext_lazy("recomputation", "Done")
    REFUSED = "refused", pgettext_lazy("recomputation", "Refused")


class RecomputationQuerySet(TenantQuerySet["Recomputation"]):
    def _visible(self, actor: Actor) -> Self:
        """The bureau of the whole city answers for its terms; the system works on them."""
        return self if actor.is_system or is_for_whole_city(actor) else self.none()


class Recomputation(TenantModel):
    """`subject` is what changed: the year of the calendar, the version corrected or the reading decided.

    `reference` says by what. `set_aside` are the ids of terms that could not be reckoned: they keep their dates, and a
    person looks.

    `cursor` is the last term looked at: a run that was killed goes on behind it. `only`: this one term, else all.
    """

    cause = models.CharField(_("cause"), max_length=12, choices=RecomputationCause.choices)
    subject = models.CharField(max_length=60)
    reference = models.CharField(_("reference"), max_length=200)
    reason = models.CharField(_("reason"), max_length=500)
    only = TenantForeignKey(Deadline, null=True, related_name="+", db_index=False)
    state = models.CharField(
        _("state"), max_length=10, choices=RecomputationState.choices, default=RecomputationState.ASKED
    )
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)
    decided_at = models.DateTimeField(null=True)
    cursor = models.UUIDField(null=True)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    moved = models.PositiveIntegerField(default=0)
    set_aside = models.JSONField(default=list)
    finished_at = models.DateTimeField(null=True)

    objects: ClassVar[RecomputationQuerySet] = RecomputationQuerySet.as_manager()  # type: ignore[assignment]  # manager with our queryset
    wall: ClassVar[Wall] = Wall(app="keep")

    class Meta(TenantModel.Meta):
        ordering = ("-asked_at", "id")
        constraints = [
            *TenantModel.Meta.constraints,
            CompositeForeignKey(fields=("city", "only"), name="deadlines_recomputation_only_fk"),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("asked_by")), name="deadlines_recomputation_two_people"
            ),
            models.CheckConstraint(
                condition=Q(state=RecomputationState.ASKED, decided_at=None) | Q(decided_by__isnull=False),
                name="deadlines_recomputation_decided",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cause} {self.subject} {self.state}"


class MoveQuerySet(TenantQuerySet["Move"]):
    def _visible(self, actor: Actor) -> Self:
        return self.filter(deadline__in=Deadline.objects.visible_to(actor))


class Move(TenantModel):
    """What one recomputation made of one term: once each, both values kept with the reasoning of both."""

    recomputation = TenantForeignKey(Recomputation, related_name="moves", db_index=False)
    deadline = TenantForeignKey(Deadline, related_name="moves", db_index=False)
    was_due_at = models.DateTimeField()
    due_at = models.DateTimeField()
    was_citation = models.CharField(max_length=200)
    was_trace_hash = models.CharField(max_length=64)
    was_computation_hash = models.CharField(max_length=64)
    moved_at = models.DateTimeField()

    objects: ClassVar[MoveQuerySet] = MoveQuerySet.as_manager()  # type: ignore[assignment]  # manager with our queryset
    wall: ClassVar[Wall] = Wall(app="append")

    class Meta(TenantModel.Meta):
        ordering = ("moved_at", "id")
        constraints = [
            *TenantModel.Meta.constraints,
            CompositeForeignKey(fields=("city", "recomputation"), name="deadlines_move_recomputation_fk"),
            CompositeForeignKey(fields=("city", "deadline"), name="deadlines_move_deadline_fk"),
            models.UniqueConstraint(fields=("city", "recomputation", "deadline"), name="deadlines_move_once"),
        ]
        indexes = [models.Index(fields=("city", "deadline"), name="deadlines_move_deadline")]

    def __str__(self) -> str:
        return f"{self.deadline_id} {self.was_due_at} → {self.due_at}"
