"""The clock's own reasoning: the steps of one due date, stored once under the hash of their canonical JSON."""

from typing import ClassVar

from django.db import models

from idi_platform.tenancy.public import Wall


class Computation(models.Model):
    """Steps of codes and dates, no person and no tenant in them: equal terms started on equal days share a row."""

    sha256 = models.CharField(primary_key=True, max_length=64)
    body = models.TextField()

    wall: ClassVar[Wall] = Wall(app="append")
