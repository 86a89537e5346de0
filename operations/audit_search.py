"""Searching the record for the audit administrator: city by city as somebody in that city, each search on record."""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import Organisation, Role, User
from idi_platform.audit.public import Access, AccessKind, Event, PlatformEvent, histories, log_access, record_platform
from idi_platform.dossiers.public import Dossier
from idi_platform.privacy.public import DataKind, mask
from idi_platform.tenancy.public import SYSTEM_ROLE, Actor, tenant_work

PAGE = 100
MOST = 10_000
# More people of one name than this are no answer to "who".
_MOST_PEOPLE = 50
# What a payload may show unmasked: codes, ids, dates, short numbers. Names, words and long digits are persons'.
_PLAIN = re.compile(r"(?!\d{7,}[0-9Xx]?$)[A-Za-z0-9_.:+-]{1,64}")
_ROLES = {**dict(Role.choices), SYSTEM_ROLE: _("The platform's own worker"), "person": _("Signed in, without a role")}


class Record(StrEnum):
    """Which of the three tables."""

    EVENT = "event"
    ACCESS = "access"
    PLATFORM = "platform"


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for and why. `city_id` None is outside the cities; `since` and `until` are moments, half open."""

    record: Record
    reason: str
    city_id: int | None = None
    person: str = ""
    code: str = ""
    dossier: str = ""
    since: datetime | None = None
    until: datetime | None = None
    before: UUID | None = None

    @property
    def criteria(self) -> list[str]:
        """The names of what narrows it; the values may name a person."""
        given = {name: getattr(self, name) for name in ("person", "code", "dossier", "since", "until")}
        return [name for name, value in given.items() if value]


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the record as it is shown: ids resolved to names, what is personal in it masked.

    `followed` is the table of the row it tells of, and `row` that row's id, where its versions are kept.
    """

    row_id: UUID
    at: datetime
    code: str
    subject: str
    person: str
    organisation: str
    role: str
    dossier: str
    told: str
    followed: str
    row: str


def search_record(search: Search, *, by: Actor, at: datetime, kind: AccessKind, limit: int = PAGE) -> list[Line]:
    """The newest matching rows, newest first, `limit` at most. The search is logged first. `at` is real time."""
    log_search(
        subject=f"audit.{search.record}",
        city_id=None if search.record == Record.PLATFORM else search.city_id,
        criteria=search.criteria,
        reason=search.reason,
        by=by,
        at=at,
        kind=kind,
    )
    with tenant_work(replace(by, city_id=search.city_id)):
        return _lines(list(_rows(search)[:limit]))


def log_search(
    *, subject: str, city_id: int | None, criteria: list[str], reason: str, by: Actor, at: datetime, kind: AccessKind
) -> None:
    """Writes that somebody searches, before they do: in the city's log of looks, or, without one, the platform's."""
    if city_id is None:
        told: dict[str, Any] = {"criteria": criteria, "reason": reason}
        record_platform(code=f"audit_{kind.value}", subject=subject, subject_id="", by=by, at=at, payload=told)
        return
    actor = replace(by, city_id=city_id)
    with tenant_work(actor):
        log_access(kind=kind, subject=subject, subject_id="", fields=criteria, reason=reason, by=actor, at=at)


def _rows(search: Search) -> "QuerySet[Any]":
    """The matching rows, newest first: ids are time-ordered, so no other index is needed."""
    narrowed: QuerySet[Any]
    match search.record:
        case Record.EVENT:
            narrowed = _narrowed(Event.objects.filter(**_period(search, "recorded_at")), search, code="code")
        case Record.ACCESS:
            narrowed = _narrowed(Access.objects.filter(**_period(search, "at")), search, code="subject")
        case _:
            narrowed = _narrowed(PlatformEvent.objects.filter(**_period(search, "at")), search, code="code")
    if search.city_id is not None:
        narrowed = narrowed.filter(city_id=search.city_id)
    return narrowed.order_by("-id")


def _period(search: Search, field: str) -> dict[str, Any]:
    bounds = {f"{field}__gte": search.since, f"{field}__lt": search.until, "id__lt": search.before}
    return {name: bound for name, bound in bounds.items() if bound}


def _narrowed(rows: Any, search: Search, *, code: str) -> Any:
    if search.person:
        rows = rows.filter(actor_user_id__in=people_named(search.person))
    if search.code:
        rows = rows.filter(**{f"{code}__contains": search.code})
    if search.dossier and search.record != Record.PLATFORM:
        found = Dossier.objects.filter(city=search.city_id, number__iexact=search.dossier)
        rows = rows.filter(dossier_id__in=found.values("id"))
    return rows


def people_named(words: str) -> list[UUID]:
    """The ids of people by their user name or a part of their name."""
    named = Q(username__iexact=words) | Q(full_name__icontains=words)
    return list(User.objects.filter(named).values_list("id", flat=True)[:_MOST_PEOPLE])


def _lines(rows: list[Any]) -> list[Line]:
    people = User.objects.in_bulk({row.actor_user_id for row in rows} - {None})
    bodies = Organisation.objects.in_bulk({row.actor_organisation_id for row in rows} - {None})
    kept = {table.follows()._meta.label_lower: table.follows()._meta.label for table in histories()}
    numbers = _numbers({row.dossier_id for row in rows if not isinstance(row, PlatformEvent)} - {None})
    return [
        Line(
            row_id=row.id,
            at=row.recorded_at if isinstance(row, Event) else row.at,
            code=row.kind if isinstance(row, Access) else row.code,
            subject=_subject(row),
            person=people[row.actor_user_id].full_name if row.actor_user_id in people else "",
            organisation=str(bodies.get(row.actor_organisation_id, "")),
            role=str(_ROLES.get(row.actor_role, row.actor_role)),
            dossier=numbers.get(getattr(row, "dossier_id", None), ""),
            told=_told(row),
            followed=kept.get(getattr(row, "subject", "").lower(), ""),
            row=getattr(row, "subject_id", ""),
        )
        for row in rows
    ]


def _numbers(dossier_ids: set[Any]) -> dict[UUID | None, str]:
    """None outside the cities: no case file is asked for there."""
    return {dossier.pk: dossier.number for dossier in Dossier.objects.filter(id__in=dossier_ids)} if dossier_ids else {}


def _subject(row: Event | Access | PlatformEvent) -> str:
    return "" if isinstance(row, Event) else f"{row.subject} {row.subject_id}".strip()


def _told(row: Event | Access | PlatformEvent) -> str:
    if isinstance(row, Access):
        return " · ".join([*row.fields, *filter(None, [row.reason])])
    return " · ".join(f"{name}: {masked(value)}" for name, value in sorted(row.payload.items()))


def masked(value: Any) -> str:
    """A value of a payload with what may be personal hidden: only codes, ids, dates and short numbers are shown."""
    match value:
        case list():
            return ", ".join(masked(one) for one in value)
        case dict():
            return ", ".join(f"{name} {masked(one)}" for name, one in value.items())
        case _:
            return str(value) if _PLAIN.fullmatch(str(value)) else mask(DataKind.WORDS, value)
