"""What the API says of projects and insurance policies; what commands are told stands beside them."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from idi_platform.api.public import BodySerializer, Moment
from idi_platform.registry.public import Building, Milestone, MilestoneKind, Party, PartyRole
from policies.public import reasoning
from underwriting.constants import Phase, PolicyState, ShareRole
from underwriting.lifecycle import PolicyAction
from underwriting.models import ContractTerm

from .fields import ExactShare, Yuan


class ProjectRowSerializer(serializers.Serializer[Any]):
    """A project in a list."""

    id = serializers.UUIDField(source="pk")
    number = serializers.CharField(source="dossier.number")
    name_zh = serializers.CharField()
    name_en = serializers.CharField()
    address = serializers.CharField()
    district = serializers.CharField(source="district.code")
    project_type = serializers.CharField()
    opened_at = Moment(source="dossier.opened_at")


class PartySerializer(serializers.Serializer[Party]):
    organisation = serializers.UUIDField(source="organisation_id")
    name_zh = serializers.CharField(source="organisation.name_zh")
    name_en = serializers.CharField(source="organisation.name_en")
    role = serializers.ChoiceField(PartyRole.choices)
    from_on = serializers.DateField()
    to_on = serializers.DateField(allow_null=True, help_text="First day no longer.")


class MilestoneSerializer(serializers.Serializer[Milestone]):
    kind = serializers.ChoiceField(MilestoneKind.choices)
    on = serializers.DateField()
    building = serializers.UUIDField(source="building_id", allow_null=True)
    evidence = serializers.CharField()


class BuildingSerializer(serializers.Serializer[Building]):
    """A building; its homes are listed at `/homes/?building=`."""

    id = serializers.UUIDField()
    number = serializers.CharField()
    floors = serializers.IntegerField(allow_null=True)
    homes = serializers.IntegerField(source="home_count", help_text="How many homes the caller may see in it.")


class PinSerializer(serializers.Serializer[Any]):
    """The version of the city's regime that governs the project for ever."""

    version = serializers.CharField(source="version.code")
    instrument = serializers.CharField(source="version.instrument.title")
    anchor = serializers.CharField(help_text="The milestone by which the version judged.")
    anchor_on = serializers.DateField()


class PolicyRowSerializer(serializers.Serializer[Any]):
    """An insurance policy in a list."""

    id = serializers.UUIDField(source="pk")
    number = serializers.CharField(source="dossier.number")
    policy_number = serializers.CharField(help_text="The insurer's own.")
    project = serializers.UUIDField(source="project_id")
    project_name = serializers.CharField(source="project.name_zh")
    state = serializers.ChoiceField(PolicyState.choices)
    lead_insurer = BodySerializer()
    contract_formed_on = serializers.DateField(allow_null=True)
    issued_on = serializers.DateField(allow_null=True)
    premium = Yuan(source="premium_fen", allow_null=True)
    sum_insured = Yuan(source="sum_insured_fen", allow_null=True)


class ProjectSerializer(serializers.Serializer[Any]):
    """A project with its bodies, dated facts, buildings, governing version, and the policies the caller may see."""

    id = serializers.UUIDField(source="project.pk")
    number = serializers.CharField(source="project.dossier.number")
    name_zh = serializers.CharField(source="project.name_zh")
    name_en = serializers.CharField(source="project.name_en")
    address = serializers.CharField(source="project.address")
    district = serializers.CharField(source="project.district.code")
    project_type = serializers.CharField(source="project.project_type")
    opened_at = Moment(source="project.dossier.opened_at")
    parties = PartySerializer(many=True, source="project.parties.all")
    milestones = MilestoneSerializer(many=True, source="project.milestones.all")
    buildings = BuildingSerializer(many=True, source="project.buildings.all")
    regime = PinSerializer(allow_null=True, help_text="Null while no version of the city's regime governs.")
    insurance_policies = PolicyRowSerializer(many=True)


class ShareSerializer(serializers.Serializer[Any]):
    """What an insurer bears, exactly."""

    organisation = BodySerializer()
    role = serializers.ChoiceField(ShareRole.choices)
    share = ExactShare(source="fraction")
    from_on = serializers.DateField()
    to_on = serializers.DateField(allow_null=True, help_text="First day no longer.")


class CoverWindowSerializer(serializers.Serializer[Any]):
    """Cover of one component; first and last day govern (printed, else computed), and both are covered.

    `is_open`: the texts leave it to the contract, which has not supplied it. The hashes name the stored reasoning.
    """

    id = serializers.UUIDField()
    component = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # a field's own word is called so as well
    building = serializers.UUIDField(source="building_id", allow_null=True, help_text="Null: every other building.")
    anchor_kind = serializers.CharField(help_text="The milestone that it counts from; empty while unknown.")
    anchor_on = serializers.DateField(allow_null=True)
    first_on = serializers.DateField(allow_null=True)
    last_on = serializers.DateField(allow_null=True)
    computed_first_on = serializers.DateField(allow_null=True)
    computed_last_on = serializers.DateField(allow_null=True)
    is_printed = serializers.BooleanField()
    is_open = serializers.BooleanField()
    is_covered = serializers.BooleanField(help_text="Today.")
    citation = serializers.CharField(help_text="Of the period.")
    trace_hash = serializers.CharField()
    wait_citation = serializers.CharField(help_text="Of the time before cover begins.")
    wait_trace_hash = serializers.CharField()
    explanation = serializers.HyperlinkedIdentityField(
        view_name="api-v1:cover_window", lookup_field="id", lookup_url_kwarg="pk", read_only=True
    )


