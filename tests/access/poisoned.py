"""The scene with script and formula in every text that people write, whatever its form would have let in."""

import json
from collections.abc import Iterator

from django.db import DataError, IntegrityError, connection, models, transaction

from tests.tenancy.logins import managed_models, superuser_of

MARKUP = "<img src=x onerror=alert(1)>"
POISON = f"=1+1\"'>{MARKUP}</script><script>alert(2)</script><!--"
# Words that machines write and compare: codes, digests, addresses, secrets; and the clock's own reasoning.
CODES = (
    *("code", "key", "digest", "hash", "sha256", "token", "secret", "kind", "state", "status", "rule", "version"),
    *("number", "password", "session", "label", "role", "subject_id", "path", "locale", "language", "query"),
    *("checksum", "unit"),
)
OTHERS = ("django.", "allauth.", "axes.", "policies.", "guardian.", "idi_platform.deadlines.models.computation")


def texts() -> Iterator[tuple[str, str, int]]:
    """Table, column and length of each text of ours without fixed choices."""
    for model in managed_models():
        if model.__module__.startswith(OTHERS):
            continue
        for field in model._meta.concrete_fields:
            is_text = isinstance(field, models.CharField | models.TextField) and not field.choices
            if is_text and not any(word in field.name for word in CODES):
                yield model._meta.db_table, str(field.column), field.max_length or 1000


def jsons() -> Iterator[tuple[str, str]]:
    for model in managed_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, models.JSONField) and not model.__module__.startswith(("django.", "policies.")):
                yield model._meta.db_table, str(field.column)


def poison(database: str, canary: str) -> set[str]:
    """Writes it as whoever holds the machine; the columns that took it, as `table.column`."""
    taken = set()
    with superuser_of(database), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table, column, length in texts():
            sql = f'UPDATE {table} SET "{column}" = %s WHERE "{column}" <> \'\' RETURNING 1'  # noqa: S608  # our tables
            try:
                with transaction.atomic():
                    cursor.execute(sql, [POISON[:length]])
                    taken |= {f"{table}.{column}"} if cursor.fetchall() else set()
            except (IntegrityError, DataError):
                continue
        for table, column in jsons():
            sql = f'UPDATE {table} SET "{column}" = replace("{column}"::text, %s, %s)::jsonb'  # noqa: S608  # our tables
            cursor.execute(sql, [canary, json.dumps(POISON)[1:-1]])
    return taken
