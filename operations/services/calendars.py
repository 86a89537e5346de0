"""The calendar of a year: asked for with the State Council's notice, written when a second administrator agrees."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from idi_platform.deadlines.public import Notice, set_recomputing, write_notice
from idi_platform.tenancy.public import Actor
from operations.models import Proposal, ProposalKind

from .proposing import propose


@transaction.atomic
def ask_to_import(*, notice: Notice, reason: str, by: Actor, at: datetime) -> Proposal:
    """Asks that the year follow the notice. `at` is real time. NotYours, OneWaits."""
    facts = {
        "number": notice.number,
        "issued_on": notice.issued_on.isoformat(),
        "source": notice.source,
        "text": notice.text,
    }
    return propose(kind=ProposalKind.CALENDAR, subject_id=notice.year, reason=reason, by=by, at=at, facts={**facts})


def import_calendar(proposal: Proposal, by: Actor, at: datetime) -> None:
    """Carries an approval out: the year's days. A worker then reckons the terms that reach into it anew."""
    notice = notice_of(proposal)
    write_notice(notice, at=at)
    set_recomputing(
        notice, reason=proposal.reason, asked_by=proposal.asked_by_id, asked_at=proposal.asked_at, by=by, at=at
    )


def notice_of(proposal: Proposal) -> Notice:
    """The notice that a proposal of this kind holds."""
    facts: Mapping[str, Any] = proposal.facts
    return Notice(
        year=int(proposal.subject_id),
        number=facts["number"],
        issued_on=date.fromisoformat(facts["issued_on"]),
        source=facts["source"],
        text=facts["text"],
    )
