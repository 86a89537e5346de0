"""The reasoning behind a resolved value, stored once under its hash."""

from typing import ClassVar

from django.db import models

from idi_platform.tenancy.public import Wall


class Trace(models.Model):
    """Canonical JSON of codes, without a person or a case in it: claims of one day, city and duty share a row."""

    hash = models.CharField(max_length=64, primary_key=True)
    schema = models.PositiveSmallIntegerField()
    body = models.TextField()

    wall: ClassVar[Wall] = Wall(app="append")

    def __str__(self) -> str:
        return self.hash
