"""Recording that works stand still, and that they go on: an officer's word, with the document that says so."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from idi_platform.audit.public import JSONValue, record
from idi_platform.dossiers.public import CIVIL_ZONE
from idi_platform.registry.public import Project
from idi_platform.tenancy.public import Actor, unless_taken
from riskmgmt.constants import RiskEvent
from riskmgmt.errors import NotStopped, StoppedAlready, StopWorkDay
from riskmgmt.models import StopWork


@transaction.atomic
def stop_works(*, project: Project, from_on: date, evidence: str, by: Actor, at: datetime) -> StopWork:
    """Nothing is built from that civil day on. StopWorkDay for one that lies ahead, StoppedAlready for one stopped."""
    if from_on > _today(at):
        raise StopWorkDay(field="from_on")
    earlier = StopWork.objects.filter(city_id=by.tenant_id, project=project)
    if earlier.filter(Q(to_on=None) | Q(to_on__gt=from_on)).exists():
        raise StoppedAlready(field="from_on")
    with unless_taken(StoppedAlready(field="from_on")):
        stop = StopWork.objects.create(
            city_id=by.tenant_id, project=project, from_on=from_on, evidence=evidence, recorded_by_id=by.user_id
        )
    _record(stop, RiskEvent.STOPPED, {"from_on": from_on.isoformat(), "evidence": evidence}, by=by, at=at)
    return stop


@transaction.atomic
def resume_works(*, stop_id: UUID, to_on: date, evidence: str, by: Actor, at: datetime) -> StopWork:
    """Building goes on from that civil day. NotStopped when it does already; StopWorkDay out of order or ahead."""
    stop = StopWork.objects.select_for_update().get(city_id=by.tenant_id, pk=stop_id)
    if stop.to_on is not None:
        raise NotStopped
    if not stop.from_on < to_on <= _today(at):
        raise StopWorkDay(field="to_on")
    stop.to_on, stop.resumed_by_evidence = to_on, evidence
    stop.save(update_fields=["to_on", "resumed_by_evidence"])
    _record(stop, RiskEvent.RESUMED, {"to_on": to_on.isoformat(), "evidence": evidence}, by=by, at=at)
    return stop


def _today(at: datetime) -> date:
    return at.astimezone(CIVIL_ZONE).date()


def _record(stop: StopWork, code: str, told: dict[str, JSONValue], *, by: Actor, at: datetime) -> None:
    payload: dict[str, JSONValue] = {"stop_work": str(stop.pk), **told}
    record(dossier_id=stop.project_id, code=code, by=by, at=at, payload=payload)
