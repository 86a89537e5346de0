"""Sending the denial (拒赔通知书): its own step with its own term, after the determination was made."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from claims.constants import DENIAL_DUTY, Result
from claims.errors import DenialIncomplete
from claims.letters import issue_denial
from claims.lifecycle import ClaimAction, move
from claims.models import Claim, Determination
from claims.news import record_step
from idi_platform.deadlines.public import meet
from idi_platform.documents.public import Letter
from idi_platform.tenancy.public import Actor


@transaction.atomic
def send_denial(*, claim: Claim, by: Actor, at: datetime) -> Letter:
    """Issues the letter for what is denied and meets its term. A whole denial ends the claim's path here.

    Raises:
        DenialIncomplete, NotYourStep, NotAllowedInState.
    """
    made = Determination.objects.visible_to(by).filter(claim=claim, determined_at__isnull=False).first()
    is_partly = made is not None and made.result == Result.PARTLY
    way = move(claim, ClaimAction.SEND_PARTIAL_DENIAL if is_partly else ClaimAction.SEND_DENIAL, by=by)
    if made is None or not (made.reasons and made.clause_quote and made.evidence.exists()):
        raise DenialIncomplete(rule=_("Insurance Law, article 24"))
    letter = issue_denial(claim, made, by=by, at=at)
    made.denial_sent_at = at
    made.save(update_fields=["denial_sent_at"])
    meet(dossier=claim.dossier, duty=DENIAL_DUTY, by=by, at=at)
    record_step(claim, code=way.event, by=by, at=at, payload={"letter": letter.number})
    return letter
