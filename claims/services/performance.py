"""Performing the indemnity (履行赔偿义务): the works start or the money is paid; the works' end is a second clock.

Reading (LEGAL.md): the term of performance is met when the works start; when they end is the contract's to say.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import IO

from django.db import transaction
from django.utils.translation import gettext as _

from claims.constants import PERFORMANCE_DUTY
from claims.duties import start_terms
from claims.errors import EvidenceMissing
from claims.lifecycle import ClaimAction, move
from claims.models import Agreement, Claim, Performance
from claims.news import record_step
from idi_platform.audit.public import JSONValue
from idi_platform.deadlines.public import meet
from idi_platform.documents.public import store_upload
from idi_platform.tenancy.public import Actor

from .moments import checked_moment, required_words


@dataclass(frozen=True, slots=True)
class Begun:
    """When the works began or the money left, what proves it, and a word about it."""

    started_at: datetime
    note: str
    file: IO[bytes] | None
    filename: str = ""


@transaction.atomic
def start_works(*, claim: Claim, begun: Begun, by: Actor, at: datetime) -> Performance:
    """Meets the term of performance: the works of the agreed repair have started. Raises as record_payment()."""
    return _begin(claim, ClaimAction.START, begun, by=by, at=at)


@transaction.atomic
def record_payment(*, claim: Claim, begun: Begun, by: Actor, at: datetime) -> Performance:
    """Meets the term of performance: the agreed money has been paid. The claim is closed.

    Raises:
        ReasonMissing, EvidenceMissing, TimeOutOfOrder, UploadRefused, NotYourStep, NotAllowedInState.
    """
    performance = _begin(claim, ClaimAction.PAY, begun, by=by, at=at)
    performance.completed_at = begun.started_at
    performance.save(update_fields=["completed_at"])
    return performance


@transaction.atomic
def complete_works(*, claim: Claim, completed_at: datetime, note: str, by: Actor, at: datetime) -> Performance:
    """The agreed repair is finished; the claim is closed. ReasonMissing, TimeOutOfOrder, NotYourStep,
    NotAllowedInState."""
    kept = required_words(note, field="note")
    way = move(claim, ClaimAction.COMPLETE, by=by)
    performance = Performance.objects.visible_to(by).get(claim=claim)
    agreement = Agreement.objects.visible_to(by).standing().get(claim=claim, agreed_at__isnull=False)
    completed_at = checked_moment(completed_at, since=performance.started_at, at=at, field="completed_at")
    performance.completed_at = completed_at
    performance.completion_note = kept
    performance.save(update_fields=["completed_at", "completion_note"])
    event = record_step(claim, code=way.event, by=by, at=completed_at, payload=_told(agreement, kept))
    start_terms(claim, event, by=by)
    return performance


def _begin(claim: Claim, action: ClaimAction, begun: Begun, *, by: Actor, at: datetime) -> Performance:
    note = required_words(begun.note, field="note")
    way = move(claim, action, by=by)
    agreement = Agreement.objects.visible_to(by).standing().get(claim=claim, agreed_at__isnull=False)
    started_at = checked_moment(begun.started_at, since=agreement.agreed_at or at, at=at, field="started_at")
    if begun.file is None:
        raise EvidenceMissing(field="evidence", rule=_("A photograph of the works, or the bank's receipt"))
    evidence = store_upload(dossier=claim.dossier, file=begun.file, filename=begun.filename, by=by, at=at)
    performance = Performance.objects.create(
        city_id=by.tenant_id,
        claim=claim,
        started_at=started_at,
        note=note,
        evidence=evidence,
        recorded_by_id=by.person_id,
        recorded_at=at,
    )
    meet(dossier=claim.dossier, duty=PERFORMANCE_DUTY, by=by, at=started_at, recorded_at=at)
    event = record_step(claim, code=way.event, by=by, at=started_at, payload=_told(agreement, note))
    start_terms(claim, event, by=by)
    return performance


def _told(agreement: Agreement, note: str) -> dict[str, JSONValue]:
    return {"note": note, "form": agreement.form}
