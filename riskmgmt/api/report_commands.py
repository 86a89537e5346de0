"""Commands on an inspection report; each calls the service that the page calls, and answers with the report."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from django.db.models import QuerySet
from rest_framework import serializers

from idi_platform.accounts.public import Right
from idi_platform.api.public import CommandView, Day, Moment, NothingBody
from idi_platform.registry.public import Project
from idi_platform.tenancy.public import business_now, current_actor
from riskmgmt.constants import LONGEST_LINE, LONGEST_WORDS, ReportKind, Signature, Stage
from riskmgmt.models import InspectionReport
from riskmgmt.rights import RECORD_RECEIPT, SIGN, WRITE
from riskmgmt.services.reporting import save_report, start_report
from riskmgmt.services.signing import record_platform_upload, sign_report
from riskmgmt.services.submission import submit_report

from .serializers import ReportSerializer
from .views import ReportFile, report_file, seen_reports

Told = Mapping[str, Any]


def line(longest: int = LONGEST_LINE) -> Any:
    """Words that a draft may leave open."""
    return serializers.CharField(max_length=longest, allow_blank=True, required=False)


class ReportCommand(CommandView):
    """Base of the commands on a report; whose they are is the service's to say."""

    rights: ClassVar[tuple[Right, ...]] = (WRITE,)
    answer_class = ReportSerializer

    def get_queryset(self) -> QuerySet[Any]:
        return seen_reports()

    def act(self, thing: Any, told: Told) -> UUID:
        self.take(thing, told, at=business_now())
        report_id: UUID = thing.pk
        return report_id

    def take(self, report: InspectionReport, told: Told, *, at: datetime) -> None:
        """Calls the service."""
        raise NotImplementedError

    def answered(self, result: UUID) -> ReportFile:
        return report_file(seen_reports().get(pk=result))


class InspectionBody(serializers.Serializer[Any]):
    """The visit. What is left out stays as it was."""

    stage = serializers.ChoiceField(Stage.choices, required=False)
    inspected_on = Day(required=False)
    from_time = serializers.TimeField(required=False, allow_null=True)
    to_time = serializers.TimeField(required=False, allow_null=True)
    weather = line(60)
    inspectors = line()
    parts = line()
    summary = line(LONGEST_WORDS)
    risk_analysis = line(LONGEST_WORDS)


class StartBody(InspectionBody):
    kind = serializers.ChoiceField(ReportKind.choices)


class StartReport(ReportCommand):
    """Start an inspection report on a project

    The caller's unfinished report of that kind on the project is taken up again, if there is one.
    """

    serializer_class = StartBody

    def get_queryset(self) -> QuerySet[Any]:
        return Project.objects.visible_to(current_actor())

    def act(self, thing: Project, told: Told) -> UUID:
        at, facts = business_now(), dict(told)
        report = start_report(project=thing, kind=facts.pop("kind"), by=self.actor, at=at)
        if facts:
            save_report(report=report, by=self.actor, at=at, **facts)
        report_id: UUID = report.pk
        return report_id


class DescribeVisit(ReportCommand):
    """Write down what is known of the visit, while the report is a draft"""

    serializer_class = InspectionBody

    def take(self, report: InspectionReport, told: Told, *, at: datetime) -> None:
        facts: Any = told
        save_report(report=report, by=self.actor, at=at, **facts)


class SubmitReport(ReportCommand):
    """Submit the report: from then on it never changes, its findings are raised and the terms run"""

    serializer_class = NothingBody

    def take(self, report: InspectionReport, told: Told, *, at: datetime) -> None:
        del told
        submit_report(report=report, by=self.actor, at=at)


class SignatureBody(serializers.Serializer[Any]):
    signature = serializers.ChoiceField(Signature.choices)


class SignReport(ReportCommand):
    """Sign a submitted report of somebody else, as checked or as approved"""

    is_personal = True
    rights = tuple(SIGN.values())
    serializer_class = SignatureBody

    def take(self, report: InspectionReport, told: Told, *, at: datetime) -> None:
        sign_report(report=report, signature=Signature(told["signature"]), by=self.actor, at=at)


class ReportReceiptBody(serializers.Serializer[Any]):
    receipt = serializers.CharField(max_length=80)
    uploaded_at = Moment()


class RecordReportReceipt(ReportCommand):
    """Record that the authority's own platform took the report"""

    rights = (RECORD_RECEIPT,)
    serializer_class = ReportReceiptBody

    def take(self, report: InspectionReport, told: Told, *, at: datetime) -> None:
        record_platform_upload(report=report, **told, by=self.actor, at=at)
