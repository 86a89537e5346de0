"""Commands on a finding: written by the inspector, answered by the responsible body, looked at again."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from rest_framework import serializers

from idi_platform.accounts.public import Organisation, Right
from idi_platform.api.public import CommandView, Day, DocumentSerializer, FileCommandView, PhotographBody
from idi_platform.registry.public import Building, Unit
from idi_platform.tenancy.public import business_now
from riskmgmt.constants import LEFT_RISKS, LONGEST_WORDS, Element, PhotographKind, Risk, Verdict
from riskmgmt.errors import NotAllowedInState, NotResponsible, PlaceElsewhere
from riskmgmt.lifecycle import FindingAction
from riskmgmt.models import Finding, InspectionReport, Rectification
from riskmgmt.rights import STEPS, WRITE
from riskmgmt.selectors import rounds_of
from riskmgmt.services import reporting
from riskmgmt.services.rectifying import (
    add_answer_photograph,
    answer_finding,
    remove_answer_photograph,
    save_answer,
    start_answer,
)
from riskmgmt.services.verifying import Look, reopen_finding, verify_rectification

from .report_commands import ReportCommand, line
from .serializers import FindingSerializer
from .views import finding_file, seen_findings, seen_reports, seen_upload

Told = Mapping[str, Any]
LOWEST_FLOOR, HIGHEST_FLOOR = -20, 200


class FindingCommand(CommandView):
    """Base of the commands on a finding; whose they are is the service's to say."""

    rights: ClassVar[tuple[Right, ...]] = (WRITE,)
    answer_class: ClassVar[type[serializers.BaseSerializer[Any]]] = FindingSerializer

    def get_queryset(self) -> QuerySet[Any]:
        return seen_findings()

    def act(self, thing: Any, told: Told) -> UUID:
        self.take(thing, told, at=business_now())
        finding_id: UUID = thing.pk
        return finding_id

    def take(self, finding: Finding, told: Told, *, at: datetime) -> None:
        """Calls the service."""
        raise NotImplementedError

    def answered(self, result: UUID) -> Any:
        return finding_file(self.actor, seen_findings().get(pk=result))


class FindingBody(serializers.Serializer[Any]):
    """A finding. What is left out stays as it was; a draft may leave everything open."""

    risk = serializers.ChoiceField(Risk.choices, required=False)
    element = serializers.ChoiceField(Element.choices, required=False)
    description = line(LONGEST_WORDS)
    building = serializers.UUIDField(required=False, allow_null=True)
    floor = serializers.IntegerField(required=False, allow_null=True, min_value=LOWEST_FLOOR, max_value=HIGHEST_FLOOR)
    unit = serializers.UUIDField(required=False, allow_null=True, help_text="A home; it says building and floor.")
    spot = line()
    responsible = serializers.UUIDField(
        required=False, allow_null=True, help_text="A body of the project that must put it right."
    )
    due_on = Day(required=False, allow_null=True, help_text="A suggestion; the law's terms run by themselves.")
    advice = line(LONGEST_WORDS)
    standard = line()


class WriteFinding(FindingCommand):
    """Write down what is known of a finding, while its report is a draft"""

    serializer_class = FindingBody

    def take(self, finding: Finding, told: Told, *, at: datetime) -> None:
        facts: Any = dict(told)
        if facts.get("building"):
            facts["building"] = self._place(Building.objects.visible_to(self.actor), "building", facts["building"])
        if facts.get("unit"):
            homes = Unit.objects.visible_to(self.actor).select_related("building")
            facts["unit"] = self._place(homes, "unit", facts["unit"])
        if facts.get("responsible"):
            facts["responsible"] = self._body(facts["responsible"])
        reporting.save_finding(finding=finding, by=self.actor, at=at, **facts)

    def _place(self, places: QuerySet[Any], field: str, pk: UUID) -> Any:
        if (place := places.filter(pk=pk).first()) is None:
            raise PlaceElsewhere(field=field)
        return place

    def _body(self, pk: UUID) -> Organisation:
        if (body := Organisation.objects.filter(pk=pk).first()) is None:
            raise NotResponsible(field="responsible")
        return body


class AddFinding(WriteFinding):
    """Add a finding to a report, while it is a draft"""

    def get_queryset(self) -> QuerySet[Any]:
        return seen_reports()

    def act(self, thing: InspectionReport, told: Told) -> UUID:
        finding = reporting.add_finding(report=thing, by=self.actor)
        return super().act(finding, told)


class FindingRemovalBody(serializers.Serializer[Any]):
    finding = serializers.UUIDField()


class RemoveFinding(ReportCommand):
    """Take a finding out of the draft, with its photographs, for good"""

    serializer_class = FindingRemovalBody

    def take(self, report: InspectionReport, told: Told, *, at: datetime) -> None:
        del at
        finding = seen_findings().filter(report=report, pk=told["finding"]).first()
        if finding is None:
            raise Http404
        reporting.remove_finding(finding=finding, by=self.actor)


