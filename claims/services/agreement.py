"""From the offer to the compensation agreement (赔偿协议), which starts the term of performance."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import IO

from django.db import transaction
from django.utils.translation import gettext as _

from claims.constants import ACCOUNT_DIGITS, ADVANCE_DUTY, Form
from claims.duties import start_terms
from claims.errors import AccountMissing, AccountNumberWrong, AmountWrong, EvidenceMissing, ScheduleWrong
from claims.lifecycle import ClaimAction, Transition, move
from claims.models import Agreement, Claim, PayoutAccount
from claims.news import record_step
from idi_platform.audit.public import JSONValue
from idi_platform.deadlines.public import cancel
from idi_platform.documents.public import Upload, store_upload
from idi_platform.dossiers.public import CIVIL_ZONE
from idi_platform.privacy.public import normalised
from idi_platform.tenancy.public import Actor

from .moments import checked_moment, required_words


@dataclass(frozen=True, slots=True)
class Terms:
    """What the insurer offers. `amount` in yuan, for a payment only; `finish_on` may be open."""

    form: Form
    amount: Decimal | None
    words: str
    start_on: date
    finish_on: date | None = None


@dataclass(frozen=True, slots=True)
class Payee:
    """The owner's bank account for the payment."""

    holder: str
    bank: str
    number: str


@transaction.atomic
def offer_agreement(*, claim: Claim, terms: Terms, by: Actor, at: datetime) -> Agreement:
    """Offers the owner an agreement. AmountWrong, ScheduleWrong, ReasonMissing, NotYourStep, NotAllowedInState."""
    words = required_words(terms.words, field="words")
    is_priced = terms.amount is not None and terms.amount > 0
    if is_priced != (terms.form == Form.PAYMENT) or (terms.form == Form.REPAIR and terms.amount is not None):
        raise AmountWrong(field="amount", rule=_("Payment: more than 0; repair: none"))
    today = at.astimezone(CIVIL_ZONE).date()
    if terms.start_on < today:
        raise ScheduleWrong(field="start_on", rule=f"≥ {today.isoformat()}")
    if terms.finish_on is not None and terms.finish_on < terms.start_on:
        raise ScheduleWrong(field="finish_on", rule=f"≥ {terms.start_on.isoformat()}")
    way = move(claim, ClaimAction.OFFER, by=by)
    agreement = Agreement.objects.create(
        city_id=by.tenant_id,
        claim=claim,
        form=terms.form,
        amount=terms.amount,
        words=words,
        start_on=terms.start_on,
        finish_on=terms.finish_on,
        offered_by_id=by.person_id,
        offered_at=at,
    )
    record_step(claim, code=way.event, by=by, at=at, payload=_told(agreement))
    return agreement


@transaction.atomic
def accept_offer(*, claim: Claim, payee: Payee | None = None, by: Actor, at: datetime) -> Agreement:
    """The owner agrees, here and now; for a payment they say where it goes, for works they need not.

    Raises:
        AccountMissing, AccountNumberWrong, NotYourStep, NotAllowedInState.
    """
    way = move(claim, ClaimAction.ACCEPT_OFFER, by=by)
    offered = _offered(claim, by=by)
    if offered.form == Form.PAYMENT:
        _keep_account(offered, payee, by=by, at=at)
    return _agree(claim, way, evidence=None, agreed_at=at, by=by, at=at)


@transaction.atomic
def record_agreement(
    *, claim: Claim, file: IO[bytes] | None, filename: str, agreed_at: datetime, by: Actor, at: datetime
) -> Agreement:
    """The adjuster records what was signed on paper, with the paper: the term counts from the signature.

    Raises:
        EvidenceMissing, TimeOutOfOrder, UploadRefused, NotYourStep, NotAllowedInState.
    """
    way = move(claim, ClaimAction.RECORD_AGREEMENT, by=by)
    agreed_at = checked_moment(agreed_at, since=_offered(claim, by=by).offered_at, at=at, field="agreed_at")
    if file is None:
        raise EvidenceMissing(field="evidence", rule=_("The signed agreement"))
    evidence = store_upload(dossier=claim.dossier, file=file, filename=filename, by=by, at=at)
    return _agree(claim, way, evidence=evidence, agreed_at=agreed_at, by=by, at=at)


@transaction.atomic
def decline_offer(*, claim: Claim, reason: str, by: Actor, at: datetime) -> Agreement:
    """The owner declines; another offer may follow. ReasonMissing, NotYourStep, NotAllowedInState."""
    kept = required_words(reason, field="reason")
    way = move(claim, ClaimAction.DECLINE_OFFER, by=by)
    agreement = _offered(claim, by=by)
    agreement.declined_at, agreement.decline_reason = at, kept
    agreement.save(update_fields=["declined_at", "decline_reason"])
    record_step(claim, code=way.event, by=by, at=at, payload={"reason": kept})
    return agreement


def _keep_account(agreement: Agreement, payee: Payee | None, *, by: Actor, at: datetime) -> None:
    if payee is None or not (payee.holder.strip() and payee.bank.strip() and payee.number.strip()):
        raise AccountMissing(field="number", rule=_("A payment needs an account"))
    number, (fewest, most) = normalised(payee.number), ACCOUNT_DIGITS
    if not (number.isascii() and number.isdigit() and fewest <= len(number) <= most):
        digits = _("%(fewest)s to %(most)s digits") % {"fewest": fewest, "most": most}
        raise AccountNumberWrong(field="number", rule=digits)
    PayoutAccount.objects.create(
        city_id=by.tenant_id,
        agreement=agreement,
        entered_by_id=by.person_id,
        holder=payee.holder.strip(),
        bank=payee.bank.strip(),
        number=number,
        entered_at=at,
    )


def _offered(claim: Claim, *, by: Actor) -> Agreement:
    """The open offer, its claim's row locked by the move."""
    return Agreement.objects.visible_to(by).standing().get(claim=claim, agreed_at=None)


def _agree(
    claim: Claim, way: Transition, *, evidence: Upload | None, agreed_at: datetime, by: Actor, at: datetime
) -> Agreement:
    agreement = _offered(claim, by=by)
    agreement.agreed_at, agreement.agreed_by_id, agreement.evidence = agreed_at, by.person_id, evidence
    agreement.save(update_fields=["agreed_at", "agreed_by", "evidence"])
    # What is agreed is no longer an amount that cannot be determined (Insurance Law 25).
    cancel(dossier=claim.dossier, duties=(ADVANCE_DUTY,), reason=_("The indemnity is agreed"), by=by, at=at)
    event = record_step(claim, code=way.event, by=by, at=agreed_at, payload=_told(agreement))
    start_terms(claim, event, by=by)
    return agreement


def _told(agreement: Agreement) -> dict[str, JSONValue]:
    return {
        "agreement": str(agreement.pk),
        "form": agreement.form,
        "amount": str(agreement.amount) if agreement.amount is not None else "",
        "words": agreement.words,
        "start_on": agreement.start_on.isoformat(),
    }
