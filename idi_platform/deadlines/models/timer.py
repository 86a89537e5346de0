"""What the sweep reads: one narrow row beside each open deadline, with every instant at which something is told."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from idi_platform.tenancy.public import CompositeForeignKey, TenantOneToOneField, TenantRow, Wall

from .deadline import Deadline


class DeadlineTimer(TenantRow):
    """`plan`: reminders, the due moment at `due_step`, escalations; `fire_at` is plan[step], null when all is told.

    The plan is computed once, by the legal clock; a suspension or a new calendar writes a new plan and version.
    """

    deadline = TenantOneToOneField(Deadline, models.CASCADE, primary_key=True, related_name="timer")
    plan_version = models.IntegerField(default=1)
    step = models.SmallIntegerField(default=0)
    due_step = models.SmallIntegerField()
    fire_at = models.DateTimeField(null=True)
    plan = ArrayField(models.DateTimeField())
    quarantined = models.CharField(max_length=200, default="", db_default="")

    wall: ClassVar[Wall] = Wall(app="rw", clock="update")

    class Meta:
        constraints = [CompositeForeignKey(fields=("city", "deadline"), name="deadlines_timer_deadline_fk")]
        indexes = [models.Index(fields=("fire_at",), condition=Q(fire_at__isnull=False), name="deadlines_timer_due")]
