"""An owner takes a claim back: nothing is owed any longer, and the record says why."""

from datetime import datetime

from django.db import transaction

from claims.lifecycle import ClaimAction, move
from claims.models import Agreement, Claim
from claims.news import record_step
from idi_platform.deadlines.public import cancel
from idi_platform.tenancy.public import Actor

from .moments import required_words


@transaction.atomic
def withdraw_claim(*, claim: Claim, reason: str, by: Actor, at: datetime) -> None:
    """Ends the claim and every running term; what was missed before stays missed.

    Raises:
        ReasonMissing, NotYourStep, NotAllowedInState.
    """
    kept = required_words(reason, field="reason")
    way = move(claim, ClaimAction.WITHDRAW, by=by)
    open_offer = Agreement.objects.visible_to(by).standing().filter(claim=claim, agreed_at=None)
    open_offer.update(declined_at=at, decline_reason=kept)
    cancel(dossier=claim.dossier, duties=None, reason=kept, by=by, at=at)
    record_step(claim, code=way.event, by=by, at=at, payload={"reason": kept})
