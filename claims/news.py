"""Telling owners what becomes of their claim: the events that are news for them, in an owner's words."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from idi_platform.alerts.public import tell
from idi_platform.audit.public import Event, JSONValue, record
from idi_platform.dossiers.public import CIVIL_ZONE
from idi_platform.outbox.public import Message, enqueue
from idi_platform.registry.public import Ownership
from idi_platform.tenancy.public import Actor
from idi_platform.ui.public import Tone

from .constants import ClaimEvent, Form, Result
from .models import Claim

TOPIC = "claims.news"
_CALLED, _FILED_FOR = "claim_called", "claim_filed_for"
_KINDS: Mapping[str, str] = {
    ClaimEvent.DOCUMENTS_REQUESTED: "claim_documents",
    ClaimEvent.SURVEYED: "claim_surveyed",
    ClaimEvent.COMPLEX: "claim_complex",
    ClaimEvent.DENIAL_SENT: "claim_denial",
    ClaimEvent.OFFERED: "claim_offered",
    ClaimEvent.AGREED: "claim_agreed",
    ClaimEvent.STARTED: "claim_works",
    ClaimEvent.DEVELOPER_TOLD: "developer_told",
    ClaimEvent.REPAIR_ACCEPTED: "repair_accepted",
    ClaimEvent.DEVELOPER_VISITED: "repair_visited",
    ClaimEvent.REPAIR_REFUSED: "repair_refused",
    ClaimEvent.REPAIR_DONE: "repair_done",
}
_RESULTS: Mapping[str, str] = {
    Result.COVERED: "claim_covered",
    Result.PARTLY: "claim_partly",
    Result.NOT_COVERED: "claim_not_covered",
}
_ENDS: Mapping[str, str] = {Form.PAYMENT: "claim_paid", Form.REPAIR: "claim_repaired"}
_REPORTS = (ClaimEvent.REPORTED, ClaimEvent.FIRST_REPAIR_REQUEST, ClaimEvent.REPAIR_REQUESTED)
# What each kind is called in an owner's inbox, and how it looks.
HEADLINES: Mapping[str, tuple[Promise, Tone]] = {
    _CALLED: (_("A defect of your home was reported by telephone"), Tone.NEAR),
    _FILED_FOR: (_("Somebody who acts for you reported a defect of your home"), Tone.NEAR),
    "claim_documents": (_("The insurer asks you for documents"), Tone.NEAR),
    "claim_surveyed": (_("The survey of your home is on record"), Tone.OK),
    "claim_complex": (_("Your claim takes longer; the reasons are written down"), Tone.NEUTRAL),
    "claim_covered": (_("Decided: covered"), Tone.OK),
    "claim_partly": (_("Decided: partly covered"), Tone.NEAR),
    "claim_not_covered": (_("Decided: not covered"), Tone.NEAR),
    "claim_denial": (_("The letter with the reasons of the denial is ready"), Tone.NEAR),
    "claim_offered": (_("The insurer offers you an agreement: your answer is needed"), Tone.NEAR),
    "claim_agreed": (_("Your agreement with the insurer is on record"), Tone.OK),
    "claim_works": (_("The repair works have begun"), Tone.RUNNING),
    "claim_paid": (_("The insurer has paid"), Tone.OK),
    "claim_repaired": (_("The repair works are finished"), Tone.OK),
    "developer_told": (_("The developer was told of your defect"), Tone.RUNNING),
    "repair_accepted": (_("The developer will repair and comes to look"), Tone.OK),
    "repair_visited": (_("The developer has looked at the defect"), Tone.OK),
    "repair_refused": (_("The developer refuses to repair"), Tone.NEAR),
    "repair_done": (_("The developer has finished the repair"), Tone.OK),
}


def record_step(claim: Claim, *, code: str, by: Actor, at: datetime, payload: dict[str, JSONValue]) -> Event:
    """Records a claim's event, and has the owners told where it is news for them."""
    event = record(dossier_id=claim.pk, code=code, by=by, at=at, payload=payload)
    if kind_of(event):
        enqueue(topic=TOPIC, source_id=event.pk, by=by, at=at)
    return event


def kind_of(event: Event) -> str:
    """The kind of news an event is for the owners; empty for what they did themselves or need not hear of."""
    if event.code in _REPORTS:
        return _CALLED if "is_call" in event.payload else _FILED_FOR if "authority" in event.payload else ""
    if event.code == ClaimEvent.DETERMINED:
        return _RESULTS[event.payload["result"]]
    if event.code == ClaimEvent.PERFORMED:
        return _ENDS[event.payload["form"]]
    return _KINDS.get(event.code, "")


def deliver_claim_news(message: Message, by: Actor) -> None:
    """Tells the owners, each once. Runs in the message's commit; idempotent by the inbox's own key."""
    event = Event.objects.get(city_id=by.tenant_id, pk=message.source_id)
    claim = Claim.objects.select_related("dossier", "authority").get(city_id=by.tenant_id, dossier=event.dossier_id)
    tell(
        kind=kind_of(event),
        message=message,
        dossier=claim.dossier,
        about_id=claim.pk,
        subject="",
        recipients=owners_of(claim, event),
        occurred_at=event.occurred_at,
        by=by,
    )


def owners_of(claim: Claim, event: Event) -> set[UUID]:
    """The home's owners of the event's day, and who acts for them, without the one whose own step it was."""
    on = event.occurred_at.astimezone(CIVIL_ZONE).date()
    owning = Ownership.objects.filter(city_id=claim.city_id, unit=claim.unit_id, from_on__lte=on)
    current = owning.filter(Q(to_on=None) | Q(to_on__gt=on))
    hearing = set(current.values_list("owner_id", flat=True))
    if claim.filed_by_id and claim.authority and claim.authority.is_in_force(on):
        hearing.add(claim.filed_by_id)
    return hearing - {event.actor_user_id}
