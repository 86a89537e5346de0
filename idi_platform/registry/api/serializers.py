"""What the API says of homes; underwriting tells of one home and of projects: it knows cover, regime and policies."""

from rest_framework import serializers

from idi_platform.registry.models import Unit


class HomeRowSerializer(serializers.Serializer[Unit]):
    """A home in a list."""

    id = serializers.UUIDField(source="pk")
    file_number = serializers.CharField(source="dossier.number")
    title = serializers.CharField(source="dossier.title")
    project = serializers.UUIDField(source="project_id")
    building = serializers.UUIDField(source="building_id")
    number = serializers.CharField(help_text="Door number.")
    floor = serializers.IntegerField(allow_null=True)
