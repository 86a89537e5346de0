"""How late the sweep was: one row a batch, with the lateness of each timer in it."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from idi_platform.tenancy.public import Wall


class SweptBatch(models.Model):
    """`lateness` in seconds of business time, one for each timer fired; `swept_at` is real time. No city, no term."""

    swept_at = models.DateTimeField(db_default=Now(), db_index=True)
    lateness = ArrayField(models.FloatField())

    wall: ClassVar[Wall] = Wall(app="put", clock="rw")

    class Meta:
        ordering = ("swept_at", "id")

    def __str__(self) -> str:
        return f"{self.swept_at} {len(self.lateness)}"
