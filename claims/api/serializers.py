"""What the API says of a claim; what its commands are told stands in `commands`."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from claims.constants import ClaimState, DefectKind, Place, Result
from claims.lifecycle import open_actions
from claims.models import Claim, Determination, DocumentRequest
from claims.selectors import photographs_of
from claims.silences import Silence, silences_of
from idi_platform.api.public import BodySerializer, DocumentSerializer, Moment
from idi_platform.deadlines.public import Deadline, deadlines_of, face
from idi_platform.documents.public import Upload
from idi_platform.tenancy.public import Actor, business_now
from idi_platform.ui.public import ClockState
from policies.public import Outcome, parameter_label, reasoning


@dataclass(frozen=True, slots=True)
class ClaimFile:
    """A claim as one reader sees it."""

    claim: Claim
    documents: list[Upload]
    document_request: DocumentRequest | None
    determination: Determination | None
    terms: list[Deadline]
    silences: list[Silence]
    actions: list[str]


def claim_file(viewer: Actor, claim: Claim) -> ClaimFile:
    """Puts together what the reader may see of a visible claim."""
    return ClaimFile(
        claim=claim,
        documents=photographs_of(viewer, claim),
        document_request=DocumentRequest.objects.visible_to(viewer).filter(claim=claim).first(),
        determination=Determination.objects.visible_to(viewer).standing().filter(claim=claim).first(),
        terms=list(deadlines_of(viewer, [claim.pk])),
        silences=silences_of(viewer, claim),
        actions=[action.value for action in open_actions(claim, viewer)],
    )


class ClaimRowSerializer(serializers.Serializer[Claim]):
    """A claim in a list."""

    id = serializers.UUIDField(source="pk")
    number = serializers.CharField(source="dossier.number")
    state = serializers.ChoiceField(ClaimState.choices)
    home = serializers.CharField(source="dossier.title")
    district = serializers.CharField(source="district.code")
    insurer = serializers.UUIDField(source="insurer_id")
    place = serializers.ChoiceField(Place.choices)
    defect = serializers.ChoiceField(DefectKind.choices)
    is_dangerous = serializers.BooleanField()
    filed_at = Moment()
    next_due_at = Moment(allow_null=True, help_text="First instant after the last day of the term that ends first.")


class ClockSerializer(serializers.Serializer[Deadline]):
    """A term of the claim. `explanation` opens into clause, days counted and passed over, and readings."""

    id = serializers.UUIDField()
    duty = serializers.CharField(help_text="Parameter of the rules, such as `claims.survey`.")
    title = serializers.SerializerMethodField()
    obliged = BodySerializer()
    basis = serializers.CharField()
    citation = serializers.CharField()
    rule = serializers.CharField(source="rule_id")
    state = serializers.SerializerMethodField()
    started_at = Moment()
    due_at = Moment(help_text="First instant after the last permissible day: met in time means before it.")
    unrolled_at = Moment(help_text="The same before rest days at the end were passed over.")
    met_at = Moment(allow_null=True)
    suspended_since = Moment(allow_null=True)
    provisional = serializers.BooleanField()
    drives_service = serializers.BooleanField()
    explanation = serializers.HyperlinkedIdentityField(view_name="api-v1:deadline", read_only=True)

    def get_title(self, deadline: Deadline) -> str:
        return str(face(deadline, business_now()).label)

    @extend_schema_field(serializers.ChoiceField([(state.value, state.value) for state in ClockState]))
    def get_state(self, deadline: Deadline) -> str:
        return face(deadline, business_now()).state.value


class CountSerializer(serializers.Serializer[Any]):
    """A number of days, as the texts give it."""

    value = serializers.IntegerField()
    unit = serializers.CharField()


class SilenceSerializer(serializers.Serializer[Silence]):
    """A duty that starts no clock here, and why: what the rules answered on the day of the claim's step."""

    duty = serializers.CharField(help_text="Parameter of the rules, such as `claims.survey`.")
    title = serializers.SerializerMethodField()
    on = serializers.DateField(help_text="The day of the step that it would be counted from.")
    outcome = serializers.ChoiceField(Outcome.choices, source="answer.outcome")
    reason = serializers.CharField(
        help_text="As the resolver gives it. With `value`: `no_number`, the text asks for it without a number of days; "
        "`other_event`, the number is counted from `counted_from`."
    )
    basis = serializers.CharField(source="answer.basis")
    citation = serializers.CharField(source="answer.citation")
    rule = serializers.CharField(source="answer.rule")
    term = CountSerializer(source="answer.term", allow_null=True)
    counted_from = serializers.CharField(source="answer.trigger")
    trace_hash = serializers.CharField()
    explanation = serializers.SerializerMethodField()

    def get_title(self, silence: Silence) -> str:
        return parameter_label(silence.duty)

    @extend_schema_field(serializers.DictField(allow_null=True, help_text="What each layer of law said to it."))
    def get_explanation(self, silence: Silence) -> Any:
        return reasoning(silence.trace_hash)


