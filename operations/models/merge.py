"""That two people, or two bodies, were one: which is another name of which."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from idi_platform.tenancy.public import Wall, uuid7

from .proposal import Proposal


class Merge(models.Model):
    """`old_id` is from now on another name of `kept_id`. `moved` counts rows by city's code and column.

    Plain ids: what the two are, the proposal's kind says.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    proposal = models.OneToOneField(Proposal, models.PROTECT, related_name="merge")
    old_id = models.UUIDField(unique=True)
    kept_id = models.UUIDField()
    moved = models.JSONField(default=dict)
    merged_at = models.DateTimeField()

    wall: ClassVar[Wall] = Wall(app="append")

    class Meta:
        indexes = [models.Index(fields=("kept_id",), name="operations_merge_kept")]
        constraints = [models.CheckConstraint(condition=~Q(old_id=F("kept_id")), name="operations_merge_two")]

    def __str__(self) -> str:
        return f"{self.old_id} → {self.kept_id}"
