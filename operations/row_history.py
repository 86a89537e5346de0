"""The versions of rows for the audit administrator: who changed what, from what to what; each search on record.

History explains, the sealed record proves (docs/adr/0026). What is personal is masked here for everybody.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import Organisation, Role, User
from idi_platform.audit.public import AccessKind, History, histories
from idi_platform.dossiers.public import Dossier
from idi_platform.tenancy.public import SYSTEM_ROLE, Actor, OriginKind, is_tenant, tenant_work

from .audit_search import log_search, people_named
from .row_words import Names, label_of, names_of, told_fields, words_of

_ROLES = dict(Role.choices)
NOTHING = "–"


class Way(models.TextChoices):
    """How a change came, as the transaction told the database."""

    PAGE = "page", _("On a page")
    API = "api", _("By a call of the API")
    TASK = "task", _("By a worker's task")
    COMMAND = "command", _("By a command")
    OUTSIDE = "outside", _("Past the application: a statement to the database")
    UNTOLD = "untold", _("Not kept")


_API = f"{OriginKind.REQUEST}:api-v1:"
_IS_API, _HAS_NONE = Q(origin__startswith=_API), Q(origin=None)
# Nobody acts in a statement past the application; before origins were kept only the actor was.
_HAS_ACTOR = Q(actor_user_id__isnull=False) | Q(actor_role__isnull=False)
_CAME_BY: dict[str, Q] = {
    Way.PAGE: Q(origin__startswith=f"{OriginKind.REQUEST}:") & ~_IS_API,
    Way.API: _IS_API,
    Way.TASK: Q(origin__startswith=f"{OriginKind.TASK}:"),
    Way.COMMAND: Q(origin__startswith=f"{OriginKind.COMMAND}:"),
    Way.OUTSIDE: _HAS_NONE & ~_HAS_ACTOR,
    Way.UNTOLD: _HAS_NONE & _HAS_ACTOR,
}
# What a trigger calls its version.
ACTS: dict[str, Promise] = {"insert": _("Entered"), "update": _("Changed"), "delete": _("Deleted")}


@dataclass(frozen=True, slots=True)
class VersionSearch:
    """What is looked for and why. `table` is the label of what is followed; `beyond` the last version seen."""

    table: str
    reason: str
    city_id: int | None = None
    row: UUID | None = None
    dossier: str = ""
    person: str = ""
    way: str = ""
    act: str = ""
    since: datetime | None = None
    until: datetime | None = None
    is_oldest_first: bool = False
    beyond: int | None = None

    @property
    def criteria(self) -> list[str]:
        """The names of what narrows it; the values may name a person."""
        names = ("row", "dossier", "person", "way", "act", "since", "until")
        return [name for name in names if getattr(self, name)]


@dataclass(frozen=True, slots=True)
class Change:
    """One field, before and after, in words; empty where there was no row."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Version:
    """One version as it is shown. `lacks_before`: changed before its first version was kept.

    `origin` is the name of the route, task or command that it came from.
    """

    version_id: int
    at: datetime
    act: Promise
    way: str
    origin: str
    person: str
    organisation: str
    role: str
    row: UUID
    dossier: str
    changes: list[Change]
    lacks_before: bool
    is_system: bool

    @property
    def way_words(self) -> str:
        return str(Way(self.way).label)


def table_named(label: str) -> type[History]:
    """The versions of what is called so. LookupError when it keeps none."""
    found = next((table for table in histories() if table.follows()._meta.label == label), None)
    if found is None:
        raise LookupError(label)
    return found


def search_versions(search: VersionSearch, *, by: Actor, at: datetime, kind: AccessKind, limit: int) -> list[Version]:
    """The matching versions, `limit` at most. The search is logged first. `at` is real time."""
    table = table_named(search.table)
    city_id = search.city_id if is_tenant(table) else None
    subject = f"history.{search.table}"
    log_search(
        subject=subject, city_id=city_id, criteria=search.criteria, reason=search.reason, by=by, at=at, kind=kind
    )
    with tenant_work(replace(by, city_id=city_id)):
        return _versions(table, list(_rows(table, search)[:limit]))


