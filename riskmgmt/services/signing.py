"""What is added to a submitted report: the signatures of others, and the receipt of the authority's platform."""

from datetime import datetime

from django.db import transaction

from idi_platform.audit.public import Event, record
from idi_platform.deadlines.public import meet
from idi_platform.dossiers.public import CIVIL_ZONE
from idi_platform.tenancy.public import Actor, require_another_person
from riskmgmt.constants import PLATFORM_UPLOAD_DUTY, ReportState, RiskEvent, Signature
from riskmgmt.errors import NotYourStep, SignatureTaken, UploadRecorded, UploadTime
from riskmgmt.models import InspectionReport
from riskmgmt.parties import is_inspector_of

_EVENTS = {Signature.CHECKED: RiskEvent.REPORT_CHECKED, Signature.APPROVED: RiskEvent.REPORT_APPROVED}


@transaction.atomic
def sign_report(*, report: InspectionReport, signature: Signature, by: Actor, at: datetime) -> None:
    """Puts a person's name to a submitted report, once, and never their own work's.

    Raises:
        NotYourStep, SamePerson, SignatureTaken.
    """
    _guard(report, by=by, at=at)
    require_another_person(by, report.prepared_by_id, report.checked_by_id, report.approved_by_id)
    free = InspectionReport.objects.filter(
        city_id=by.tenant_id, pk=report.pk, state=ReportState.SUBMITTED, **{f"{signature}_by": None}
    ).exclude(prepared_by_id=by.person_id)
    if not free.update(**{f"{signature}_by": by.person_id, f"{signature}_at": at}):
        raise SignatureTaken(rule=str(signature.label))
    record(
        dossier_id=report.project_id,
        code=_EVENTS[signature],
        by=by,
        at=at,
        payload={"report": str(report.pk), "number": report.number},
    )


@transaction.atomic
def record_platform_upload(
    *, report: InspectionReport, receipt: str, uploaded_at: datetime, by: Actor, at: datetime
) -> None:
    """Records that the authority's own platform took the report, and meets the term for it where the regime sets one.

    Raises:
        NotYourStep, UploadTime, UploadRecorded.
    """
    _guard(report, by=by, at=at)
    # People write minutes: an upload in the minute of the submission is not before it.
    if report.submitted_at is None or not report.submitted_at.replace(second=0, microsecond=0) <= uploaded_at <= at:
        raise UploadTime(field="uploaded_at")
    waiting = InspectionReport.objects.filter(
        city_id=by.tenant_id, pk=report.pk, state=ReportState.SUBMITTED, platform_uploaded_at=None
    )
    if not waiting.update(platform_receipt=receipt, platform_uploaded_at=uploaded_at):
        raise UploadRecorded(field="receipt", rule=report.number)
    record(
        dossier_id=report.project_id,
        code=RiskEvent.REPORT_UPLOADED,
        by=by,
        at=uploaded_at,
        payload={"report": str(report.pk), "number": report.number, "receipt": receipt},
    )
    completed = Event.objects.get(
        city_id=by.tenant_id,
        dossier_id=report.project_id,
        code=RiskEvent.REPORT_COMPLETED,
        payload__report=str(report.pk),
    )
    meet(
        dossier=report.project.dossier,
        duty=PLATFORM_UPLOAD_DUTY,
        by=by,
        at=uploaded_at,
        recorded_at=at,
        started_by=completed,
    )


def _guard(report: InspectionReport, *, by: Actor, at: datetime) -> None:
    if not is_inspector_of(by, report.project_id, on=at.astimezone(CIVIL_ZONE).date()):
        raise NotYourStep
