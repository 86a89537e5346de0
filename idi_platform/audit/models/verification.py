"""What a verification of a chain found."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models

from idi_platform.tenancy.public import Wall, uuid7

from .seal import NOTHING_BEFORE

# A walk that was silent for so long has lost its worker.
_SILENT_AFTER = timedelta(minutes=2)


class Verification(models.Model):
    """One walk along a chain: how far it is, and, once it has come to the end, what it found. Ids, codes and moments.

    `total` is the number of seals when it began; `count` and `hash` are the last it saw. `findings` is a list of
    `{kind, number, source, row_id, code, at}`; an empty one of a finished walk means that the record stands.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    chain = models.SmallIntegerField()
    total = models.BigIntegerField()
    count = models.BigIntegerField(default=0)
    hash = models.BinaryField(default=NOTHING_BEFORE)
    findings = models.JSONField(default=list)
    actor_user_id = models.UUIDField(null=True)
    started_at = models.DateTimeField()
    told_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    wall: ClassVar[Wall] = Wall(app="keep")

    class Meta:
        indexes = [models.Index(fields=("chain", "started_at"), name="audit_verification_chain")]

    @property
    def stands(self) -> bool:
        return self.finished_at is not None and not self.findings

    def is_running(self, *, at: datetime) -> bool:
        """Whether a worker is still at it. `at` is real time."""
        return self.finished_at is None and at - self.told_at < _SILENT_AFTER
