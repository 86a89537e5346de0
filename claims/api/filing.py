"""Filing a claim: photographs first, each kept with the owner's unfinished report, then the report itself."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from rest_framework import serializers

from claims.constants import LONGEST_DESCRIPTION, DefectKind, Place
from claims.models import DraftPhotograph
from claims.rights import FILE
from claims.selectors import draft_photographs, my_draft
from claims.services.drafting import add_photograph, remove_photograph, save_answers, start_draft
from claims.services.filing import file_claim
from idi_platform.api.public import CommandView, Day, DocumentSerializer, FileCommandView, PhotographBody
from idi_platform.documents.public import Upload
from idi_platform.registry.public import Unit
from idi_platform.tenancy.public import business_now, current_actor

from .serializers import ClaimFile, ClaimFileSerializer, HomePhotographs, HomePhotographsSerializer, claim_file
from .views import seen_claims

Told = Mapping[str, Any]


class HomeCommand(CommandView):
    """Base of an owner's commands on their home."""

    rights = (FILE,)

    def get_queryset(self) -> QuerySet[Unit]:
        return Unit.objects.visible_to(current_actor()).spoken_for_by(current_actor())


class ReportBody(serializers.Serializer[Any]):
    place = serializers.ChoiceField(Place.choices)
    defect = serializers.ChoiceField(DefectKind.choices)
    description = serializers.CharField(max_length=LONGEST_DESCRIPTION)
    noticed_on = Day()
    is_dangerous = serializers.BooleanField()
    consent = serializers.BooleanField(help_text="Consent to the use of personal details for this claim.")


class FileClaim(HomeCommand):
    """File a claim for a home

    Completes the owner's unfinished report on the home, photographs included, if there is one.
    """

    serializer_class = ReportBody
    answer_class = ClaimFileSerializer

    def act(self, thing: Unit, told: Told) -> UUID:
        at = business_now()
        answers = {name: value for name, value in told.items() if name != "consent"}
        draft = start_draft(unit=thing, by=self.actor, at=at)
        save_answers(draft=draft, by=self.actor, at=at, **answers)
        claim = file_claim(draft_id=draft.pk, consented_at=at if told["consent"] else None, by=self.actor, at=at)
        claim_id: UUID = claim.pk
        return claim_id

    def answered(self, result: UUID) -> ClaimFile:
        return claim_file(self.actor, seen_claims().get(pk=result))


class AddClaimPhotograph(FileCommandView, HomeCommand):
    """Add a photograph to the report that is being written on a home; filing takes it along"""

    serializer_class = PhotographBody
    answer_class = DocumentSerializer
    file_field = "photo"

    def act(self, thing: Unit, told: Told) -> UUID:
        file, at = told["photo"], business_now()
        draft = start_draft(unit=thing, by=self.actor, at=at)
        upload = add_photograph(draft=draft, file=file, filename=file.name, by=self.actor, at=at)
        upload_id: UUID = upload.pk
        return upload_id

    def answered(self, result: UUID) -> Upload:
        upload = Upload.objects.visible_to(self.actor).filter(pk=result).first()
        if upload is None:
            raise Http404
        return upload


class ClaimPhotographRemovalBody(serializers.Serializer[Any]):
    photograph = serializers.UUIDField()


class RemoveClaimPhotograph(HomeCommand):
    """Take a photograph out of the report that is being written on a home, for good"""

    serializer_class = ClaimPhotographRemovalBody
    answer_class = HomePhotographsSerializer

    def act(self, thing: Unit, told: Told) -> UUID:
        draft = start_draft(unit=thing, by=self.actor, at=business_now())
        kept = DraftPhotograph.objects.filter(city_id=self.actor.tenant_id, draft=draft, upload_id=told["photograph"])
        if (photograph := kept.select_related("upload").first()) is None:
            raise Http404
        remove_photograph(draft=draft, upload=photograph.upload, by=self.actor)
        unit_id: UUID = thing.pk
        return unit_id

    def answered(self, result: UUID) -> HomePhotographs:
        draft = my_draft(self.actor).filter(unit_id=result).first()
        return HomePhotographs(result, draft_photographs(self.actor, draft) if draft else [])
