"""Grants are written here alone: the projection of dated facts, compared and rebuilt from the facts at any time."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.models import Group
from django.contrib.auth.models import Permission as PermissionRow
from django.db import transaction

from idi_platform.audit.public import PlatformEvent, record_platform
from idi_platform.tenancy.public import Actor

from .models import Dossier, DossierGroupObjectPermission, DossierUserObjectPermission, Permission

COMPARED = "grants_compared"


@dataclass(frozen=True, slots=True)
class Grant:
    """What one fact opens: a case file, to a body or to a person, from a day (None: since ever) until a day."""

    dossier_id: UUID
    permission: Permission
    from_on: date | None = None
    to_on: date | None = None
    organisation_id: UUID | None = None
    person_id: UUID | None = None


# All facts of a city, or those about one case file.
Projector = Callable[[int, UUID | None], Iterable[Grant]]
_projectors: list[Projector] = []


def register_projector(projector: Projector) -> None:
    """Has the facts of an app read into grants. Called from apps.ready()."""
    if projector not in _projectors:
        _projectors.append(projector)


@transaction.atomic
def project_grants(*, dossier_id: UUID, by: Actor) -> None:
    """Makes a case file's grants what its facts say; called by the service that changed a fact, in its transaction.

    The case file is locked first: of two changes at once the second reads the first's facts.
    """
    Dossier.objects.select_for_update().get(city_id=by.tenant_id, pk=dossier_id)
    _write(by.tenant_id, dossier_id)


def grants_amiss(city_id: int) -> int:
    """How many grants of a city the facts do not ask for, and how many are missing. 0 is the promise."""
    surplus, missing = _differences(city_id, None)
    return len(surplus) + len(missing)


@transaction.atomic
def rebuild_grants(*, by: Actor) -> int:
    """Makes all grants of the actor's city what the facts say; how many were amiss."""
    return _write(by.tenant_id, None)


def compare_grants(*, by: Actor, at: datetime) -> int:
    """Compares a city's grants with its facts, puts the figure on record, and mends what differs."""
    with transaction.atomic():
        amiss = rebuild_grants(by=by)
        record_platform(
            code=COMPARED, subject="city", subject_id=by.tenant_id, by=by, at=at, payload={"differences": amiss}
        )
    return amiss


def grant_differences() -> list[PlatformEvent]:
    """The last comparison of each city: `payload["differences"]`, `at`. For the operator's health page."""
    return list(PlatformEvent.objects.filter(code=COMPARED).order_by("subject_id", "-at").distinct("subject_id"))


def _write(city_id: int, dossier_id: UUID | None) -> int:
    surplus, missing = _differences(city_id, dossier_id)
    for model in (DossierGroupObjectPermission, DossierUserObjectPermission):
        gone = [row.pk for row in surplus if isinstance(row, model)]
        if gone:
            model.objects.filter(city_id=city_id, pk__in=gone).delete()
    if missing:
        _create(city_id, missing)
    return len(surplus) + len(missing)


def _differences(city_id: int, dossier_id: UUID | None) -> tuple[list[Any], list[Grant]]:
    """The rows that no fact asks for, and the grants that have no row."""
    wanted = _joined(grant for projector in _projectors for grant in projector(city_id, dossier_id))
    surplus: list[Any] = []
    for row in _rows(city_id, dossier_id):
        grant = _grant_of(row)
        if grant in wanted:
            wanted.discard(grant)
        else:
            surplus.append(row)
    return surplus, list(wanted)


def _rows(city_id: int, dossier_id: UUID | None) -> Iterable[Any]:
    place = {"city_id": city_id} | ({"content_object_id": dossier_id} if dossier_id else {})
    yield from DossierGroupObjectPermission.objects.filter(**place).select_related("group", "permission")
    yield from DossierUserObjectPermission.objects.filter(**place).select_related("permission")


def _grant_of(row: Any) -> Grant:
    """The grant a row stands for; a row of a foreign permission or group equals none, and is surplus."""
    is_body = isinstance(row, DossierGroupObjectPermission)
    return Grant(
        dossier_id=row.content_object_id,
        permission=row.permission.codename,
        from_on=row.from_on,
        to_on=row.to_on,
        organisation_id=row.organisation_id if is_body and row.group.name == str(row.organisation_id) else None,
        person_id=None if is_body else row.user_id,
    )


def _joined(grants: Iterable[Grant]) -> set[Grant]:
    """Periods that touch or overlap become one: a body with two parts at once holds one grant."""
    periods: dict[tuple[Any, ...], list[tuple[date, date]]] = defaultdict(list)
    for one in grants:
        key = (one.dossier_id, one.permission, one.organisation_id, one.person_id)
        periods[key].append((one.from_on or date.min, one.to_on or date.max))
    return {
        Grant(
            dossier_id=dossier_id,
            permission=permission,
            from_on=None if begin == date.min else begin,
            to_on=None if end == date.max else end,
            organisation_id=organisation_id,
            person_id=person_id,
        )
        for (dossier_id, permission, organisation_id, person_id), spans in periods.items()
        for begin, end in _merged(spans)
    }


def _merged(spans: list[tuple[date, date]]) -> list[tuple[date, date]]:
    merged: list[tuple[date, date]] = []
    for begin, end in sorted(spans):
        if merged and begin <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((begin, end))
    return merged


def _create(city_id: int, grants: list[Grant]) -> None:
    rows = PermissionRow.objects.filter(content_type__app_label="dossiers", codename__in=Permission.values)
    permissions = {row.codename: row for row in rows}
    groups = _groups({str(one.organisation_id) for one in grants if one.organisation_id})
    of_bodies, of_persons = [], []
    for one in grants:
        columns = {
            "city_id": city_id,
            "content_object_id": one.dossier_id,
            "permission": permissions[one.permission],
            "from_on": one.from_on,
            "to_on": one.to_on,
        }
        if one.organisation_id is not None:
            group = groups[str(one.organisation_id)]
            of_bodies.append(DossierGroupObjectPermission(organisation_id=one.organisation_id, group=group, **columns))
        elif one.person_id is not None:
            of_persons.append(DossierUserObjectPermission(user_id=one.person_id, **columns))
    DossierGroupObjectPermission.objects.bulk_create(of_bodies)
    DossierUserObjectPermission.objects.bulk_create(of_persons)


def _groups(names: set[str]) -> dict[str, Group]:
    """The group of each body, made when it first gets a grant; two at once make one."""
    Group.objects.bulk_create([Group(name=name) for name in sorted(names)], ignore_conflicts=True)
    return {group.name: group for group in Group.objects.filter(name__in=names)}
