"""How unclear words are read in a city: one officer proposes, another decides; what was decided is published at once.

It holds for what begins from then on. Running terms keep the reading they began with until two officers have them
reckoned anew (deadlines). Moments are real time.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from psycopg2.errors import UniqueViolation

from idi_platform.accounts.public import Organisation, is_for_whole_city
from idi_platform.audit.public import record_platform
from idi_platform.tenancy.public import Actor, City
from policies.constants import ProposalState
from policies.deciding import decided_in
from policies.errors import (
    NotACityOfficer,
    NotYourProposal,
    ProposalClosed,
    ProposalSamePerson,
    ProposalWaits,
    ReadSoAlready,
    UnknownOption,
)
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
    """Asks another officer to decide. NotACityOfficer, UnknownOption, ReadSoAlready, ProposalWaits."""
    _check_officer(by)
    _check_option(proposed, City.objects.get(pk=by.tenant_id).code)
    try:
        with transaction.atomic():
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
    except IntegrityError as refused:
        if isinstance(refused.__cause__, UniqueViolation):
            raise ProposalWaits from refused
        raise
    _record("reading_proposed", proposal, by=by, at=at)
    return proposal


@transaction.atomic
def decide_reading(*, proposal_id: UUID, by: Actor, at: datetime) -> ReadingDecision:
    """Decides as proposed; from now on the words are read so. NotACityOfficer, ProposalSamePerson, ProposalClosed."""
    proposal = _second_persons(proposal_id, by)
    _move(proposal, ProposalState.DECIDED, by=by, at=at)
    body = Organisation.objects.get(pk=_check_officer(by))
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
    """Nothing changes. NotACityOfficer, ProposalSamePerson, ProposalClosed."""
    proposal = _second_persons(proposal_id, by)
    _move(proposal, ProposalState.REFUSED, by=by, at=at)
    _record("reading_refused", proposal, by=by, at=at)


@transaction.atomic
def withdraw_reading(*, proposal_id: UUID, by: Actor, at: datetime) -> None:
    """Its own officer gives it up. NotACityOfficer, NotYourProposal, ProposalClosed."""
    proposal = ReadingProposal.objects.visible_to(by).get(pk=proposal_id)
    _check_officer(by)
    if proposal.proposed_by_id != by.person_id:
        raise NotYourProposal
    _move(proposal, ProposalState.WITHDRAWN, by=by, at=at)
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


def _second_persons(proposal_id: UUID, by: Actor) -> ReadingProposal:
    """Persons are compared, never memberships."""
    proposal = ReadingProposal.objects.visible_to(by).get(pk=proposal_id)
    _check_officer(by)
    if proposal.proposed_by_id == by.person_id:
        raise ProposalSamePerson
    return proposal


def _check_officer(by: Actor) -> UUID:
    """The bureau that the officer acts for."""
    if not is_for_whole_city(by) or by.organisation_id is None:
        raise NotACityOfficer
    return by.organisation_id


def _move(proposal: ReadingProposal, to: ProposalState, *, by: Actor, at: datetime) -> None:
    """Compare and swap: whoever comes second is refused."""
    waiting = ReadingProposal.objects.filter(city_id=by.tenant_id, pk=proposal.pk, state=ProposalState.ASKED)
    if not waiting.update(state=to, decided_by_id=by.person_id, decided_at=at):
        raise ProposalClosed
    proposal.refresh_from_db()


def _record(code: str, proposal: ReadingProposal, *, by: Actor, at: datetime) -> None:
    payload = {"reading": proposal.reading_id, "option": proposal.option, "parameter": proposal.parameter}
    record_platform(code=code, subject=SUBJECT, subject_id=proposal.pk, by=by, at=at, payload=payload)
