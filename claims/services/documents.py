"""The one written request for missing documents (Insurance Law 22), and what arrives in answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from claims.constants import DETERMINATION_DUTIES, MOST_DOCUMENTS, ClaimEvent
from claims.duties import start_terms
from claims.errors import AskedBefore, NotAsked, NothingAsked, TooManyDocuments
from claims.lifecycle import ClaimAction, move
from claims.models import Claim, DocumentRequest, RequestedDocument
from claims.news import record_step
from idi_platform.audit.public import JSONValue
from idi_platform.deadlines.public import PauseCause, resume, suspend
from idi_platform.documents.public import store_upload
from idi_platform.tenancy.public import Actor

from .moments import checked_moment, required_words


@dataclass(frozen=True, slots=True)
class Asked:
    """Everything that is missing, why, and when the request reached the owner: at once here, or later by post."""

    documents: Sequence[str]
    reason: str
    arrived_at: datetime


@transaction.atomic
def request_documents(*, claim: Claim, asked: Asked, by: Actor, at: datetime) -> DocumentRequest:
    """Asks the owner, once, for everything that is missing.

    From its arrival the determination stands still as far as the texts are read so (LEGAL.md); the clocks know which.

    Raises:
        AskedBefore, NothingAsked, TooManyDocuments, TimeOutOfOrder, NotYourStep, NotAllowedInState.
    """
    documents = [name.strip() for name in asked.documents if name.strip()]
    if not documents:
        raise NothingAsked(field="documents", rule=_("Everything that is missing, at once"))
    if len(documents) > MOST_DOCUMENTS:
        raise TooManyDocuments(field="documents", rule=f"≤ {MOST_DOCUMENTS}")
    reason = required_words(asked.reason, field="reason")
    arrived_at = checked_moment(asked.arrived_at, since=claim.filed_at, at=at, field="arrived_at")
    if DocumentRequest.objects.filter(city_id=by.tenant_id, claim=claim).exists():
        raise AskedBefore(field="documents", rule=_("Insurance Law, article 22"))
    way = move(claim, ClaimAction.REQUEST_DOCUMENTS, by=by)
    request = DocumentRequest.objects.create(
        city_id=by.tenant_id,
        claim=claim,
        reason=reason,
        requested_by_id=by.person_id,
        requested_at=at,
        arrived_at=arrived_at,
    )
    RequestedDocument.objects.bulk_create(
        RequestedDocument(city_id=by.tenant_id, request=request, position=position, name=name)
        for position, name in enumerate(documents, start=1)
    )
    stop_for(claim, request, by=by, at=at)
    listed: list[JSONValue] = [*documents]
    payload: dict[str, JSONValue] = {"request": str(request.pk), "documents": listed, "reason": reason}
    record_step(claim, code=way.event, by=by, at=at, payload=payload)
    return request


def stop_for(claim: Claim, request: DocumentRequest, *, by: Actor, at: datetime) -> None:
    """Stops the determination for the time of the request, as far as the texts are read so."""
    suspend(
        dossier=claim.dossier,
        duties=DETERMINATION_DUTIES,
        cause=PauseCause.DOCUMENTS_REQUESTED,
        document_id=request.pk,
        from_at=request.arrived_at,
        by=by,
        at=at,
    )


@transaction.atomic
def upload_document(*, claim: Claim, item_id: UUID, file: IO[bytes], filename: str, by: Actor, at: datetime) -> None:
    """Keeps a file as the document that was asked for. NotAsked, NotYourStep, NotAllowedInState, UploadRefused."""
    move(claim, ClaimAction.UPLOAD_DOCUMENT, by=by)
    item = _missing(claim, item_id, by=by)
    item.upload = store_upload(dossier=claim.dossier, file=file, filename=filename, by=by, at=at)
    _received(claim, item, received_at=at, by=by, at=at)


@transaction.atomic
def record_document(*, claim: Claim, item_id: UUID, received_at: datetime, by: Actor, at: datetime) -> None:
    """Records that a document came on paper. The insurer's to say: an owner's word alone would start its clock.

    Raises:
        NotAsked, TimeOutOfOrder, NotYourStep, NotAllowedInState.
    """
    move(claim, ClaimAction.RECORD_DOCUMENT, by=by)
    item = _missing(claim, item_id, by=by)
    received_at = checked_moment(received_at, since=item.request.requested_at, at=at, field="received_at")
    _received(claim, item, received_at=received_at, by=by, at=at)


@transaction.atomic
def confirm_documents(*, claim: Claim, by: Actor, at: datetime) -> None:
    """Records that the claim came with everything that is needed. NotYourStep, NotAllowedInState."""
    move(claim, ClaimAction.CONFIRM_DOCUMENTS, by=by)
    complete(claim, by=by, at=at)


def complete(claim: Claim, *, by: Actor, at: datetime) -> None:
    """Claim and proof are there since `at`: what the regime counts from it begins (payment in advance)."""
    claim.documents_complete_at = at
    claim.save(update_fields=["documents_complete_at"])
    event = record_step(claim, code=ClaimEvent.COMPLETE, by=by, at=at, payload={})
    start_terms(claim, event, by=by)


def _missing(claim: Claim, item_id: UUID, *, by: Actor) -> RequestedDocument:
    """The item, not received yet; the claim's row is locked by the move before."""
    wanted = RequestedDocument.objects.filter(city_id=by.tenant_id, request__claim=claim, pk=item_id, received_at=None)
    item = wanted.select_related("request").first()
    if item is None:
        raise NotAsked(field="document", rule=_("Only what the request names"))
    return item


def _received(claim: Claim, item: RequestedDocument, *, received_at: datetime, by: Actor, at: datetime) -> None:
    item.received_at = received_at
    item.save(update_fields=["upload", "received_at"])
    payload: dict[str, JSONValue] = {"document": item.name, "received_at": received_at.isoformat()}
    record_step(claim, code=ClaimEvent.DOCUMENT_RECEIVED, by=by, at=at, payload=payload)
    moments = list(item.request.items.values_list("received_at", flat=True))
    if any(moment is None for moment in moments):
        return
    last = max(moment for moment in moments if moment is not None)
    request = item.request
    request.completed_at = last
    request.save(update_fields=["completed_at"])
    arrived = max(last, request.arrived_at)
    resume(dossier=claim.dossier, cause=PauseCause.DOCUMENTS_REQUESTED, to_at=arrived, by=by, at=at)
    complete(claim, by=by, at=last)
