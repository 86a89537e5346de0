"""The second wall, in the database: row-level security and grants, rebuilt from model metadata after every migrate.

No table can be forgotten: every managed model is walked, tenant tables get ENABLE and FORCE with one equality on city
for each login, and every other table gets exactly the grants that its model's `wall` declares.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from django.apps import apps
from django.db import models
from django.db.backends.utils import CursorWrapper

Access = Literal["none", "r", "append", "update", "keep", "rw", "put", "take"]

APP, CLOCK, BACKUP = "idi_app", "idi_clock", "idi_backup"
CITY_SETTING = "idi.city"

_PRIVILEGES: dict[Access, str] = {
    "r": "SELECT",
    "append": "SELECT, INSERT",
    "update": "SELECT, UPDATE",
    "keep": "SELECT, INSERT, UPDATE",
    "rw": "SELECT, INSERT, UPDATE, DELETE",
    # The two ends of a queue.
    "put": "SELECT, INSERT",
    "take": "SELECT, DELETE",
}
_OWN_CITY = f"city_id = nullif(current_setting('{CITY_SETTING}', true), '')::smallint"


@dataclass(frozen=True, slots=True)
class Wall:
    """What each runtime login may do with a table. `append` also refuses update and delete to every login.

    `keep`: rows are made and changed, and stay. `only_by_trigger`: rows come from triggers of other tables alone.
    `erasable` columns of an append-only table may be emptied, all at once, when the person they tell of is erased.
    `changes`: the columns that the application may change in a table to which it otherwise only adds.
    """

    app: Access = "rw"
    clock: Access = "none"
    only_by_trigger: bool = False
    erasable: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()

    @property
    def is_append_only(self) -> bool:
        """Whether nobody may change what somebody may add."""
        return "append" in {self.app, self.clock} <= {"none", "r", "append"}


# Tables of Django and of libraries. idi_clock needs none of them.
_LIBRARIES = {
    "django_session": Wall(app="rw"),
    "django_content_type": Wall(app="r"),
    "auth_permission": Wall(app="r"),
    "auth_group": Wall(app="append"),
    "mfa_authenticator": Wall(app="rw"),
    "usersessions_usersession": Wall(app="rw"),
    "socialaccount_socialaccount": Wall(app="rw"),
    # Always empty; Django asks it when a link goes.
    "socialaccount_socialtoken": Wall(app="take"),
    "account_emailaddress": Wall(app="r"),
    "axes_accessattempt": Wall(app="rw"),
    "axes_accessattemptexpiration": Wall(app="rw"),
}
# A table outside the wall whose model says nothing is nobody's.
_UNDECLARED = Wall(app="none")


def is_tenant(model: type[models.Model]) -> bool:
    """A table is inside the wall exactly when its model inherits TenantRow."""
    return bool(getattr(model, "is_tenant_row", False))


def wall_of(model: type[models.Model]) -> Wall:
    """What the model declares; of a library's table, what is declared here."""
    return getattr(model, "wall", None) or _LIBRARIES.get(model._meta.db_table, _UNDECLARED)


def tenant_tables() -> list[str]:
    return sorted({model._meta.db_table for model in _managed_models() if is_tenant(model)})


def build_wall(cursor: CursorWrapper) -> None:
    """Puts policies, grants and append-only triggers of every table in place. Idempotent; run as idi_owner."""
    for function in (_REFUSE_CHANGE, _ONLY_BY_TRIGGER, _NEVER_LOOK_AWAY):
        cursor.execute(function)
    for login in (APP, CLOCK):
        cursor.execute(f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {login}")
        cursor.execute(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {login}")
    cursor.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {BACKUP}")
    cursor.execute(f"GRANT SELECT ON django_migrations TO {APP}, {CLOCK}")
    for model in _managed_models():
        for statement in _statements(model._meta.db_table, wall_of(model), tenant=is_tenant(model)):
            cursor.execute(statement)


def _managed_models() -> Iterable[type[models.Model]]:
    every = apps.get_models(include_auto_created=True)
    return (model for model in every if model._meta.managed and not model._meta.proxy)


def _statements(table: str, wall: Wall, *, tenant: bool) -> Iterable[str]:
    for login, access in ((APP, wall.app), (CLOCK, wall.clock)):
        if access != "none":
            yield f'GRANT {_PRIVILEGES[access]} ON "{table}" TO {login}'
    if columns := (*wall.erasable, *wall.changes):
        yield f'GRANT UPDATE ({", ".join(columns)}) ON "{table}" TO {APP}'
    yield f'DROP TRIGGER IF EXISTS idi_append_only ON "{table}"'
    yield f'DROP TRIGGER IF EXISTS idi_append_only_truncate ON "{table}"'
    if wall.is_append_only:
        yield (
            f'CREATE TRIGGER idi_append_only BEFORE UPDATE OR DELETE ON "{table}" '
            f"FOR EACH ROW EXECUTE FUNCTION idi_refuse_change({', '.join(wall.erasable)})"
        )
        yield (
            f'CREATE TRIGGER idi_append_only_truncate BEFORE TRUNCATE ON "{table}" '
            "FOR EACH STATEMENT EXECUTE FUNCTION idi_refuse_change()"
        )
    if wall.only_by_trigger:
        yield (
            f'CREATE OR REPLACE TRIGGER idi_only_by_trigger BEFORE INSERT ON "{table}" '
            "FOR EACH ROW EXECUTE FUNCTION idi_only_by_trigger()"
        )
    if tenant:
        yield from _policies(table, wall)


def _policies(table: str, wall: Wall) -> Iterable[str]:
    yield f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY'
    yield f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY'
    yield f'DROP POLICY IF EXISTS idi_city ON "{table}"'
    yield f'CREATE POLICY idi_city ON "{table}" TO {APP} USING ({_OWN_CITY}) WITH CHECK ({_OWN_CITY})'
    yield f'DROP POLICY IF EXISTS idi_clock ON "{table}"'
    if wall.clock != "none":
        yield f'CREATE POLICY idi_clock ON "{table}" TO {CLOCK} USING (true) WITH CHECK (true)'


# Its arguments are the columns that erasure may empty: all of them at once, and nothing else with them.
_REFUSE_CHANGE = """
CREATE OR REPLACE FUNCTION idi_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND TG_NARGS > 0 THEN
        IF to_jsonb(NEW) = to_jsonb(OLD) || (SELECT jsonb_object_agg(emptied, NULL) FROM unnest(TG_ARGV) emptied) THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'append-only: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$
"""

_ONLY_BY_TRIGGER = """
CREATE OR REPLACE FUNCTION idi_only_by_trigger() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF pg_trigger_depth() < 2 THEN
        RAISE EXCEPTION 'only triggers write to %', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$
"""

# django-pgtrigger lets any session ask its triggers to be ignored; here nobody's wish is heard.
_NEVER_LOOK_AWAY = """
CREATE OR REPLACE FUNCTION _pgtrigger_should_ignore(trigger_name name) RETURNS boolean LANGUAGE sql AS 'SELECT false'
"""
