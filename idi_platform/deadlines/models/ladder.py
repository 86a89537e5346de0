"""Ladders of a city, version by version, and what was planned for each term by one of them."""

from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from idi_platform.accounts.public import Role, User
from idi_platform.deadlines.constants import Basis
from idi_platform.deadlines.ladder import Rung, rung_of
from idi_platform.deadlines.rules.plan import Audience
from idi_platform.tenancy.public import (
    Actor,
    CompositeForeignKey,
    TenantForeignKey,
    TenantModel,
    TenantQuerySet,
    TenantRow,
    Wall,
)

from .deadline import Deadline

LONGEST_REASON = 500


class LadderState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("ladder", "Draft")
    ASKED = "asked", pgettext_lazy("ladder", "Waits for the second officer")
    IN_FORCE = "in_force", pgettext_lazy("ladder", "In force")
    REPLACED = "replaced", pgettext_lazy("ladder", "Replaced")
    REFUSED = "refused", pgettext_lazy("ladder", "Refused")
    WITHDRAWN = "withdrawn", pgettext_lazy("ladder", "Withdrawn")


class CityLadderQuerySet(TenantQuerySet["CityLadder"]):
    def _visible(self, actor: Actor) -> Self:
        """The city's bureau; the system plans by them."""
        return self if actor.role == Role.BUREAU or actor.is_system else self.none()

    def in_force(self) -> Self:
        return self.filter(state=LadderState.IN_FORCE)


class CityLadder(TenantModel):
    """One version of a city's ladder: for all its terms, for those of one `basis`, or for those of one `duty`.

    `rungs` are rows of ladder.Rung; none of them in force means that the city gave the ladder up: the more general one
    speaks. `number` counts the versions that came into force. `reaches_running`: once in force, running terms not yet
    missed are planned anew by it. Put in force it never changes again, but that a later one replaces it (by trigger).
    All moments are real time.
    """

    basis = models.CharField(_("basis"), max_length=20, choices=Basis.choices, blank=True)
    duty = models.CharField(_("duty"), max_length=80, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=LadderState.choices, default=LadderState.DRAFT)
    rungs = models.JSONField(default=list)
    number = models.PositiveSmallIntegerField(_("version"), null=True)
    reason = models.CharField(_("reason"), max_length=LONGEST_REASON, blank=True)
    reaches_running = models.BooleanField(default=False)
    author = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    created_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)
    decided_at = models.DateTimeField(null=True)
    refusal = models.CharField(_("reason of the refusal"), max_length=LONGEST_REASON, blank=True)
    ended_at = models.DateTimeField(null=True)

    objects: ClassVar[CityLadderQuerySet] = CityLadderQuerySet.as_manager()  # type: ignore[assignment]  # manager with our queryset
    wall: ClassVar[Wall] = Wall(app="keep")

    class Meta(TenantModel.Meta):
        ordering = ("-created_at", "id")
        constraints = [
            *TenantModel.Meta.constraints,
            models.CheckConstraint(condition=Q(basis="") | Q(duty=""), name="deadlines_cityladder_one_scope"),
            models.UniqueConstraint(
                fields=("city", "basis", "duty"),
                condition=Q(state=LadderState.IN_FORCE),
                name="deadlines_cityladder_one_in_force",
            ),
            models.UniqueConstraint(
                fields=("city", "basis", "duty", "number"), name="deadlines_cityladder_numbered_once"
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | Q(state=LadderState.WITHDRAWN) | ~Q(decided_by=F("author")),
                name="deadlines_cityladder_two_people",
            ),
            models.CheckConstraint(
                condition=Q(state__in=(LadderState.DRAFT, LadderState.ASKED), decided_by=None, decided_at=None)
                | (
                    ~Q(state__in=(LadderState.DRAFT, LadderState.ASKED))
                    & Q(decided_by__isnull=False, decided_at__isnull=False)
                ),
                name="deadlines_cityladder_decided_whole",
            ),
        ]
        indexes = [models.Index(fields=("city", "state"), name="deadlines_cityladder_state")]

    def __str__(self) -> str:
        return f"{self.scope_code} {self.state}"

    @property
    def scope_code(self) -> str:
        """What it is for, in codes, with its version once it has one."""
        version = f"v{self.number}" if self.number else ""
        return " ".join(part for part in (self.duty or self.basis, version) if part)

    @property
    def steps(self) -> tuple[Rung, ...]:
        """Its rungs, as they speak."""
        return tuple(rung_of(row) for row in self.rungs)


class DeadlinePlan(TenantRow):
    """What was planned for a term under one plan version, by which ladder (null: the product's own); kept for ever.

    A message of the sweep names plan version and step: here stands whom that step tells, also when the term is done or
    planned anew since. The timer is the working copy that the sweep reads.
    """

    deadline = TenantForeignKey(Deadline, related_name="plans", db_index=False)
    version = models.IntegerField()
    ladder = TenantForeignKey(CityLadder, null=True, related_name="+", db_index=False)
    due_step = models.SmallIntegerField()
    instants = ArrayField(models.DateTimeField())
    tells = ArrayField(models.SmallIntegerField())

    wall: ClassVar[Wall] = Wall(app="append")

    class Meta:
        constraints = [
            CompositeForeignKey(fields=("city", "deadline"), name="deadlines_plan_deadline_fk"),
            CompositeForeignKey(fields=("city", "ladder"), name="deadlines_plan_ladder_fk"),
            models.UniqueConstraint(fields=("city", "deadline", "version"), name="deadlines_plan_once"),
        ]
        indexes = [
            models.Index(fields=("city", "ladder"), condition=Q(ladder__isnull=False), name="deadlines_plan_by_ladder")
        ]

    def __str__(self) -> str:
        return f"{self.deadline_id} v{self.version}"

    def audience(self, step: int) -> Audience:
        """Whom a step tells."""
        return Audience(self.tells[step])
