"""Two people, or two bodies, that are one. All cities in one transaction: everything moves, or nothing does.

What the application may change then points at the one that stays; append-only tables keep the id that they were
written with, and the old row stays as its name. A row that the one that stays has already stays where it is. There is
no way back but a backup, which is why two administrators look at the preview.
"""

from collections import Counter
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import DatabaseError, IntegrityError, models, transaction
from psycopg2.errors import UniqueViolation

from idi_platform.accounts.public import Organisation, User
from idi_platform.audit.public import JSONValue, record_platform
from idi_platform.dossiers.public import rebuild_grants
from idi_platform.tenancy.public import Actor, City, SamePerson, system_actor, tenant_work
from operations.errors import CannotBeMerged, NotTheSameKind
from operations.models import Merge, Proposal, ProposalKind
from operations.references import Reference, references_to

from .proposing import propose

# City's code (empty outside the wall) -> column -> rows.
Counts = dict[str, dict[str, int]]


def preview(target: type[models.Model], old_id: UUID) -> Counts:
    """How many rows would move, by city and column; columns without any are left out."""
    moving = [reference for reference in references_to(target) if reference.moves]
    counts = {"": _counted([one for one in moving if not one.is_tenant], old_id, None)}
    for city in City.objects.all():
        with tenant_work(system_actor(city.pk)):
            counts[city.code] = _counted([one for one in moving if one.is_tenant], old_id, city.pk)
    return {place: found for place, found in counts.items() if found}


@transaction.atomic
def ask_to_merge_people(*, old_id: UUID, kept_id: UUID, reason: str, by: Actor, at: datetime) -> Proposal:
    """Asks that one person become another name of a second. NotTheSameKind, NotYours, OneWaits."""
    people = User.objects.filter(pk__in=(old_id, kept_id)).count()
    _require_two(old_id, kept_id, [""] * people)
    facts: dict[str, JSONValue] = {"kept": str(kept_id)}
    return propose(kind=ProposalKind.MERGE_PEOPLE, subject_id=old_id, facts=facts, reason=reason, by=by, at=at)


@transaction.atomic
def ask_to_merge_organisations(*, old_id: UUID, kept_id: UUID, reason: str, by: Actor, at: datetime) -> Proposal:
    """The same of two bodies of one kind. NotTheSameKind, NotYours, OneWaits."""
    kinds = Organisation.objects.filter(pk__in=(old_id, kept_id)).values_list("kind", flat=True)
    _require_two(old_id, kept_id, list(kinds))
    facts: dict[str, JSONValue] = {"kept": str(kept_id)}
    return propose(kind=ProposalKind.MERGE_ORGANISATIONS, subject_id=old_id, facts=facts, reason=reason, by=by, at=at)


def _require_two(old_id: UUID, kept_id: UUID, kinds: list[str]) -> None:
    """Two different rows of one kind, neither of them another name already."""
    if old_id == kept_id or len(kinds) != len((old_id, kept_id)) or len(set(kinds)) != 1 or _is_alias(old_id, kept_id):
        raise NotTheSameKind(field="kept")


def merge_people(proposal: Proposal, by: Actor, at: datetime) -> None:
    """Carries an approval out; the old account lets nobody in any more. SamePerson, CannotBeMerged, NotTheSameKind."""
    old_id, kept_id = _two(proposal)
    if {old_id, kept_id} & {by.person_id, proposal.asked_by_id}:
        raise SamePerson
    _lock(User, old_id, kept_id)
    User.objects.filter(pk=old_id).update(is_active=False)
    _merge(User, proposal, by=by, at=at)


def merge_organisations(proposal: Proposal, by: Actor, at: datetime) -> None:
    """Carries an approval out; its credit code goes along where the other has none. CannotBeMerged, NotTheSameKind."""
    old_id, kept_id = _two(proposal)
    two = {body.pk: body for body in _lock(Organisation, old_id, kept_id)}
    code = two[old_id].uscc
    if code and not two[kept_id].uscc:
        Organisation.objects.filter(pk=old_id).update(uscc=None)
        Organisation.objects.filter(pk=kept_id).update(uscc=code)
    _merge(Organisation, proposal, by=by, at=at)


def _lock(target: type[Any], old_id: UUID, kept_id: UUID) -> list[Any]:
    """Both rows, in one order for everybody: of two who merge them the other way round, the second is refused."""
    rows = list(target.objects.filter(pk__in=(old_id, kept_id)).select_for_update().order_by("pk"))
    if _is_alias(old_id, kept_id):
        raise NotTheSameKind
    return rows


def _merge(target: type[models.Model], proposal: Proposal, *, by: Actor, at: datetime) -> None:
    old_id, kept_id = _two(proposal)
    moving = [reference for reference in references_to(target) if reference.moves]
    moved = {"": _move([one for one in moving if not one.is_tenant], old_id, kept_id, None)}
    for city in City.objects.order_by("pk"):
        with tenant_work(system_actor(city.pk)) as system:
            moved[city.code] = _move([one for one in moving if one.is_tenant], old_id, kept_id, city.pk)
            rebuild_grants(by=system)
    moved = {place: counts for place, counts in moved.items() if counts}
    Merge.objects.create(proposal=proposal, old_id=old_id, kept_id=kept_id, moved=moved, merged_at=at)
    record_platform(
        code=f"{target._meta.model_name}_merged",
        subject=target._meta.label_lower,
        subject_id=old_id,
        by=by,
        at=at,
        payload={"kept": str(kept_id), "moved": {place: dict(counts) for place, counts in moved.items()}},
    )


def _move(references: list[Reference], old_id: UUID, kept_id: UUID, city_id: int | None) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for reference in references:
        counts[reference.name] += _move_column(reference, old_id, kept_id, city_id)
    return {name: count for name, count in counts.items() if count}


def _move_column(reference: Reference, old_id: UUID, kept_id: UUID, city_id: int | None) -> int:
    rows = reference.rows(old_id, city_id=city_id)
    try:
        with transaction.atomic():
            return rows.update(**{reference.field: kept_id})
    except IntegrityError as clash:
        if not isinstance(clash.__cause__, UniqueViolation):
            raise CannotBeMerged(rule=reference.name) from clash
    except DatabaseError as refused:
        raise CannotBeMerged(rule=reference.name) from refused
    return sum(_move_row(reference, key, kept_id) for key in list(rows.values_list("pk", flat=True)))


def _move_row(reference: Reference, key: object, kept_id: UUID) -> int:
    """One row by itself; 0 when the one that stays has the same already."""
    try:
        with transaction.atomic():
            return reference.model._base_manager.filter(pk=key).update(**{reference.field: kept_id})
    except IntegrityError as clash:
        if not isinstance(clash.__cause__, UniqueViolation):
            raise CannotBeMerged(rule=reference.name) from clash
        return 0


def _counted(references: list[Reference], old_id: UUID, city_id: int | None) -> dict[str, int]:
    counts = {one.name: one.rows(old_id, city_id=city_id).count() for one in references}
    return {name: count for name, count in counts.items() if count}


def _two(proposal: Proposal) -> tuple[UUID, UUID]:
    return UUID(proposal.subject_id), UUID(str(proposal.facts["kept"]))


def _is_alias(*ids: UUID) -> bool:
    """Whether one of them is another name already."""
    return Merge.objects.filter(old_id__in=ids).exists()
