"""What a request wrote, and what somebody with bad intent puts into it (PROMISES rows 4 and 6)."""

import json
import random
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import connection, models, transaction
from rest_framework import serializers

from idi_platform.accounts.public import Membership, Organisation, User
from idi_platform.tenancy.public import City, system_actor, tenant_work
from tests.tenancy.logins import managed_models, tables, tenant_models

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
# What differs between two requests that do the same: moments, new ids, numbers from sequences, and what chance makes
# (digests, letters' codes, sealed values, passwords that open nothing).
_MOMENT = re.compile(
    r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?([+-]\d\d:?\d\d|Z)?|(-?\d+ days? )?[+-]?\d\d:\d\d:\d\d\.\d+"
)
_DIGEST = re.compile(
    r'[0-9a-f]{32,}|\b[0-9A-Z]{24}\b|\bv1\.[0-9a-f]{8}\.[\w+/=-]+|\bgAAAA[\w=-]+|(?<="password": ")![^"]*'
)
_SEQUENCE = re.compile(r'"(id|pgh_id|pgh_obj_id|group_id)": ?\d+')
# Who asked what when, sessions, and the answer kept for a repeated submit: they tell of the request itself.
LOGS = {
    *("django_session", "audit_access", "usersessions_usersession", "outbox_idempotencykey", "api_apikey"),
    "axes_accessattempt",  # keeps what was sent with a wrong password, whatever it was called
}
# The same day in UTC, as rows tell it.
FAR_DAY, FAR_MOMENT, FAR_NUMBER, CANARY = "2031-07-09", "2031-07-09T12:02:03+08:00", 987_654_321, "canary-7f3a"
# Names that no column has and that others' platforms were taken by.
WELL_KNOWN = {"tenant": 2, "tenant_id": 2, "paid": True, "is_superuser": True, "is_admin": True, "permissions": ["*"]}
REFUSED = {400, 403, 404, 409, 422}
Rows = Counter[str]


@dataclass(frozen=True)
class Outcome:
    """An answer, with the rows that it wrote or removed, whatever the city."""

    status: int
    body: str
    written: Rows
    removed: Rows

    @property
    def has_effect(self) -> bool:
        return self.status < 400 and bool(self.written or self.removed)

    def names(self, one: str) -> list[str]:
        """The rows written that hold these words."""
        return [row for row in self.written if one in row]

    def differences(self, other: "Outcome", *, known: Iterable[str] = ()) -> list[str]:
        """What one of two requests did and the other did not; `known` ids are told apart, new ones are not."""
        kept = set(known)
        found = [] if self.status == other.status else [f"{self.status} {other.status} {self.body[:500]}"]
        for mine, theirs in ((self.written, other.written), (self.removed, other.removed)):
            one, two = _levelled(mine, kept), _levelled(theirs, kept)
            found += [*(f"+ {row}" for row in one - two), *(f"- {row}" for row in two - one)]
        return found


def tried(ask: Callable[[], Any]) -> Outcome:
    """What would have come of a request; all of it is undone."""
    with transaction.atomic():
        before = _touched()  # within: between transactions PostgreSQL starts counting anew
        response = ask()
        body = (b"".join(response) if response.streaming else response.content).decode("utf-8", "replace")
        if response.status_code < 400:
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        names = {name for name, count in _touched().items() if count > before.get(name, 0)} - LOGS
        after = stored(names)
        transaction.set_rollback(True)
    as_before = stored(names)
    return Outcome(response.status_code, body, after - as_before, as_before - after)


def _touched() -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables")
        return {str(name): int(count) for name, count in cursor.fetchall()}


def stored(names: set[str]) -> Rows:
    """Every row of these tables in every city, as words."""
    walled = set(tables(tenant_models()))
    found = Counter(_read(names - walled))
    if names & walled:
        for city in City.objects.order_by("pk"):
            with tenant_work(system_actor(city.pk)):
                found += Counter(_read(names & walled))
    return found


def _read(names: Iterable[str]) -> list[str]:
    asked = " UNION ALL ".join(
        f"SELECT '{name} ' || to_jsonb(t)::text FROM {name} t"  # noqa: S608  # our tables
        for name in sorted(names)
    )
    if not asked:
        return []
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return [row for (row,) in cursor.fetchall()]


def _levelled(rows: Rows, kept: set[str]) -> Rows:
    found: Rows = Counter()
    for row, count in rows.items():
        plain = UUID.sub(lambda one: one[0] if one[0] in kept else "#", row)
        for pattern, mark in ((_MOMENT, "@"), (_DIGEST, "%"), (_SEQUENCE, r'"\1": 0')):
            plain = pattern.sub(mark, plain)
        found[plain] += count
    return found


