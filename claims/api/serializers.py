"""What the API says of a claim; what its commands are told stands in `commands`."""

from dataclasses import dataclass

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from claims.constants import ClaimState, DefectKind, Place, Result
from claims.lifecycle import open_actions
from claims.models import Claim, Determination
from idi_platform.accounts.public import Organisation
from idi_platform.api.public import Moment
from idi_platform.deadlines.public import Deadline, deadlines_of, face
from idi_platform.tenancy.public import Actor, business_now
from idi_platform.ui.public import ClockState


@dataclass(frozen=True, slots=True)
class ClaimFile:
    """A claim as one reader sees it."""

    claim: Claim
    determination: Determination | None
    terms: list[Deadline]
    actions: list[str]


def claim_file(viewer: Actor, claim: Claim) -> ClaimFile:
    """Puts together what the reader may see of a visible claim."""
    return ClaimFile(
        claim=claim,
        determination=Determination.objects.visible_to(viewer).standing().filter(claim=claim).first(),
        terms=list(deadlines_of(viewer, [claim.pk])),
        actions=[action.value for action in open_actions(claim, viewer)],
    )


class BodySerializer(serializers.Serializer[Organisation]):
    """An organisation, in both languages."""

    id = serializers.UUIDField()
    name_zh = serializers.CharField()
    name_en = serializers.CharField()


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
    determination = DeterminationSerializer(allow_null=True)
    terms = ClockSerializer(many=True)
    actions = serializers.ListField(child=serializers.CharField(), help_text="Commands open to the caller.")
