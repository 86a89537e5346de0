"""Verifying: every row, seal and published head is computed anew, and the first bad one of each kind is named.

The text of a row comes from PostgreSQL's own functions, hashed here: what the database stores of ours is not trusted.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import connection, models
from django.utils.translation import gettext_lazy as _

from idi_platform.tenancy.public import system_actor, tenant_work

from .models import NOTHING_BEFORE, PLATFORM, DailyHead, Source, Unsealed, chained

BATCH = 1000
# The clock seals every few seconds: what waits longer says that it stands still.
LATE_AFTER = timedelta(minutes=2)

Told = Callable[[int], None]

# As the trigger idi_note_for_seal writes it; Django's sessions speak UTC.
_ROW_TEXT = """(SELECT pg_catalog.jsonb_object_agg(key, value)::text
            FROM pg_catalog.jsonb_each(pg_catalog.to_jsonb(r)) WHERE value <> 'null'::jsonb)"""
_SEALS = f"""
SELECT s.number, s.source, s.row_id, s.digest, s.sealed_at, s.hash, found.code, found.at, found.text
FROM audit_seal s LEFT JOIN LATERAL (
    SELECT r.code, r.occurred_at AS at, {_ROW_TEXT} AS text FROM audit_event r
    WHERE s.source = 'audit_event' AND r.id = s.row_id
    UNION ALL
    SELECT r.kind, r.at, {_ROW_TEXT} FROM audit_access r WHERE s.source = 'audit_access' AND r.id = s.row_id
    UNION ALL
    SELECT r.code, r.at, {_ROW_TEXT} FROM audit_platformevent r
    WHERE s.source = 'audit_platformevent' AND r.id = s.row_id
) found ON true
WHERE s.chain = %(chain)s AND s.number > %(after)s ORDER BY s.number LIMIT %(batch)s
"""  # noqa: S608  # our own constant
_NEVER_NOTED = """
SELECT r.id, r.{code}, r.{at} FROM {table} r
WHERE {city} = %(chain)s
  AND NOT EXISTS (SELECT FROM audit_seal s WHERE s.chain = %(chain)s AND s.source = '{table}' AND s.row_id = r.id)
  AND NOT EXISTS (SELECT FROM audit_unsealed u
                  WHERE u.chain = %(chain)s AND u.source = '{table}' AND u.row_id = r.id)
ORDER BY r.id LIMIT 1
"""
# By what name each table knows its chain, its code and its moment.
_COLUMNS = {
    Source.EVENT: ("r.city_id", "code", "occurred_at"),
    Source.ACCESS: ("r.city_id", "kind", "at"),
    Source.PLATFORM_EVENT: (str(PLATFORM), "code", "at"),
}
_APPEND_ONLY = ("idi_append_only", "idi_append_only_truncate")
_GUARDS = [
    *((source.value, guard) for source in Source for guard in (*_APPEND_ONLY, "idi_note_for_seal")),
    *((table, guard) for table in ("audit_seal", "audit_dailyhead") for guard in _APPEND_ONLY),
]
# 'O' fires in ordinary sessions, 'A' always.
_GUARDS_ON = """
SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE tgenabled IN ('O', 'A') AND tgname = ANY (%s)
"""


class Fault(models.TextChoices):
    """What can be wrong with a chain."""

    ROW_CHANGED = "row_changed", _("A row was changed after it was sealed")
    ROW_MISSING = "row_missing", _("A sealed row is missing")
    SEAL_BROKEN = "seal_broken", _("A seal does not follow from the one before")
    HEAD_DIFFERS = "head_differs", _("The chain is not the one whose head was published")
    HEAD_UNKNOWN = "head_unknown", _("The chain does not contain the head that was kept")
    ROW_NOT_SEALED = "row_not_sealed", _("A row came in past the seals")
    SEALING_LATE = "sealing_late", _("Rows wait too long for their seal")
    GUARD_OFF = "guard_off", _("A guard of the tables is switched off")


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: of which seal, which row, and what is still known of it."""

    kind: Fault
    number: int | None = None
    source: str = ""
    row_id: UUID | None = None
    code: str = ""
    at: datetime | None = None


