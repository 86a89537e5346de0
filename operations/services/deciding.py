"""Deciding what another administrator asked for; an approval carries it out in the same transaction."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeAlias
from uuid import UUID

from django.db import transaction

from idi_platform.tenancy.public import Actor, decide, require_another_person
from operations.errors import NotYours
from operations.models import Proposal, ProposalKind, ProposalState

from .administrators import admit_administrator
from .calendars import import_calendar
from .cities import close_city, open_city
from .merging import merge_organisations, merge_people
from .people import reset_administrator
from .proposing import DECIDED_BY, record_proposal

Deed: TypeAlias = Callable[[Proposal, Actor, datetime], None]
_DEEDS: dict[str, Deed] = {
    ProposalKind.ADMINISTRATOR: admit_administrator,
    ProposalKind.OPEN_CITY: open_city,
    ProposalKind.CLOSE_CITY: close_city,
    ProposalKind.MERGE_PEOPLE: merge_people,
    ProposalKind.MERGE_ORGANISATIONS: merge_organisations,
    ProposalKind.CALENDAR: import_calendar,
    ProposalKind.RESET_FACTORS: reset_administrator,
}


@transaction.atomic
def approve(*, proposal_id: UUID, by: Actor, at: datetime) -> Proposal:
    """Carries out what was asked; whoever comes second is told so. `at` is real time.

    Raises:
        NotYours, SamePerson, MovedOn, and what the deed itself refuses.
    """
    proposal = _decide(proposal_id, ProposalState.APPROVED, note="", by=by, at=at)
    _DEEDS[proposal.kind](proposal, by, at)
    record_proposal("approved", proposal, by=by, at=at)
    return proposal


@transaction.atomic
def refuse(*, proposal_id: UUID, note: str, by: Actor, at: datetime) -> Proposal:
    """Nothing happens, and the reason stays on record. NotYours, SamePerson, MovedOn."""
    proposal = _decide(proposal_id, ProposalState.REFUSED, note=note, by=by, at=at)
    record_proposal("refused", proposal, by=by, at=at)
    return proposal


def _decide(proposal_id: UUID, state: ProposalState, *, note: str, by: Actor, at: datetime) -> Proposal:
    if by.role != DECIDED_BY:
        raise NotYours
    proposal = Proposal.objects.get(pk=proposal_id)
    require_another_person(by, proposal.asked_by_id)
    decide(proposal, state, waits=ProposalState.OPEN, by=by, at=at, note=note)
    return proposal
