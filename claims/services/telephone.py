"""A report by telephone (报案), written down by the lead insurer's people for an owner.

Reading (LEGAL.md): the report starts the survey and secures the warranty; the owner's application (索赔申请) starts the
determination. The owner may apply in the call, later on their own page, or on paper.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from claims.errors import CalledInFuture, CallerMissing, ConsentMissing, NoOwner, NotYourClaim, NotYourStep
from claims.letters import LANGUAGE, issue_receipt
from claims.models import Claim, TelephoneReport
from claims.selectors import owners_on
from idi_platform.accounts.public import Role
from idi_platform.dossiers.public import CIVIL_ZONE
from idi_platform.outbox.public import run_once
from idi_platform.registry.public import Unit
from idi_platform.tenancy.public import Actor

from .drafting import check_answers
from .moments import required_words
from .opening import Report, lead_insurer, open_claim


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """What a caller said. `is_application`: the owner telephoned and asked for the claim to be decided.

    `has_consented`: the owner agreed in the call that their details are used for it.
    """

    owner_id: UUID
    caller: str
    number: str
    called_at: datetime
    place: str
    defect: str
    description: str
    noticed_on: date
    is_dangerous: bool
    is_application: bool
    has_consented: bool


@transaction.atomic
def record_call(*, unit: Unit, call: Call, key: UUID, by: Actor, at: datetime) -> Claim:
    """Makes the claim of a call as an owner's own report makes one; its clocks count from the call.

    `key` is the form's: sent twice it makes one claim.

    Raises:
        NotYourStep, NotYourClaim, NoLeadInsurer, NoOwner, CallerMissing, CalledInFuture, ConsentMissing,
        NoticedInFuture, DescriptionTooLong, ReasonMissing.
    """
    if by.role != Role.ADJUSTER:
        raise NotYourStep(rule=_("Telephone report"))
    claim_id = run_once(
        key=f"claims.call:{key}",
        content={"unit": str(unit.pk)},
        by=by,
        action=lambda: _record(unit, call, by=by, at=at).pk,
    )
    return Claim.objects.select_related("dossier", "insurer").get(city_id=by.tenant_id, pk=claim_id)


def _record(unit: Unit, call: Call, *, by: Actor, at: datetime) -> Claim:
    caller, number = _checked(unit, call, by=by, at=at)
    report = Report(
        unit=unit,
        claimant_id=call.owner_id,
        place=call.place,
        defect=call.defect,
        description=required_words(call.description, field="description"),
        noticed_on=call.noticed_on,
        is_dangerous=call.is_dangerous,
        reported_at=call.called_at,
        applied_at=call.called_at if call.is_application else None,
        consented_at=call.called_at if call.is_application else None,
        caller=caller,
    )
    claim = open_claim(report, by=by, at=at)
    TelephoneReport.objects.create(
        city_id=by.tenant_id,
        claim=claim,
        caller=caller,
        number=number,
        called_at=call.called_at,
        recorded_by_id=by.person_id,
        recorded_at=at,
        applied_at=report.applied_at,
    )
    issue_receipt(claim, language=LANGUAGE, by=by, at=at)
    return claim


def _checked(unit: Unit, call: Call, *, by: Actor, at: datetime) -> tuple[str, str]:
    """Who called and from where; everything else about the call holds."""
    caller, number = call.caller.strip(), call.number.strip()
    if not caller or not number:
        raise CallerMissing(field="number" if caller else "caller", rule=_("Must be filled in"))
    if call.called_at > at:
        raise CalledInFuture(field="called_at", rule=_("The moment of the call ≤ now"))
    on = call.called_at.astimezone(CIVIL_ZONE).date()
    if lead_insurer(unit, on=on).pk != by.organisation_id:
        raise NotYourClaim(field="called_at", rule=_("The claim goes to the lead insurer of the day it is filed"))
    if not owners_on(by, on=on).filter(unit=unit, owner_id=call.owner_id).exists():
        raise NoOwner(field="owner_id", rule=_("Insurance Law, article 12"))
    if call.is_application and not call.has_consented:
        raise ConsentMissing(field="has_consented", rule=_("Personal Information Protection Law, article 13"))
    check_answers({"description": call.description, "noticed_on": call.noticed_on}, at=call.called_at)
    return caller, number
