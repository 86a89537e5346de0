"""What the API says of inspection reports and findings; what commands are told stands beside them."""

from typing import Any

from rest_framework import serializers

from idi_platform.api.public import BodySerializer, DocumentSerializer, Moment, OpenChoice
from riskmgmt.constants import Element, FindingState, ReportKind, ReportState, Risk, Stage, Verdict
from riskmgmt.lifecycle import FindingAction


class FindingRowSerializer(serializers.Serializer[Any]):
    """A finding in a list, or in its report."""

    id = serializers.UUIDField(source="pk")
    reference = serializers.CharField(help_text="As people quote it, such as F-0012; empty in a draft.")
    state = serializers.ChoiceField(FindingState.choices)
    risk = OpenChoice(Risk.choices, help_text="Null while a draft leaves it open.")
    element = OpenChoice(Element.choices)
    project = serializers.UUIDField(source="project_id")
    report = serializers.UUIDField(source="report_id")
    building = serializers.UUIDField(source="building_id", allow_null=True)
    floor = serializers.IntegerField(allow_null=True)
    unit = serializers.UUIDField(source="unit_id", allow_null=True)
    spot = serializers.CharField()
    description = serializers.CharField()
    responsible = BodySerializer(allow_null=True)
    due_on = serializers.DateField(allow_null=True, help_text="The inspector's suggestion, no term of law.")
    raised_at = Moment(allow_null=True)
    closed_at = Moment(allow_null=True)


class RoundSerializer(serializers.Serializer[Any]):
    """One answer with its pair of photographs, and what the inspection service said to it."""

    round = serializers.IntegerField(source="rectification.round")
    organisation = BodySerializer(source="rectification.organisation")
    words = serializers.CharField(source="rectification.words")
    answered_at = Moment(source="rectification.answered_at")
    before = DocumentSerializer(many=True)
    after = DocumentSerializer(many=True)
    verdict = OpenChoice(Verdict.choices, source="rectification.verdict", help_text="Null while it waits.")
    reason = serializers.CharField(source="rectification.reason")
    verified_at = Moment(source="rectification.verified_at", allow_null=True)


class FindingSerializer(serializers.Serializer[Any]):
    """A finding with its photographs and rounds, and what the caller may do with it now."""

    id = serializers.UUIDField(source="finding.pk")
    reference = serializers.CharField(source="finding.reference")
    state = serializers.ChoiceField(FindingState.choices, source="finding.state")
    risk = OpenChoice(Risk.choices, source="finding.risk")
    risk_after = OpenChoice(
        Risk.choices, source="finding.risk_after", help_text="The level left when it was closed; else null."
    )
    element = OpenChoice(Element.choices, source="finding.element")
    project = serializers.UUIDField(source="finding.project_id")
    report = serializers.UUIDField(source="finding.report_id")
    building = serializers.UUIDField(source="finding.building_id", allow_null=True)
    floor = serializers.IntegerField(source="finding.floor", allow_null=True)
    unit = serializers.UUIDField(source="finding.unit_id", allow_null=True)
    spot = serializers.CharField(source="finding.spot")
    description = serializers.CharField(source="finding.description")
    advice = serializers.CharField(source="finding.advice")
    standard = serializers.CharField(source="finding.standard")
    responsible = BodySerializer(source="finding.responsible", allow_null=True)
    responsible_role = serializers.CharField(source="finding.responsible_role")
    due_on = serializers.DateField(source="finding.due_on", allow_null=True)
    raised_at = Moment(source="finding.raised_at", allow_null=True)
    closed_at = Moment(source="finding.closed_at", allow_null=True)
    photographs = DocumentSerializer(many=True, help_text="As it was found.")
    rounds = RoundSerializer(many=True, help_text="The answers that were sent, the newest first.")
    actions = serializers.ListField(
        child=serializers.ChoiceField(FindingAction.choices), help_text="Steps open to the caller."
    )


class ReportRowSerializer(serializers.Serializer[Any]):
    """A submitted report in a list; its findings are counted as the caller sees them."""

    id = serializers.UUIDField(source="pk")
    number = serializers.CharField()
    kind = serializers.ChoiceField(ReportKind.choices)
    stage = OpenChoice(Stage.choices)
    project = serializers.UUIDField(source="project_id")
    project_name = serializers.CharField(source="project.name_zh")
    inspection_service = BodySerializer(source="tis")
    inspected_on = serializers.DateField()
    submitted_at = Moment()
    findings = serializers.IntegerField(source="findings_count")
    open_findings = serializers.IntegerField(source="open_count")


class SignatureSerializer(serializers.Serializer[Any]):
    """Who put their name to the report, as what."""

    signature = serializers.CharField(help_text="`prepared`, `checked` or `approved`.")
    person = serializers.CharField()
    at = Moment()


class GapSerializer(serializers.Serializer[Any]):
    """What a draft still lacks."""

    words = serializers.CharField()
    finding = serializers.UUIDField(source="finding_id", allow_null=True, help_text="Null: the report itself.")


class ReportSerializer(serializers.Serializer[Any]):
    """A report with the findings that the caller may see; its writer reads it as a draft too, with its gaps."""

    id = serializers.UUIDField(source="report.pk")
    number = serializers.CharField(source="report.number", help_text="Given on submission.")
    kind = serializers.ChoiceField(ReportKind.choices, source="report.kind")
    state = serializers.ChoiceField(ReportState.choices, source="report.state")
    project = serializers.UUIDField(source="report.project_id")
    inspection_service = BodySerializer(source="report.tis")
    stage = OpenChoice(Stage.choices, source="report.stage")
    inspected_on = serializers.DateField(source="report.inspected_on", allow_null=True)
    from_time = serializers.TimeField(source="report.from_time", allow_null=True)
    to_time = serializers.TimeField(source="report.to_time", allow_null=True)
    weather = serializers.CharField(source="report.weather")
    inspectors = serializers.CharField(source="report.inspectors")
    parts = serializers.CharField(source="report.parts")
    summary = serializers.CharField(source="report.summary")
    risk_analysis = serializers.CharField(source="report.risk_analysis")
    submitted_at = Moment(source="report.submitted_at", allow_null=True)
    signatures = SignatureSerializer(many=True)
    platform_receipt = serializers.CharField(source="report.platform_receipt")
    platform_uploaded_at = Moment(source="report.platform_uploaded_at", allow_null=True)
    findings = FindingRowSerializer(many=True)
    gaps = GapSerializer(many=True, help_text="Of a draft: everything that keeps it from being submitted.")