class AddPhotograph(FileCommandView, FindingCommand):
    """Add a photograph to a finding, while its report is a draft"""

    serializer_class = PhotographBody
    answer_class = DocumentSerializer
    file_field = "photo"

    def act(self, thing: Finding, told: Told) -> UUID:
        file, at = told["photo"], business_now()
        upload = reporting.add_photograph(finding=thing, file=file, filename=file.name, by=self.actor, at=at)
        upload_id: UUID = upload.pk
        return upload_id

    def answered(self, result: UUID) -> Any:
        return seen_upload(result)


def _check_kept(thing: Finding | Rectification, photograph: UUID) -> None:
    """404 for a photograph of anything else; a page pressed twice is told nothing."""
    if not thing.photographs.filter(upload_id=photograph).exists():
        raise Http404


class RemovalBody(serializers.Serializer[Any]):
    photograph = serializers.UUIDField()


class RemovePhotograph(FindingCommand):
    """Take a photograph out of a draft's finding, for good"""

    serializer_class = RemovalBody

    def take(self, finding: Finding, told: Told, *, at: datetime) -> None:
        del at
        _check_kept(finding, told["photograph"])
        reporting.remove_photograph(finding=finding, upload_id=told["photograph"], by=self.actor)


class AnswerPhotographBody(PhotographBody):
    kind = serializers.ChoiceField([PhotographKind.BEFORE, PhotographKind.AFTER])


class AddAnswerPhotograph(AddPhotograph):
    """Add a photograph of before or after to the answer, before it is sent"""

    rights = (STEPS[FindingAction.ANSWER],)
    serializer_class = AnswerPhotographBody

    def act(self, thing: Finding, told: Told) -> UUID:
        file, at = told["photo"], business_now()
        answer = start_answer(finding=thing, by=self.actor, at=at)
        kind = PhotographKind(told["kind"])
        upload = add_answer_photograph(answer=answer, kind=kind, file=file, filename=file.name, by=self.actor, at=at)
        upload_id: UUID = upload.pk
        return upload_id


class RemoveAnswerPhotograph(FindingCommand):
    """Take a photograph out of the answer, before it is sent"""

    rights = (STEPS[FindingAction.ANSWER],)
    serializer_class = RemovalBody

    def take(self, finding: Finding, told: Told, *, at: datetime) -> None:
        answer = start_answer(finding=finding, by=self.actor, at=at)
        _check_kept(answer, told["photograph"])
        remove_answer_photograph(answer=answer, upload_id=told["photograph"], by=self.actor)


class AnswerBody(serializers.Serializer[Any]):
    words = serializers.CharField(max_length=LONGEST_WORDS, help_text="What was done, and how it was checked.")


class AnswerFinding(FindingCommand):
    """Answer a finding, with the photographs of before and after that were added

    The finding then waits for the inspection service.
    """

    rights = (STEPS[FindingAction.ANSWER],)
    serializer_class = AnswerBody

    def take(self, finding: Finding, told: Told, *, at: datetime) -> None:
        answer = start_answer(finding=finding, by=self.actor, at=at)
        save_answer(answer=answer, words=told["words"], by=self.actor)
        answer_finding(answer=answer, by=self.actor, at=at)


class VerificationBody(serializers.Serializer[Any]):
    verdict = serializers.ChoiceField(Verdict.choices)
    reason = serializers.CharField(max_length=LONGEST_WORDS, default="", allow_blank=True)
    risk_after = serializers.ChoiceField(LEFT_RISKS, allow_null=True, default=None, help_text="With a closing.")


class VerifyAnswer(FindingCommand):
    """Close the finding after looking again, or keep it open with the reason"""

    rights = (STEPS[FindingAction.CLOSE], STEPS[FindingAction.KEEP_OPEN])
    serializer_class = VerificationBody

    def take(self, finding: Finding, told: Told, *, at: datetime) -> None:
        waiting = next((each.rectification for each in rounds_of(self.actor, finding)), None)
        if waiting is None:
            raise NotAllowedInState(rule=str(FindingAction.CLOSE.label))
        after = Risk(told["risk_after"]) if told["risk_after"] else None
        look = Look(Verdict(told["verdict"]), told["reason"], after)
        verify_rectification(rectification=waiting, look=look, by=self.actor, at=at)


class ReopeningBody(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=LONGEST_WORDS)


class ReopenFinding(FindingCommand):
    """Open a closed finding again, with the reason"""

    rights = (STEPS[FindingAction.REOPEN],)
    serializer_class = ReopeningBody

    def take(self, finding: Finding, told: Told, *, at: datetime) -> None:
        reopen_finding(finding=finding, reason=told["reason"], by=self.actor, at=at)
