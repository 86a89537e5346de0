"""Commands that enter a project and what belongs to it; each calls the service that the page calls."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from rest_framework import serializers

from idi_platform.accounts.public import Organisation
from idi_platform.api.public import CommandView, Day
from idi_platform.registry.public import Building, MilestoneKind, Project, ProjectFacts
from idi_platform.tenancy.public import Actor, District, business_now
from underwriting.constants import MOST_FLOORS, MOST_HOMES
from underwriting.errors import BuildingElsewhere, NotYourStep
from underwriting.public import (
    DeveloperFacts,
    PolicyFacts,
    enter_building,
    enter_earlier_policy,
    enter_milestone,
    enter_policy,
    enter_project,
)
from underwriting.rights import WRITE_POLICIES, WRITE_PROJECTS

from .fields import Yuan
from .papers import PaperCommand
from .serializers import PolicySerializer, ProjectSerializer
from .views import PolicyFile, ProjectFile, policy_file, project_file, seen_policies, seen_projects, today

Told = Mapping[str, Any]


def own_body(actor: Actor) -> Organisation:
    """The caller's own insurer. An underwriter without one writes no policy."""
    if actor.organisation_id is None:
        raise NotYourStep
    return Organisation.objects.get(pk=actor.organisation_id)


class ProjectCommand(CommandView):
    """Base of the commands that answer with the project."""

    rights = (WRITE_PROJECTS,)
    answer_class = ProjectSerializer

    def get_queryset(self) -> QuerySet[Project]:
        return seen_projects()

    def act(self, thing: Any, told: Told) -> UUID:
        self.take(thing, told, at=business_now())
        project_id: UUID = thing.pk
        return project_id

    def take(self, project: Project, told: Told, *, at: datetime) -> None:
        """Calls the service."""
        raise NotImplementedError

    def answered(self, result: UUID) -> ProjectFile:
        return project_file(self.actor, self.found(result))


class ProjectBody(serializers.Serializer[Any]):
    name_zh = serializers.CharField(max_length=120)
    name_en = serializers.CharField(max_length=120, default="", allow_blank=True)
    address = serializers.CharField(max_length=200)
    district = serializers.CharField(max_length=12, help_text="Code of the district (GB/T 2260).")
    developer_name = serializers.CharField(max_length=120)
    developer_uscc = serializers.RegexField(
        r"^[0-9A-Z]{18}\Z", help_text="Unified social credit code, 18 digits and capital letters."
    )


class OpenProject(ProjectCommand):
    """Open a project, with its developer and the caller's insurer as parties from today on"""

    serializer_class = ProjectBody

    def act(self, _thing: Any, told: Told) -> UUID:
        facts = ProjectFacts(told["name_zh"], told["name_en"], told["address"], self._district(told["district"]))
        developer = DeveloperFacts(told["developer_uscc"], told["developer_name"])
        made = enter_project(
            facts=facts, developer=developer, lead_insurer=own_body(self.actor), by=self.actor, at=business_now()
        )
        project_id: UUID = made.pk
        return project_id

    def _district(self, code: str) -> District:
        found = District.objects.filter(city_id=self.actor.tenant_id, code=code)
        chosen = next((row for row in found if row.is_valid_on(today())), None)
        if chosen is None:
            field: serializers.Field[Any, Any, Any, Any] = serializers.ChoiceField([])
            raise serializers.ValidationError({"district": [field.error_messages["invalid_choice"].format(input=code)]})
        return chosen


class MilestoneBody(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(MilestoneKind.choices)
    on = Day()
    building = serializers.UUIDField(allow_null=True, default=None, help_text="Null: the whole project.")
    evidence = serializers.CharField(max_length=200, help_text="Document that shows it.")


class RecordMilestone(ProjectCommand):
    """Record a dated fact; cover that counts from it is computed anew"""

    serializer_class = MilestoneBody

    def take(self, project: Project, told: Told, *, at: datetime) -> None:
        building = None
        if told["building"] is not None:
            building = Building.objects.visible_to(self.actor).filter(pk=told["building"]).first()
            if building is None:
                raise BuildingElsewhere(field="building")
        enter_milestone(project=project, **{**told, "building": building}, by=self.actor, at=at)


class BuildingBody(serializers.Serializer[Any]):
    number = serializers.CharField(max_length=30, help_text="As on its door plate.")
    floors = serializers.IntegerField(min_value=1, max_value=MOST_FLOORS, help_text="Floors with homes.")
    doors = serializers.IntegerField(min_value=1, max_value=MOST_HOMES, help_text="Homes on each floor.")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """A building is entered at once, so its size has a bound."""
        if attrs["floors"] * attrs["doors"] > MOST_HOMES:
            self.fields["doors"].fail("max_value", max_value=MOST_HOMES // attrs["floors"])
        return attrs


class AddBuilding(ProjectCommand):
    """Enter a building with its homes, numbered by floor and door"""

    serializer_class = BuildingBody

    def take(self, project: Project, told: Told, *, at: datetime) -> None:
        enter_building(project=project, **told, by=self.actor, at=at)


class PolicyFactsBody(serializers.Serializer[Any]):
    """A draft may leave everything but the number open."""

    policy_number = serializers.CharField(max_length=60, help_text="The insurer's own.")
    contract_formed_on = Day(allow_null=True, default=None, help_text="Decides which version of the regime governs.")
    premium = Yuan(source="premium_fen", allow_null=True, default=None)
    sum_insured = Yuan(source="sum_insured_fen", allow_null=True, default=None)
    limit_per_home = Yuan(source="limit_per_home_fen", allow_null=True, default=None)


class EnterPolicy(CommandView):
    """Enter an insurance policy as a draft; without shares its lead insurer bears the whole"""

    rights = (WRITE_POLICIES,)
    serializer_class = PolicyFactsBody
    answer_class = PolicySerializer

    def get_queryset(self) -> QuerySet[Project]:
        return seen_projects()

    def act(self, thing: Project, told: Told) -> UUID:
        facts, body = PolicyFacts(**told), own_body(self.actor)
        made = enter_policy(project=thing, lead_insurer=body, facts=facts, by=self.actor, at=business_now())
        policy_id: UUID = made.pk
        return policy_id

    def answered(self, result: UUID) -> PolicyFile:
        return policy_file(self.actor, seen_policies().get(pk=result))


class EarlierPolicyBody(PolicyFactsBody):
    contract_formed_on = Day(help_text="Decides which version of the regime governs.")
    issued_on = Day()
    evidence = serializers.FileField(help_text="The policy as a PDF or a photograph.")


class EnterEarlierPolicy(PaperCommand, EnterPolicy):
    """Enter a policy of earlier years from its paper"""

    serializer_class = EarlierPolicyBody
    file_field = "evidence"

    def act(self, thing: Project, told: Told) -> UUID:
        at = business_now()
        facts = {name: value for name, value in told.items() if name not in {"issued_on", "evidence"}}
        made = enter_earlier_policy(
            project=thing,
            lead_insurer=own_body(self.actor),
            facts=PolicyFacts(**facts),
            issued_on=told["issued_on"],
            evidence=self.kept(told, None, at=at),
            by=self.actor,
            at=at,
        )
        policy_id: UUID = made.pk
        return policy_id
