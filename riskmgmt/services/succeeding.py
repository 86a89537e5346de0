"""What passes of inspections when one body takes another's place: drafts, and what is still to be put right."""

from datetime import datetime

from idi_platform.organisations.public import Passing
from idi_platform.tenancy.public import Actor
from riskmgmt.constants import FindingState, ReportState
from riskmgmt.models import Finding, InspectionReport

_SETTLED = (FindingState.CLOSED, FindingState.NOTED)


def pass_inspections(passing: Passing, *, by: Actor, at: datetime) -> int:
    """A submitted report keeps the service that made it; the project's part has passed, and with it what is to do."""
    del at
    findings = Finding.objects.filter(city_id=by.tenant_id, responsible=passing.predecessor)
    moved = findings.exclude(state__in=_SETTLED).update(responsible=passing.successor)
    if not passing.brings_people:
        return moved
    drafts = InspectionReport.objects.filter(city_id=by.tenant_id, tis=passing.predecessor, state=ReportState.DRAFT)
    return moved + drafts.update(tis=passing.successor)
