"""PostgreSQL with the tenant context: city and ids of the current actor, and where the work comes from, go to the
database before any tenant statement.

`set_config(..., true)` lives as long as the transaction. It is sent with the first statement of each outermost
transaction, again whenever the actor changes inside one, and again after a rollback to a savepoint (which undoes it).
"""

import re
from functools import cache
from typing import Any

from django.apps import apps
from django.db import NotSupportedError
from django.db.backends.postgresql import base
from django.db.backends.utils import CursorDebugWrapper, CursorWrapper
from psycopg2.sql import Composable

from idi_platform.tenancy.actor import Actor, acting
from idi_platform.tenancy.errors import TenantQueryOutsideTransaction
from idi_platform.tenancy.origin import origin

_TELL = (
    "SELECT set_config('idi.city', %s, true), set_config('idi.user', %s, true),"
    " set_config('idi.organisation', %s, true), set_config('idi.role', %s, true), set_config('idi.origin', %s, true)"
)
# Whoever only looks as somebody changes nothing, whatever the code tries. It lasts as long as the (sub)transaction.
_READ_ONLY = ", set_config('transaction_read_only', 'on', true)"
_NOT_SENT = object()
_USE_COPY_EXPERT = "Use copy_expert: it follows the actor."
# They name no row, and in a failed transaction PostgreSQL accepts nothing before them.
_SAVEPOINT_VERBS = {"SAVEPOINT", "RELEASE", "ROLLBACK"}
# What migrations run outside a transaction; anything else that names a tenant table reads or writes its rows.
_DEFINITION_VERBS = {"ALTER", "ANALYZE", "COMMENT", "CREATE", "DROP", "GRANT", "REINDEX", "REVOKE", "VACUUM"}


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's wrapper, with the wall's context kept in step with the actor."""

    _told: object = _NOT_SENT

    def follow_actor(self, sql: object) -> None:
        """Tells the transaction its city, and who acts, if it does not know; refuses tenant tables outside one."""
        text = sql.as_string(self.connection) if isinstance(sql, Composable) else str(sql)
        if not self.in_atomic_block:
            _refuse_tenant_table(text)
            return
        actor = acting()
        context = actor, origin()
        if context == self._told or self.needs_rollback or self.connection is None:
            return
        if _verb(text) in _SAVEPOINT_VERBS:
            return
        with self.wrap_database_errors, self.connection.cursor() as cursor:
            cursor.execute(_TELL + _READ_ONLY if actor and actor.looked_by else _TELL, (*_words(actor), origin()))
        self._told = context

    def make_cursor(self, cursor: Any) -> CursorWrapper:
        return _TenantCursor(cursor, self)

    def make_debug_cursor(self, cursor: Any) -> CursorDebugWrapper:
        return _TenantDebugCursor(cursor, self)

    def _forget(self) -> None:
        self._told = _NOT_SENT

    def _commit(self) -> None:
        self._forget()
        super()._commit()  # type: ignore[misc]  # the stubs leave out private methods

    def _rollback(self) -> None:
        self._forget()
        super()._rollback()  # type: ignore[misc]  # the stubs leave out private methods

    def _savepoint_rollback(self, sid: str) -> None:
        super()._savepoint_rollback(sid)  # type: ignore[misc]  # the stubs leave out private methods
        self._forget()

    def connect(self) -> None:
        self._forget()
        super().connect()


class _FollowsActor(CursorWrapper):
    db: DatabaseWrapper

    def execute(self, sql: Any, params: Any = None) -> Any:
        self.db.follow_actor(sql)
        return super().execute(sql, params)

    def executemany(self, sql: Any, param_list: Any) -> Any:
        self.db.follow_actor(sql)
        return super().executemany(sql, param_list)

    def callproc(self, procname: str, params: Any = None, kparams: Any = None) -> Any:
        self.db.follow_actor(procname)
        return super().callproc(procname, params, kparams)

    def copy_expert(self, sql: Any, file: Any, *args: Any) -> Any:
        self.db.validate_no_broken_transaction()
        self.db.follow_actor(sql)
        with self.db.wrap_database_errors:
            return self.cursor.copy_expert(sql, file, *args)

    def copy_to(self, *args: Any, **kwargs: Any) -> None:
        """Refused, like copy_from: psycopg2 builds their statement itself, behind the wall's back."""
        raise NotSupportedError(_USE_COPY_EXPERT)

    copy_from = copy_to


class _TenantCursor(_FollowsActor, CursorWrapper):
    pass


class _TenantDebugCursor(_FollowsActor, CursorDebugWrapper):
    pass


@cache
def _tenant_table() -> re.Pattern[str]:
    names = {m._meta.db_table for m in apps.get_models() if getattr(m, "is_tenant_row", False)}
    return re.compile(rf"\b(?:{'|'.join(sorted(names))})\b", re.IGNORECASE)


def _words(actor: Actor | None) -> tuple[str, str, str, str]:
    """City, person, organisation and role as the database is told them; no city shows no tenant row at all."""
    if actor is None:
        return "", "", "", ""
    return str(actor.city_id or ""), str(actor.user_id or ""), str(actor.organisation_id or ""), actor.role


def _verb(sql: str) -> str:
    return sql.split(maxsplit=1)[0].upper() if sql.strip() else ""


def _refuse_tenant_table(sql: str) -> None:
    if apps.ready and _verb(sql) not in _DEFINITION_VERBS and (found := _tenant_table().search(sql)):
        raise TenantQueryOutsideTransaction(found.group())