class RequestedDocumentSerializer(serializers.Serializer[Any]):
    """One line of the request."""

    id = serializers.UUIDField()
    name = serializers.CharField()
    document = serializers.UUIDField(source="upload_id", allow_null=True, help_text="Null: not there, or on paper.")
    received_at = Moment(allow_null=True)


class DocumentRequestSerializer(serializers.Serializer[DocumentRequest]):
    """The one request for missing documents."""

    reason = serializers.CharField()
    arrived_at = Moment()
    completed_at = Moment(allow_null=True)
    items = RequestedDocumentSerializer(many=True, source="items.all")


class DeterminationSerializer(serializers.Serializer[Determination]):
    result = serializers.ChoiceField(Result.choices)
    words = serializers.CharField()
    covered_part = serializers.CharField()
    denied_part = serializers.CharField()
    reasons = serializers.CharField()
    clause_rule = serializers.CharField()
    clause_instrument = serializers.CharField()
    clause_article = serializers.CharField()
    clause_quote = serializers.CharField()
    prepared_at = Moment()
    determined_at = Moment(allow_null=True)
    denial_sent_at = Moment(allow_null=True)


class ClaimFileSerializer(serializers.Serializer[ClaimFile]):
    """A claim with its terms, and what the caller may do with it now."""

    id = serializers.UUIDField(source="claim.pk")
    number = serializers.CharField(source="claim.dossier.number")
    state = serializers.ChoiceField(ClaimState.choices, source="claim.state")
    home = serializers.CharField(source="claim.dossier.title")
    unit = serializers.UUIDField(source="claim.unit_id")
    project = serializers.UUIDField(source="claim.project_id")
    district = serializers.CharField(source="claim.district.code")
    insurer = BodySerializer(source="claim.insurer")
    developer = BodySerializer(source="claim.developer", allow_null=True, help_text="Whose repair it still is, if any.")
    place = serializers.ChoiceField(Place.choices, source="claim.place")
    defect = serializers.ChoiceField(DefectKind.choices, source="claim.defect")
    description = serializers.CharField(source="claim.description")
    noticed_on = serializers.DateField(source="claim.noticed_on")
    is_dangerous = serializers.BooleanField(source="claim.is_dangerous")
    filed_at = Moment(source="claim.filed_at")
    documents_complete_at = Moment(source="claim.documents_complete_at", allow_null=True)
    documents = DocumentSerializer(many=True, help_text="Photographs and papers; a denial names its evidence by id.")
    document_request = DocumentRequestSerializer(allow_null=True)
    determination = DeterminationSerializer(allow_null=True)
    terms = ClockSerializer(many=True)
    silences = SilenceSerializer(many=True)
    actions = serializers.ListField(child=serializers.CharField(), help_text="Commands open to the caller.")


@dataclass(frozen=True, slots=True)
class HomePhotographs:
    """The photographs of the report that is being written on a home."""

    unit: UUID
    photographs: list[Upload]


class HomePhotographsSerializer(serializers.Serializer[HomePhotographs]):
    """What is kept with the unfinished report on a home."""

    unit = serializers.UUIDField()
    photographs = DocumentSerializer(many=True)
