"""How unclear words are read in a city: one officer proposes, another decides; what was decided is published at once.

It holds for what begins from then on. Running terms keep the reading they began with until two officers have them
reckoned anew (deadlines). Moments are real time.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from idi_platform.accounts.public import Organisation, require_whole_city
from idi_platform.audit.public import record_platform
from idi_platform.tenancy.public import (
    Actor,
    City,
    OneWaits,
    decide,
    require_another_person,
    require_asker,
    unless_taken,
)
from policies.constants import ProposalState
from policies.deciding import decided_in
from policies.errors import ReadSoAlready, UnknownOption
from policies.models import ReadingDecision, ReadingProposal
from policies.rules.readings import readings
from policies.selectors import parameters_resting_on

SUBJECT = "policies.ReadingProposal"


@dataclass(frozen=True, slots=True)
class Proposed:
    """What an officer proposes, on what ground and by which document. `parameter` is "" for all that rest on it."""

    reading: str
    option: str
    parameter: str
    reason: str
    document: str


@transaction.atomic
def propose_reading(*, proposed: Proposed, by: Actor, at: datetime) -> ReadingProposal:
    """Asks another officer to decide. WholeCityOnly, UnknownOption, ReadSoAlready, OneWaits."""
    require_whole_city(by)
    _check_option(proposed, City.objects.get(pk=by.tenant_id).code)
    with unless_taken(OneWaits()):
        proposal = ReadingProposal.objects.create(
            city_id=by.tenant_id,
            reading_id=proposed.reading,
            option=proposed.option,
            parameter=proposed.parameter,
            reason=proposed.reason,
            document=proposed.document,
            proposed_by_id=by.person_id,
            proposed_at=at,
        )
    _record("reading_proposed", proposal, by=by, at=at)
    return proposal


@transaction.atomic
def decide_reading(*, proposal_id: UUID, by: Actor, at: datetime) -> ReadingDecision:
    """Decides as proposed; from now on the words are read so. WholeCityOnly, SamePerson, MovedOn."""
    proposal = _decided(proposal_id, ProposalState.DECIDED, by=by, at=at)
    body = Organisation.objects.get(Q(pk=by.organisation_id))
    decision = ReadingDecision.objects.create(
        pk=proposal.pk,
        jurisdiction=City.objects.get(pk=by.tenant_id).code,
        reading_id=proposal.reading_id,
        option=proposal.option,
        parameter=proposal.parameter,
        reason=proposal.reason,
        document=proposal.document,
        body_zh=body.name_zh,
        body_en=body.name_en,
        decided_at=at,
    )
    _record("reading_decided", proposal, by=by, at=at)
    return decision


@transaction.atomic
def refuse_reading(*, proposal_id: UUID, by: Actor, at: datetime) -> None:
    """Nothing changes. WholeCityOnly, SamePerson, MovedOn."""
    proposal = _decided(proposal_id, ProposalState.REFUSED, by=by, at=at)
    _record("reading_refused", proposal, by=by, at=at)


@transaction.atomic
def withdraw_reading(*, proposal_id: UUID, by: Actor, at: datetime) -> None:
    """Its own officer gives it up. WholeCityOnly, NotTheAsker, MovedOn."""
    proposal = ReadingProposal.objects.visible_to(by).get(pk=proposal_id)
    require_whole_city(by)
    require_asker(by, proposal.proposed_by_id)
    decide(proposal, ProposalState.WITHDRAWN, waits=ProposalState.ASKED, by=by, at=at)
    _record("reading_withdrawn", proposal, by=by, at=at)


def _check_option(proposed: Proposed, jurisdiction: str) -> None:
    text = readings().get(proposed.reading)
    if text is None or text.option(proposed.option) is None:
        raise UnknownOption(field="option", rule=proposed.reading)
    if proposed.parameter and proposed.parameter not in parameters_resting_on(proposed.reading, jurisdiction):
        raise UnknownOption(field="parameter", rule=proposed.reading)
    standing = decided_in(jurisdiction).choices.get((proposed.reading, proposed.parameter))
    if standing and standing.code == proposed.option:
        raise ReadSoAlready(field="option", rule=proposed.reading)


def _decided(proposal_id: UUID, to: ProposalState, *, by: Actor, at: datetime) -> ReadingProposal:
    """By the second person."""
    proposal = ReadingProposal.objects.visible_to(by).get(pk=proposal_id)
    require_whole_city(by)
    require_another_person(by, proposal.proposed_by_id)
    decide(proposal, to, waits=ProposalState.ASKED, by=by, at=at)
    return proposal


def _record(code: str, proposal: ReadingProposal, *, by: Actor, at: datetime) -> None:
    payload = {"reading": proposal.reading_id, "option": proposal.option, "parameter": proposal.parameter}
    record_platform(code=code, subject=SUBJECT, subject_id=proposal.pk, by=by, at=at, payload=payload)
