"""A legal term at work: what is owed, by whom, until when, by which rule."""

from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import Organisation
from idi_platform.audit.public import Event
from idi_platform.deadlines.constants import Basis, Closing, PauseCause
from idi_platform.deadlines.rules.terms import Direction, Term, Unit
from idi_platform.dossiers.public import Dossier
from idi_platform.tenancy.public import (
    Actor,
    CompositeForeignKey,
    TenantForeignKey,
    TenantModel,
    TenantQuerySet,
    Wall,
)


class DeadlineQuerySet(TenantQuerySet["Deadline"]):
    def _visible(self, actor: Actor) -> Self:
        return self.filter(dossier__in=Dossier.objects.visible_to(actor))

    def open(self) -> Self:
        return self.filter(closed_at=None)

    def running(self) -> Self:
        """Open, and not standing still."""
        return self.filter(closed_at=None, suspended_since=None)

    def driving(self) -> Self:
        """Of two texts on one duty the owner-better one: what lists show and reminders follow."""
        return self.filter(drives_service=True)

    def missed_by(self, at: datetime) -> Self:
        """Not met in time, whether or not a sweep has marked it: the truth never waits for a process."""
        late = Q(met_at=None, suspended_since=None, due_at__lte=at) | Q(met_at__gte=F("due_at"))
        return self.filter(late).exclude(met_at=None, closed_at__lt=F("due_at"))


class Deadline(TenantModel):
    """`due_at` is the first instant after the last permissible day: met in time means before it.

    While the term stands still (`suspended_since`, `suspended_for`) nobody knows its end: `due_at` is the last known.
    `missed_at` equals `due_at` once marked. Duty, term, basis and hashes are values: this layer knows no rule.
    """

    dossier = TenantForeignKey(Dossier, related_name="deadlines", db_index=False)
    duty = models.CharField(_("duty"), max_length=80)
    rule_id = models.CharField(_("rule"), max_length=20)
    citation = models.CharField(_("legal basis"), max_length=200)
    obliged = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", db_index=False, verbose_name=_("obliged party")
    )
    basis = models.CharField(_("basis"), max_length=20, choices=Basis.choices)
    term_value = models.PositiveSmallIntegerField()
    term_unit = models.CharField(max_length=12)
    term_direction = models.CharField(max_length=8, default=Direction.AFTER.value, db_default=Direction.AFTER.value)
    term_rolls = models.BooleanField(default=True, db_default=True)
    started_by = TenantForeignKey(Event, related_name="+", db_index=False)
    started_at = models.DateTimeField(_("started"))
    unrolled_at = models.DateTimeField()
    due_at = models.DateTimeField(_("due"))
    provisional = models.BooleanField(default=False)
    met_at = models.DateTimeField(_("met"), null=True)
    missed_at = models.DateTimeField(_("missed"), null=True)
    closed_at = models.DateTimeField(null=True)
    closed_as = models.CharField(
        _("ended as"), max_length=12, choices=Closing.choices, blank=True, default="", db_default=""
    )
    suspended_since = models.DateTimeField(_("suspended since"), null=True)
    suspended_for = models.CharField(
        _("suspended for"), max_length=30, choices=PauseCause.choices, blank=True, default="", db_default=""
    )
    drives_service = models.BooleanField(default=True, db_default=True)
    plan_version = models.IntegerField(default=1)
    trace_hash = models.CharField(max_length=64)
    computation_hash = models.CharField(max_length=64)

    objects: ClassVar[DeadlineQuerySet] = DeadlineQuerySet.as_manager()  # type: ignore[assignment]  # manager with our queryset
    wall: ClassVar[Wall] = Wall(app="rw", clock="update")

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            CompositeForeignKey(fields=("city", "dossier"), name="deadlines_deadline_dossier_fk"),
            CompositeForeignKey(fields=("city", "started_by"), name="deadlines_deadline_event_fk"),
            # The rule is part of it: two texts may each set a term for one duty (dual).
            models.UniqueConstraint(
                fields=("city", "dossier", "duty", "started_by", "rule_id"), name="deadlines_deadline_once"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_as="") | Q(closed_at__isnull=False, suspended_since=None),
                name="deadlines_closed_is_not_suspended",
            ),
            models.CheckConstraint(
                condition=Q(missed_at=None) | Q(missed_at=F("due_at")), name="deadlines_missed_at_due"
            ),
            models.CheckConstraint(condition=Q(due_at__gte=F("unrolled_at")), name="deadlines_roll_is_later"),
        ]
        indexes = [
            # The predicate never mentions the miss and missed_at stands in no index: marking stays a HOT update.
            models.Index(fields=("obliged", "city", "due_at"), condition=Q(closed_at=None), name="deadlines_open"),
        ]

    @property
    def term(self) -> Term:
        """The term as the legal clock reckons with it."""
        direction = Direction(self.term_direction)
        value = None if direction is Direction.BEFORE and not self.term_value else self.term_value
        return Term(value, Unit(self.term_unit), direction, self.term_rolls)

    def is_missed(self, at: datetime) -> bool:
        if self.suspended_since is not None:
            return False
        return (self.met_at or self.closed_at or at) >= self.due_at
