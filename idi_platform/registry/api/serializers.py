"""What the API says of projects and homes."""

from rest_framework import serializers

from idi_platform.api.public import Moment
from idi_platform.registry.constants import MilestoneKind, PartyRole
from idi_platform.registry.models import Building, Milestone, Party, Project, Unit


class ProjectRowSerializer(serializers.Serializer[Project]):
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
    id = serializers.UUIDField()
    number = serializers.CharField()
    floors = serializers.IntegerField(allow_null=True)


class ProjectSerializer(ProjectRowSerializer):
    """A project with its bodies, dated facts and buildings."""

    parties = PartySerializer(many=True, source="parties.all")
    milestones = MilestoneSerializer(many=True, source="milestones.all")
    buildings = BuildingSerializer(many=True, source="buildings.all")


class HomeSerializer(serializers.Serializer[Unit]):
    """A home."""

    id = serializers.UUIDField(source="pk")
    file_number = serializers.CharField(source="dossier.number")
    title = serializers.CharField(source="dossier.title")
    project = serializers.UUIDField(source="project_id")
    building = serializers.UUIDField(source="building_id")
    number = serializers.CharField(help_text="Door number.")
    floor = serializers.IntegerField(allow_null=True)