class ExplainedCoverWindowSerializer(CoverWindowSerializer):
    """Cover of one component with its reasons: what each layer of law said to the period and to the wait."""

    period = serializers.SerializerMethodField()
    wait = serializers.SerializerMethodField()

    @extend_schema_field(serializers.DictField(allow_null=True))
    def get_period(self, window: Any) -> Any:
        return reasoning(window.trace_hash)

    @extend_schema_field(serializers.DictField(allow_null=True))
    def get_wait(self, window: Any) -> Any:
        return reasoning(window.wait_trace_hash)


class HomeWindowSerializer(serializers.Serializer[Any]):
    """Cover of one component of a home; both days are covered."""

    component = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # a field's own word is called so as well
    first_on = serializers.DateField(allow_null=True)
    last_on = serializers.DateField(allow_null=True)
    is_covered = serializers.BooleanField(help_text="Today.")
    is_open = serializers.BooleanField(help_text="Left to the contract, which has not supplied it.")
    citation = serializers.CharField()


class HomeSerializer(serializers.Serializer[Any]):
    """A home with what is covered today and until when, and whom to call before cover begins."""

    id = serializers.UUIDField(source="home.pk")
    file_number = serializers.CharField(source="home.dossier.number")
    title = serializers.CharField(source="home.dossier.title")
    project = serializers.UUIDField(source="home.project_id")
    building = serializers.UUIDField(source="home.building_id")
    number = serializers.CharField(source="home.number", help_text="Door number.")
    floor = serializers.IntegerField(source="home.floor", allow_null=True)
    phase = serializers.ChoiceField(Phase.choices, source="cover.phase")
    begins_on = serializers.DateField(source="cover.begins_on", allow_null=True)
    developer = BodySerializer(source="cover.developer", allow_null=True)
    insurer = BodySerializer(source="cover.insurer", allow_null=True, help_text="The lead insurer.")
    windows = HomeWindowSerializer(many=True, source="cover.windows")


class ContractTermSerializer(serializers.Serializer[ContractTerm]):
    """What the contract agrees on one question of the rules."""

    parameter = serializers.CharField()
    value = serializers.IntegerField()
    unit = serializers.CharField()
    anchor = serializers.CharField(help_text="Counted from; empty: as the text says.")
    evidence = serializers.CharField(help_text="Clause of the contract.")
    document = serializers.UUIDField(source="document_id", allow_null=True)


class GateSerializer(serializers.Serializer[Any]):
    """One condition of issue, met or missing, with the clause that asks for it."""

    label = serializers.CharField()  # type: ignore[assignment]  # a field's own word is called so as well
    is_met = serializers.BooleanField()
    why = serializers.CharField()
    field = serializers.CharField()
    citation = serializers.CharField()
    trace_hash = serializers.CharField()


class PolicySerializer(serializers.Serializer[Any]):
    """An insurance policy with shares, cover and contract terms, and what the caller may do with it now.

    Its legal terms are listed at `/deadlines/?dossier=` with its id.
    """

    id = serializers.UUIDField(source="policy.pk")
    number = serializers.CharField(source="policy.dossier.number")
    policy_number = serializers.CharField(source="policy.policy_number", help_text="The insurer's own.")
    project = serializers.UUIDField(source="policy.project_id")
    state = serializers.ChoiceField(PolicyState.choices, source="policy.state")
    is_earlier = serializers.BooleanField(source="policy.is_earlier", help_text="Entered from its paper.")
    evidence = serializers.UUIDField(source="policy.evidence_id", allow_null=True)
    lead_insurer = BodySerializer(source="policy.lead_insurer")
    contract_formed_on = serializers.DateField(source="policy.contract_formed_on", allow_null=True)
    issued_on = serializers.DateField(source="policy.issued_on", allow_null=True)
    premium = Yuan(source="policy.premium_fen", allow_null=True)
    premium_received = Yuan(source="policy.premium_received_fen")
    premium_received_on = serializers.DateField(source="policy.premium_received_on", allow_null=True)
    sum_insured = Yuan(source="policy.sum_insured_fen", allow_null=True)
    limit_per_home = Yuan(source="policy.limit_per_home_fen", allow_null=True)
    regime = PinSerializer(allow_null=True, help_text="Null while no version of the city's regime governs.")
    shares_revision = serializers.IntegerField(source="policy.shares_revision")
    shares = ShareSerializer(many=True, help_text="Of today; of a draft, as it stands.")
    share_history = ShareSerializer(many=True, help_text="Every version, the newest first.")
    cover = CoverWindowSerializer(many=True)
    contract_terms = ContractTermSerializer(many=True)
    gates = GateSerializer(many=True, help_text="Of a draft that the caller may issue; else empty.")
    actions = serializers.ListField(
        child=serializers.ChoiceField(PolicyAction.choices), help_text="Commands open to the caller."
    )
