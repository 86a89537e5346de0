"""Raw sessions of one login each: what the database itself answers, whatever Django would do."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg2
from django.apps import apps
from django.db import connections, models

from idi_platform.embedded.connections import database_settings
from idi_platform.embedded.places import read_secret, var_directory
from idi_platform.embedded.postgres import BOOTSTRAP
from idi_platform.tenancy.wall import is_tenant

Row = tuple[Any, ...]
LOGINS = ("idi_app", "idi_clock", "idi_owner", "idi_backup")


@contextmanager
def session(login: str, database: str) -> Iterator[psycopg2.extensions.connection]:
    """A connection of its own, rolled back and closed at the end."""
    address = database_settings(login)
    connection = psycopg2.connect(
        dbname=database,
        user=address["USER"],
        password=address["PASSWORD"],
        host=address["HOST"],
        port=address["PORT"] or None,
    )
    try:
        yield connection
    finally:
        connection.rollback()
        connection.close()


@contextmanager
def superuser_of(database: str) -> Iterator[None]:
    """Django's connection as the embedded server's superuser: whoever holds the machine."""
    password = read_secret(var_directory(), f"postgres_{BOOTSTRAP}")
    wrapper = connections["default"]
    wrapper.close()
    before = wrapper.settings_dict
    wrapper.settings_dict = {**before, "NAME": database, "USER": BOOTSTRAP, "PASSWORD": password}
    try:
        yield
    finally:
        wrapper.close()
        wrapper.settings_dict = before


def ask(connection: psycopg2.extensions.connection, question: str, values: object = None) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(question, values)  # type: ignore[arg-type]  # the stub knows fewer kinds of parameters
        return cursor.fetchall()


def set_city(connection: psycopg2.extensions.connection, city_id: int | None) -> None:
    """What the backend does at the start of a transaction."""
    ask(connection, "SELECT set_config('idi.city', %s, true)", [str(city_id or "")])


def managed_models() -> list[type[models.Model]]:
    """Every model with a table of its own that migrations make."""
    every = apps.get_models(include_auto_created=True)
    return [model for model in every if model._meta.managed and not model._meta.proxy]


def tenant_models() -> list[type[models.Model]]:
    return [model for model in managed_models() if is_tenant(model)]


def tables(found: list[type[models.Model]]) -> list[str]:
    return sorted({model._meta.db_table for model in found})
