"""A report by telephone, and the application that follows it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.constants import LONGEST_CALLER, LONGEST_DESCRIPTION, DefectKind, Place
from claims.lifecycle import ClaimAction
from claims.models import Claim
from claims.rights import RECORD_CALL
from claims.selectors import owners_on
from claims.services.application import apply_for_claim, record_application
from claims.services.telephone import Call, record_call
from idi_platform.api.public import CommandView, Day, DetailView, FileCommandView, Moment, Shown
from idi_platform.dossiers.public import CIVIL_ZONE
from idi_platform.registry.public import Unit
from idi_platform.tenancy.public import business_now, current_actor, uuid7

from .commands import ClaimCommand, Told
from .serializers import ClaimFile, ClaimFileSerializer, claim_file
from .views import seen_claims


class OwnerSerializer(serializers.Serializer[Any]):
    """An owner as the form of a call offers them."""

    id = serializers.UUIDField(source="owner_id")
    name = Shown("owner.full_name")


class HomeOwnersSerializer(serializers.Serializer[Any]):
    """The owners recorded for a home today."""

    owners = OwnerSerializer(many=True)


class ReadHomeOwners(DetailView):
    """The owners recorded for a home today, for whoever writes down a call"""

    rights = (RECORD_CALL,)
    serializer_class = HomeOwnersSerializer

    def get_queryset(self) -> QuerySet[Unit]:
        return Unit.objects.visible_to(current_actor())

    def get(self, _request: Request, pk: UUID) -> Response:
        today = business_now().astimezone(CIVIL_ZONE).date()
        owners = owners_on(self.actor, on=today).filter(unit=self.found(pk))
        return Response(self.get_serializer({"owners": owners}).data)


class CallBody(serializers.Serializer[Any]):
    owner = serializers.UUIDField(source="owner_id")
    called_at = Moment(help_text="Terms count from the call, not from now.")
    caller = serializers.CharField(max_length=LONGEST_CALLER)
    number = serializers.CharField(max_length=20, help_text="Number to call back.")
    place = serializers.ChoiceField(Place.choices)
    defect = serializers.ChoiceField(DefectKind.choices)
    description = serializers.CharField(max_length=LONGEST_DESCRIPTION)
    noticed_on = Day()
    is_dangerous = serializers.BooleanField()
    is_application = serializers.BooleanField(help_text="The owner called and asked for compensation or repair.")
    has_consented = serializers.BooleanField(
        default=False, help_text="The owner agreed to the use of personal details; for an application only."
    )


class RecordCall(CommandView):
    """Write down a report by telephone

    Where the owner asked for compensation or repair, it is the application as well.
    """

    rights = (RECORD_CALL,)
    serializer_class = CallBody
    answer_class = ClaimFileSerializer

    def get_queryset(self) -> QuerySet[Unit]:
        return Unit.objects.visible_to(current_actor()).select_related("dossier", "project__dossier")

    def act(self, thing: Unit, told: Mapping[str, Any]) -> UUID:
        claim = record_call(unit=thing, call=Call(**told), key=uuid7(), by=self.actor, at=business_now())
        claim_id: UUID = claim.pk
        return claim_id

    def answered(self, result: UUID) -> ClaimFile:
        return claim_file(self.actor, seen_claims().get(pk=result))


class ApplicationBody(serializers.Serializer[Any]):
    consent = serializers.BooleanField(help_text="Consent to the use of personal details for this claim.")
    photograph = serializers.FileField(required=False, help_text="A photograph, if there is one.")


class ApplyForClaim(FileCommandView, ClaimCommand):
    """Ask, as the owner, for a claim reported by telephone to be decided"""

    action = ClaimAction.APPLY
    serializer_class = ApplicationBody
    file_field = "photograph"

    def take(self, claim: Claim, told: Told, *, at: datetime) -> None:
        file, consented_at = told.get("photograph"), at if told["consent"] else None
        name = file.name if file else ""
        apply_for_claim(claim=claim, consented_at=consented_at, file=file, filename=name, by=self.actor, at=at)


class PaperApplicationBody(serializers.Serializer[Any]):
    received_at = Moment(help_text="When it came: it counts from then.")
    evidence = serializers.FileField(help_text="The signed application. A photograph or a PDF.")


class RecordApplication(FileCommandView, ClaimCommand):
    """Record the owner's application that came on paper"""

    action = ClaimAction.RECORD_APPLICATION
    serializer_class = PaperApplicationBody
    file_field = "evidence"

    def take(self, claim: Claim, told: Told, *, at: datetime) -> None:
        file, received_at = told["evidence"], told["received_at"]
        record_application(claim=claim, received_at=received_at, file=file, filename=file.name, by=self.actor, at=at)