def _rows(table: type[History], search: VersionSearch) -> "models.QuerySet[Any]":
    rows: models.QuerySet[Any] = table._default_manager.all()
    if is_tenant(table):
        rows = rows.filter(city_id=search.city_id)
    beyond = "pgh_id__gt" if search.is_oldest_first else "pgh_id__lt"
    asked = {
        _key(table): search.row,
        "pgh_created_at__gte": search.since,
        "pgh_created_at__lt": search.until,
        "pgh_label": search.act,
        beyond: search.beyond,
    }
    rows = rows.filter(**{name: value for name, value in asked.items() if value})
    if search.way:
        rows = rows.filter(_CAME_BY[search.way])
    if search.person:
        rows = rows.filter(actor_user_id__in=people_named(search.person))
    if search.dossier:
        files = Dossier.objects.filter(city=search.city_id, number__iexact=search.dossier)
        rows = rows.filter(**{f"{table.dossier_column}__in": files.values("pk")})
    return rows.order_by("pgh_id" if search.is_oldest_first else "-pgh_id")


def _key(table: type[History]) -> str:
    return table.follows()._meta.pk.attname


def _versions(table: type[History], rows: list[Any]) -> list[Version]:
    before = _before(table, rows)
    names = names_of(table, [*rows, *filter(None, before.values())])
    people = User.objects.in_bulk({row.actor_user_id for row in rows} - {None})
    bodies = Organisation.objects.in_bulk({row.actor_organisation_id for row in rows} - {None})
    numbers = _numbers(table, rows)
    return [
        Version(
            version_id=row.pgh_id,
            at=row.pgh_created_at,
            act=ACTS[row.pgh_label],
            way=_way(row),
            origin=(row.origin or "").partition(":")[2],
            person=people[row.actor_user_id].full_name if row.actor_user_id in people else "",
            organisation=str(bodies.get(row.actor_organisation_id, "")),
            role=str(_ROLES.get(row.actor_role, "")),
            row=getattr(row, _key(table)),
            dossier=numbers.get(getattr(row, table.dossier_column, None), "") if table.dossier_column else "",
            changes=_changes(table, before.get(row.pgh_id), row, names),
            lacks_before=row.pgh_label == "update" and before[row.pgh_id] is None,
            is_system=row.actor_role == SYSTEM_ROLE,
        )
        for row in rows
    ]


def _before(table: type[History], rows: list[Any]) -> dict[int, Any]:
    """The version before each of these, one statement: all earlier ones of the same rows, oldest first."""
    if not rows:
        return {}
    key = _key(table)
    versions: Any = table._default_manager
    same = versions.filter(
        **{f"{key}__in": {getattr(row, key) for row in rows}}, pgh_id__lte=max(row.pgh_id for row in rows)
    )
    last: dict[Any, Any] = {}
    found: dict[int, Any] = {}
    for version in same.order_by("pgh_id"):
        of = getattr(version, key)
        found[version.pgh_id], last[of] = last.get(of), version
    return found


def _changes(table: type[History], before: Any, row: Any, names: Names) -> list[Change]:
    """What differs from the version before; of a row entered or deleted, all that it held."""
    is_deleted = row.pgh_label == "delete"
    changes = []
    for field in told_fields(table):
        old = getattr(before, field.attname) if before is not None else None
        if not is_deleted and before is not None and old == getattr(row, field.attname):
            continue
        now = words_of(field, row, names)
        if is_deleted or before is None:
            change = Change(label_of(field, table), now if is_deleted else "", "" if is_deleted else now)
        else:
            change = Change(label_of(field, table), words_of(field, before, names) or NOTHING, now or NOTHING)
        if change.before or change.after:
            changes.append(change)
    return changes


def _way(row: Any) -> str:
    """As _CAME_BY asks for it."""
    kind, _colon, _name = (row.origin or "").partition(":")
    if kind == OriginKind.REQUEST:
        return Way.API if row.origin.startswith(_API) else Way.PAGE
    if kind:
        return Way(kind)
    return Way.UNTOLD if row.actor_user_id or row.actor_role else Way.OUTSIDE


def _numbers(table: type[History], rows: list[Any]) -> dict[Any, str]:
    if not table.dossier_column:
        return {}
    ids = {getattr(row, table.dossier_column) for row in rows}
    return {file.pk: file.number for file in Dossier.objects.filter(pk__in=ids)}
