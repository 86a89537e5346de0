"""Declaring a case complex (情形复杂), with written reasons, before the ordinary term ends."""

from datetime import datetime

from django.db import transaction

from claims.constants import COMPLEX_CASE, NORMAL_DUTY, ClaimEvent
from claims.duties import obliged_of, start_terms
from claims.lifecycle import ClaimAction, move
from claims.models import Claim, ComplexCase, DocumentRequest
from claims.news import record_step
from idi_platform.audit.public import Event
from idi_platform.deadlines.public import Deadline, PauseCause, resume, supersede
from idi_platform.tenancy.public import Actor

from .documents import stop_for
from .moments import required_words


@transaction.atomic
def declare_complex(*, claim: Claim, reasons: str, by: Actor, at: datetime) -> ComplexCase:
    """Replaces the ordinary term by the complex one, counted from the same receipt of the claim (reading AMB-05).

    After the ordinary day it is too late to replace it: the miss stays, marked as late here, and the complex term runs
    beside it (LEGAL.md, presumed breach: complexity not recorded).

    Raises:
        ReasonMissing, NotYourStep, NotAllowedInState.
    """
    kept = required_words(reasons, field="reasons")
    way = move(claim, ClaimAction.DECLARE_COMPLEX, by=by)
    received = Event.objects.get(city_id=by.tenant_id, dossier_id=claim.pk, code=ClaimEvent.RECEIVED)
    ordinary = Deadline.objects.filter(city_id=by.tenant_id, dossier_id=claim.pk, duty=NORMAL_DUTY).open()
    is_late = any(deadline.is_missed(at) for deadline in ordinary)
    if ordinary and not is_late:
        started = supersede(
            dossier=claim.dossier,
            event=received,
            duties=(NORMAL_DUTY,),
            obliged=obliged_of(claim, received),
            facts=COMPLEX_CASE,
            reason=kept,
            by=by,
            at=at,
        )
    else:
        started = start_terms(claim, received, by=by, facts=COMPLEX_CASE)
    _stop_for_request(claim, started, by=by, at=at)
    record_step(claim, code=way.event, by=by, at=at, payload={"reasons": kept, "is_late": is_late})
    return ComplexCase.objects.create(
        city_id=by.tenant_id, claim=claim, reasons=kept, is_late=is_late, decided_by_id=by.person_id, decided_at=at
    )


def _stop_for_request(claim: Claim, started: list[Deadline], *, by: Actor, at: datetime) -> None:
    """A request that could not stop the ordinary term stops the complex one from the day it arrived."""
    request = DocumentRequest.objects.filter(city_id=by.tenant_id, claim=claim).first()
    if request is None or any(deadline.pauses.exists() for deadline in started):
        return
    stop_for(claim, request, by=by, at=at)
    if request.completed_at is not None:
        until = max(request.completed_at, request.arrived_at)
        resume(dossier=claim.dossier, cause=PauseCause.DOCUMENTS_REQUESTED, to_at=until, by=by, at=at)
