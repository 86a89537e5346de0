"""What is added to a submitted report: signatures of other persons, and the authority's receipt."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from idi_platform.audit.public import Event
from idi_platform.deadlines.models import DeadlineTimer
from idi_platform.deadlines.public import Deadline
from idi_platform.tenancy.public import SamePerson, tenant_work
from riskmgmt.constants import PLATFORM_UPLOAD_DUTY, Signature
from riskmgmt.errors import NotYourStep, SignatureTaken, UploadRecorded, UploadTime
from riskmgmt.models import InspectionReport
from riskmgmt.services.signing import record_platform_upload, sign_report
from tests.riskmgmt.site import AT, LATER, Site, draft_report, submitted
from tests.world import World


def sign(site: Site, report: InspectionReport, signature: Signature, who: str) -> None:
    with tenant_work(getattr(site, who).actor()) as by:
        sign_report(report=report, signature=signature, by=by, at=LATER)
        report.refresh_from_db()


def test_another_inspector_signs_once(site: Site) -> None:
    report = submitted(site, draft_report(site))
    sign(site, report, Signature.CHECKED, "colleague")
    assert (report.checked_by_id, report.checked_at) == (site.colleague.user_id, LATER)
    with pytest.raises((SamePerson, SignatureTaken)):
        sign(site, report, Signature.CHECKED, "colleague")


@pytest.mark.attacks("riskmgmt.sign_checked", "riskmgmt.sign_approved")
def test_a_second_membership_is_not_a_second_person(site: Site) -> None:
    report = submitted(site, draft_report(site))
    first = site.inspector
    again = replace(first.actor(), district_id=report.project.district_id)
    assert again != first.actor()
    for signature in Signature:
        with tenant_work(again) as by, pytest.raises(SamePerson):
            sign_report(report=report, signature=signature, by=by, at=LATER)


def test_nobody_signs_twice_or_their_own_work(site: Site) -> None:
    report = submitted(site, draft_report(site))
    with pytest.raises(SamePerson):
        sign(site, report, Signature.APPROVED, "inspector")
    sign(site, report, Signature.CHECKED, "colleague")
    with pytest.raises(SamePerson):
        sign(site, report, Signature.APPROVED, "colleague")


def test_only_the_inspection_service_signs(site: Site) -> None:
    report = submitted(site, draft_report(site))
    for who in ("builder", "developer", "supervisor"):
        with pytest.raises(NotYourStep):
            sign(site, report, Signature.CHECKED, who)


def upload(site: Site, report: InspectionReport, *, receipt: str = "SH-1") -> None:
    with tenant_work(site.inspector.actor()) as by:
        record_platform_upload(report=report, receipt=receipt, uploaded_at=LATER, by=by, at=LATER)


def test_the_receipt_is_recorded_once(site: Site, world: World) -> None:
    report = submitted(site, draft_report(site))
    upload(site, report)
    with pytest.raises(UploadRecorded):
        upload(site, report, receipt="SH-2")
    with tenant_work(world.here.system):
        assert InspectionReport.objects.get().platform_receipt == "SH-1"


def test_an_upload_lies_between_submission_and_now(site: Site) -> None:
    report = submitted(site, draft_report(site))
    for uploaded_at in (AT - timedelta(days=1), LATER + timedelta(days=1)):
        with tenant_work(site.inspector.actor()) as by, pytest.raises(UploadTime):
            record_platform_upload(report=report, receipt="SH-1", uploaded_at=uploaded_at, by=by, at=LATER)


def with_term(site: Site, report: InspectionReport) -> UUID:
    """The upload term that the report's completion would start where a regime sets one."""
    with tenant_work(site.city.system) as by:
        started_by = Event.objects.get(code="report_completed", payload__report=str(report.pk))
        due_at = AT + timedelta(days=5)
        deadline = Deadline.objects.create(
            city_id=by.tenant_id,
            dossier_id=report.project_id,
            duty=PLATFORM_UPLOAD_DUTY,
            rule_id="T-001",
            citation="test",
            obliged=site.tis,
            basis="in_force",
            term_value=3,
            term_unit="working_day",
            started_by=started_by,
            started_at=AT,
            unrolled_at=due_at,
            due_at=due_at,
            trace_hash="0" * 64,
            computation_hash="0" * 64,
        )
        DeadlineTimer.objects.create(deadline=deadline, city_id=by.tenant_id, plan=[due_at], due_step=0, fire_at=due_at)
        return deadline.pk


def test_the_receipt_meets_the_term_of_its_own_report(site: Site) -> None:
    first = submitted(site, draft_report(site))
    second = submitted(site, draft_report(site, inspected_on=date(2026, 11, 19)))
    older, newer = with_term(site, first), with_term(site, second)
    upload(site, second)
    with tenant_work(site.city.system):
        assert Deadline.objects.get(pk=newer).met_at == LATER
        assert Deadline.objects.get(pk=older).met_at is None
