"""The chain over the record: what waits to be sealed, the seals, and the head of each day that is published."""

from datetime import datetime
from hashlib import sha256
from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from idi_platform.tenancy.public import Wall

# The chain of what happened outside every case file; the others bear the id of their city.
PLATFORM = 0
# What the first seal of a chain is chained with.
NOTHING_BEFORE = bytes(32)


class Source(models.TextChoices):
    """The tables under seal."""

    EVENT = "audit_event", _("Event of a case file")
    ACCESS = "audit_access", _("Look at what is sensitive")
    PLATFORM_EVENT = "audit_platformevent", _("Event of the platform")


class Unsealed(models.Model):
    """A row that waits for its seal: put here by a trigger in the transaction that wrote it, taken by the clock.

    Only ids and the digest of the row: the clock seals what it may not read. `id` is the order of writing.
    """

    id = models.BigAutoField(primary_key=True)
    chain = models.SmallIntegerField()
    source = models.CharField(max_length=40)
    row_id = models.UUIDField()
    digest = models.BinaryField()
    noted_at = models.DateTimeField(db_default=Now())

    wall: ClassVar[Wall] = Wall(app="put", clock="take")


class Seal(models.Model):
    """One row of the record under seal: its digest, chained with the seal before.

    Outside the wall: a number, an id and two digests tell nobody what a row says.
    """

    pk = models.CompositePrimaryKey("chain", "number")
    chain = models.SmallIntegerField()
    number = models.BigIntegerField()
    source = models.CharField(max_length=40)
    row_id = models.UUIDField()
    digest = models.BinaryField()
    sealed_at = models.DateTimeField()
    hash = models.BinaryField()

    wall: ClassVar[Wall] = Wall(app="r", clock="append")

    class Meta:
        constraints = [models.UniqueConstraint(fields=("chain", "source", "row_id"), name="audit_seal_once")]


class DailyHead(models.Model):
    """The last seal of a chain on a day that has ended, as published: whoever keeps it can tell a rewritten chain.

    `day` is the day of Asia/Shanghai, `count` the number of that seal, `hash` its hash.
    """

    pk = models.CompositePrimaryKey("chain", "day")
    chain = models.SmallIntegerField()
    day = models.DateField()
    count = models.BigIntegerField()
    hash = models.BinaryField()
    sealed_at = models.DateTimeField()

    wall: ClassVar[Wall] = Wall(app="r", clock="append")


def chained(before: bytes, *, number: int, source: str, row_id: UUID, digest: bytes, sealed_at: datetime) -> bytes:
    """SHA-256 over the hash before and this seal's own words, one a line; 32 bytes."""
    words = (str(number), source, str(row_id), digest.hex(), sealed_at.isoformat(timespec="microseconds"))
    return sha256(before + "\n".join(words).encode()).digest()