def ids_of_city(city: City) -> dict[str, str]:
    """By model's label one row of each table of a city, and the bodies and people that work in no other."""
    found = {label: pk for pk, label in _named(city, "LIMIT 1")}
    there = Membership.objects.filter(city=city)
    others = Membership.objects.exclude(city=city)
    person = there.exclude(user__in=others.values("user")).order_by("pk").first()
    body = there.exclude(organisation=None).exclude(
        organisation__in=others.exclude(organisation=None).values("organisation")
    )
    if person is not None:
        found |= {"accounts.User": str(person.user_id), "accounts.Membership": str(person.pk)}
    for one in body.order_by("organisation__kind").distinct("organisation__kind").select_related("organisation"):
        assert one.organisation is not None
        found[f"accounts.Organisation.{one.organisation.kind}"] = str(one.organisation_id)
    return found


def kinds_of(ids: Collection[str], city: City) -> dict[str, set[str]]:
    """What each id names there, by the labels of `ids_of_city`; a dossier and its claim have one id."""
    found: dict[str, set[str]] = {pk: set() for pk in ids}
    for pk, label in _named(city, "WHERE pk = ANY(%(ids)s::uuid[])", ids=[*ids]):
        found[pk].add(label)
    for person in User.objects.filter(pk__in=ids):
        found[str(person.pk)].add("accounts.User")
    for body in Organisation.objects.filter(pk__in=ids):
        found[str(body.pk)].add(f"accounts.Organisation.{body.kind}")
    return found


@cache
def _walled() -> list[tuple[str, str, str]]:
    """Label, column of the id and table of what stands in a city and is named by a UUID."""
    found = [model._meta for model in tenant_models() if isinstance(_plain(model._meta.pk), models.UUIDField)]
    return [(meta.label, str(meta.pk.column), meta.db_table) for meta in found]


def _named(city: City, narrowed: str, **values: Any) -> list[tuple[str, str]]:
    """Ids and labels of a city's rows."""
    asked = " UNION ALL ".join(
        f"(SELECT pk::text, '{label}' FROM (SELECT {column} pk FROM {table}) t {narrowed})"  # noqa: S608  # our tables
        for label, column, table in _walled()
    )
    with tenant_work(system_actor(city.pk)), connection.cursor() as cursor:
        cursor.execute(asked, values)
        return [(str(pk), str(label)) for pk, label in cursor.fetchall()]


def _plain(field: Any) -> Any:
    """What a key is made of, through the keys that it points along."""
    while field.remote_field:
        field = field.target_field
    return field


@cache
def columns() -> dict[str, Any]:
    """Every name under which a table of ours keeps something, with a column of that name."""
    ours = [model for model in managed_models() if not model.__module__.startswith(("django.", "allauth.", "axes."))]
    fields = [field for model in ours for field in model._meta.concrete_fields]
    return {name: field for field in fields for name in (field.name, field.attname)}


def extras(declared: Iterable[str], foreign: Mapping[str, str], city: City) -> dict[str, Any]:
    """Every column that nobody declared, each with something that would show: far off, or the other city's."""
    taken = set(declared)
    far = {name: _far(field, foreign, city) for name, field in columns().items() if name not in taken}
    return {**far, **{name: value for name, value in WELL_KNOWN.items() if name not in taken}}


def _far(field: Any, foreign: Mapping[str, str], city: City) -> Any:
    if field.choices:
        return random.choice([value for value, _ in field.flatchoices])
    match _plain(field):
        case models.UUIDField():
            label = field.remote_field.model._meta.label if field.remote_field else ""
            return foreign.get(label) or random.choice(sorted(foreign.values()))
        case models.BooleanField():
            return not field.default
        case models.DateTimeField():
            return FAR_MOMENT
        case models.DateField():
            return FAR_DAY
        case models.TimeField():
            return "03:33"
        case models.IntegerField() | models.AutoField():
            return city.pk if field.remote_field else FAR_NUMBER
        case models.JSONField():
            return {CANARY: CANARY}
        case _:
            return CANARY


def names_in(body: Any) -> Iterator[str]:
    """Every name that the API's body reads, at any depth."""
    for name, below in getattr(getattr(body, "child", body), "fields", {}).items():
        yield name
        if isinstance(below, serializers.BaseSerializer):
            yield from names_in(below)


def as_words(extra: Mapping[str, Any]) -> dict[str, str]:
    """What a form would send of it."""
    return {name: value if isinstance(value, str) else json.dumps(value) for name, value in extra.items()}


def chose_nothing(meant: Outcome, got: Outcome, foreign: Collection[str]) -> None:
    """Refused, or all as it would have been without."""
    if got.status in {400, 422} and not got.written:
        return
    differences = got.differences(meant, known=foreign)
    assert differences == [], differences
    far = (CANARY, FAR_DAY, str(FAR_NUMBER), *foreign)
    chosen = [row for one in far for row in got.names(one) if len(got.names(one)) > len(meant.names(one))]
    assert chosen == [], chosen


def reached_nothing(got: Outcome, one: str, where: str) -> None:
    """Refused, and nothing names what was named."""
    assert got.status < 500, where
    assert got.names(one) == [], (where, got.names(one))
    assert got.status in REFUSED or not got.has_effect, (where, got)
