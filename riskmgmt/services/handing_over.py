"""A draft of a report goes to a colleague: for good when its writer leaves, or to who stands in while they are away."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from idi_platform.accounts.public import User
from idi_platform.audit.public import record
from idi_platform.dossiers.public import CIVIL_ZONE
from idi_platform.organisations.public import stands_in
from idi_platform.tenancy.public import Actor, unless_taken
from riskmgmt.constants import ReportState, RiskEvent
from riskmgmt.errors import DraftOfTheSame, NotYourProject, ReportSubmitted
from riskmgmt.models import InspectionReport
from riskmgmt.parties import is_inspector_of


def hand_over_drafts(*, person: User, successor: User, by: Actor, at: datetime) -> int:
    """Every draft of the person's at the actor's body; how many. DraftOfTheSame: then none is handed over."""
    drafts = InspectionReport.objects.filter(
        city_id=by.tenant_id, tis_id=by.organisation_id, started_by=person, state=ReportState.DRAFT
    )
    found = list(drafts.select_for_update(of=("self",)).order_by("pk"))
    for report in found:
        _give(report, successor.pk, by=by, at=at)
    return len(found)


@transaction.atomic
def take_over_draft(*, report: InspectionReport, by: Actor, at: datetime) -> None:
    """The deputy writes on what an absent colleague began. NotYourProject, ReportSubmitted, DraftOfTheSame."""
    on = at.astimezone(CIVIL_ZONE).date()
    is_deputy = stands_in(deputy=by, person_id=report.started_by_id, on=on)
    if not is_deputy or not is_inspector_of(by, report.project_id, on=on):
        raise NotYourProject
    _give(report, by.person_id, by=by, at=at)


def _give(report: InspectionReport, to: UUID, *, by: Actor, at: datetime) -> None:
    """Compare-and-swap on the draft and its writer; the project's file says whose it is now."""
    held = InspectionReport.objects.filter(
        city_id=by.tenant_id, pk=report.pk, state=ReportState.DRAFT, started_by_id=report.started_by_id
    )
    with unless_taken(DraftOfTheSame()):
        moved = held.update(started_by_id=to)
    if not moved:
        raise ReportSubmitted
    record(
        dossier_id=report.project_id,
        code=RiskEvent.DRAFT_HANDED_OVER,
        by=by,
        at=at,
        payload={"report": str(report.pk), "from": str(report.started_by_id), "to": str(to)},
    )
