"""What passes of inspections when one body takes another's place: drafts, and what is still to be put right."""

from datetime import datetime

from idi_platform.organisations.public import Passing
from idi_platform.tenancy.public import Actor
from riskmgmt.constants import FindingState, ReportState
from riskmgmt.models import Finding, FindingLink, InspectionReport, Rectification

_SETTLED = (FindingState.CLOSED, FindingState.NOTED)


def pass_inspections(passing: Passing, *, by: Actor, at: datetime) -> int:
    """A submitted report keeps the service that made it; the project's part has passed, and with it what is to do.

    With the people go their drafts, of reports and of answers, and the links that they gave to site workers.
    """
    findings = Finding.objects.filter(city_id=by.tenant_id, responsible=passing.predecessor)
    moved = findings.exclude(state__in=_SETTLED).update(responsible=passing.successor)
    if not passing.brings_people:
        return moved
    drafts = InspectionReport.objects.filter(city_id=by.tenant_id, tis=passing.predecessor, state=ReportState.DRAFT)
    own = {"city_id": by.tenant_id, "organisation": passing.predecessor}
    answers = Rectification.objects.filter(**own, answered_at=None).update(organisation=passing.successor)
    links = FindingLink.objects.live(at).filter(**own).update(organisation=passing.successor)
    return moved + answers + links + drafts.update(tis=passing.successor)