@dataclass(slots=True)
class Walk:
    """A chain as far as it was walked: seals counted, the computed hash of the last, and what was found."""

    chain: int
    count: int = 0
    hash: bytes = NOTHING_BEFORE
    findings: list[Finding] = field(default_factory=list)

    @property
    def stands(self) -> bool:
        return not self.findings

    def find(self, finding: Finding) -> None:
        """Keeps the first finding of each kind: those that follow mostly follow from it."""
        if all(known.kind != finding.kind for known in self.findings):
            self.findings.append(finding)


def verify_chain(
    chain: int, *, at: datetime, kept: Iterable[str] = (), batch: int = BATCH, told: Told = lambda _count: None
) -> Walk:
    """Walks one chain from its beginning, in batches of short transactions. `kept` are hashes somebody kept, in hex.

    `told` hears after each batch how many seals it had. `at` is real time.
    """
    walk = Walk(chain)
    wanted = {head.count: head for head in DailyHead.objects.filter(chain=chain)}
    missing = {word.strip().lower() for word in kept}
    for rows in _batches(chain, batch):
        for row in rows:
            _follow(walk, row)
            missing.discard(walk.hash.hex())
            head = wanted.pop(walk.count, None)
            if head is not None and bytes(head.hash) != walk.hash:
                walk.find(Finding(Fault.HEAD_DIFFERS, number=head.count, at=head.sealed_at))
        told(len(rows))
    for head in wanted.values():
        walk.find(Finding(Fault.HEAD_DIFFERS, number=head.count, at=head.sealed_at))
    for word in sorted(missing):
        walk.find(Finding(Fault.HEAD_UNKNOWN, code=word))
    _look_around(walk, at=at)
    return walk


def seals_of(chain: int) -> int:
    """How many seals a chain has, for progress."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(number), 0) FROM audit_seal WHERE chain = %s", [chain])
        count: int = cursor.fetchone()[0]
    return count


def _batches(chain: int, batch: int) -> Iterator[list[Any]]:
    after = 0
    while True:
        with tenant_work(system_actor(chain or None)), connection.cursor() as cursor:
            cursor.execute(_SEALS, {"chain": chain, "after": after, "batch": batch})
            rows = cursor.fetchall()
        if not rows:
            return
        yield rows
        after = rows[-1][0]


def _follow(walk: Walk, row: Any) -> None:
    """One seal further. A broken one is named once, and the walk goes on from what is stored."""
    number, source, row_id, digest, sealed_at, stored, code, at, text = row
    known = {"number": number, "source": source, "row_id": row_id, "code": code or "", "at": at}
    if text is None:
        walk.find(Finding(Fault.ROW_MISSING, **{**known, "at": sealed_at}))
    elif sha256(text.encode()).digest() != bytes(digest):
        walk.find(Finding(Fault.ROW_CHANGED, **known))
    facts = {"number": number, "source": source, "row_id": row_id, "digest": bytes(digest), "sealed_at": sealed_at}
    if number != walk.count + 1 or chained(walk.hash, **facts) != bytes(stored):
        walk.find(Finding(Fault.SEAL_BROKEN, **known))
    walk.count, walk.hash = number, bytes(stored)


def _look_around(walk: Walk, *, at: datetime) -> None:
    """What the seals cannot tell: rows that were never noted, a clock that stands still, guards that are off."""
    sources = [Source.PLATFORM_EVENT] if walk.chain == PLATFORM else [Source.EVENT, Source.ACCESS]
    with tenant_work(system_actor(walk.chain or None)), connection.cursor() as cursor:
        for source in sources:
            city, code, moment = _COLUMNS[source]
            cursor.execute(_NEVER_NOTED.format(table=source, city=city, code=code, at=moment), {"chain": walk.chain})
            for row_id, row_code, row_at in cursor.fetchall():
                walk.find(Finding(Fault.ROW_NOT_SEALED, source=source, row_id=row_id, code=row_code, at=row_at))
        cursor.execute(_GUARDS_ON, [sorted({guard for _table, guard in _GUARDS})])
        for table, guard in sorted(set(_GUARDS) - set(cursor.fetchall())):
            walk.find(Finding(Fault.GUARD_OFF, source=table, code=guard))
        oldest = Unsealed.objects.filter(chain=walk.chain, noted_at__lt=at - LATE_AFTER).order_by("id").first()
    if oldest is not None:
        walk.find(Finding(Fault.SEALING_LATE, source=oldest.source, row_id=oldest.row_id, at=oldest.noted_at))
