"""Years one and two: the developer answers, looks, repairs or refuses; the insurer and the bureau look on."""

from datetime import date, datetime

from django.db import transaction

from claims.constants import DEVELOPER_VISIT_DUTY, NOTIFY_DEVELOPER_DUTY
from claims.errors import ScheduleWrong
from claims.lifecycle import ClaimAction, move
from claims.models import Claim, DeveloperRepair
from claims.news import record_step
from idi_platform.deadlines.public import cancel, meet
from idi_platform.dossiers.public import CIVIL_ZONE
from idi_platform.tenancy.public import Actor

from .moments import checked_moment, required_words


def tell_developer(claim: Claim, *, by: Actor, at: datetime) -> None:
    """The developer knows: meets the insurer's term for telling it, where the regime sets one."""
    repair = _repair(claim, by=by)
    repair.told_at = at
    repair.save(update_fields=["told_at"])
    meet(dossier=claim.dossier, duty=NOTIFY_DEVELOPER_DUTY, by=by, at=at)


@transaction.atomic
def record_notice(*, claim: Claim, note: str, by: Actor, at: datetime) -> None:
    """The insurer told a developer that has nobody here. ReasonMissing, NotYourStep, NotAllowedInState."""
    kept = required_words(note, field="note")
    way = move(claim, ClaimAction.TELL_DEVELOPER, by=by)
    tell_developer(claim, by=by, at=at)
    record_step(claim, code=way.event, by=by, at=at, payload={"words": kept})


@transaction.atomic
def accept_repair(*, claim: Claim, visit_on: date, note: str, by: Actor, at: datetime) -> DeveloperRepair:
    """The developer will repair, and comes to look on that day. ScheduleWrong, NotYourStep, NotAllowedInState."""
    today = at.astimezone(CIVIL_ZONE).date()
    if visit_on < today:
        raise ScheduleWrong(field="visit_on", rule=f"≥ {today.isoformat()}")
    way = move(claim, ClaimAction.ACCEPT_REPAIR, by=by)
    repair = _repair(claim, by=by)
    repair.accepted_at, repair.visit_on, repair.note = at, visit_on, note.strip()
    repair.save(update_fields=["accepted_at", "visit_on", "note"])
    payload = {"visit_on": visit_on.isoformat(), "words": repair.note}
    record_step(claim, code=way.event, by=by, at=at, payload={**payload})
    return repair


@transaction.atomic
def record_visit(*, claim: Claim, visited_at: datetime, note: str, by: Actor, at: datetime) -> DeveloperRepair:
    """Somebody of the developer looked: meets the visit's term where the regime sets one.

    Raises:
        ReasonMissing, TimeOutOfOrder, NotYourStep, NotAllowedInState.
    """
    kept = required_words(note, field="note")
    visited_at = checked_moment(visited_at, since=claim.filed_at, at=at, field="visited_at")
    way = move(claim, ClaimAction.VISIT, by=by)
    repair = _repair(claim, by=by)
    repair.visited_at, repair.note = visited_at, kept
    repair.save(update_fields=["visited_at", "note"])
    meet(dossier=claim.dossier, duty=DEVELOPER_VISIT_DUTY, by=by, at=visited_at, recorded_at=at)
    record_step(claim, code=way.event, by=by, at=at, payload={"words": kept})
    return repair


@transaction.atomic
def finish_repair(*, claim: Claim, note: str, by: Actor, at: datetime) -> DeveloperRepair:
    """The defect is repaired; the request is closed. ReasonMissing, NotYourStep, NotAllowedInState."""
    kept = required_words(note, field="note")
    way = move(claim, ClaimAction.FINISH_REPAIR, by=by)
    repair = _repair(claim, by=by)
    repair.done_at, repair.note = at, kept
    repair.save(update_fields=["done_at", "note"])
    meet(dossier=claim.dossier, duty=DEVELOPER_VISIT_DUTY, by=by, at=at)
    cancel(dossier=claim.dossier, duties=None, reason=kept, by=by, at=at)
    record_step(claim, code=way.event, by=by, at=at, payload={"words": kept})
    return repair


@transaction.atomic
def refuse_repair(*, claim: Claim, reason: str, by: Actor, at: datetime) -> DeveloperRepair:
    """The developer will not repair. Its terms run on: a refusal is no visit. ReasonMissing, NotYourStep,
    NotAllowedInState."""
    kept = required_words(reason, field="reason")
    way = move(claim, ClaimAction.REFUSE_REPAIR, by=by)
    repair = _repair(claim, by=by)
    repair.refused_at, repair.note = at, kept
    repair.save(update_fields=["refused_at", "note"])
    record_step(claim, code=way.event, by=by, at=at, payload={"reason": kept})
    return repair


def _repair(claim: Claim, *, by: Actor) -> DeveloperRepair:
    """The claim's row of repair, made by the first step; the claim's own row is locked by the move."""
    repair, _is_new = DeveloperRepair.objects.get_or_create(city_id=by.tenant_id, claim=claim)
    return repair
