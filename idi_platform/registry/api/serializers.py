"""What the API says of homes and of authorities; of one home and of projects underwriting tells, which knows cover."""

from typing import Any

from rest_framework import serializers

from idi_platform.api.public import BodySerializer, Day, Moment, Shown
from idi_platform.registry.constants import AuthorityKind, AuthorityState
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


class EntrustedSerializer(serializers.Serializer[Any]):
    """A home, or the common parts of a building, that an authority is for."""

    id = serializers.UUIDField(source="unit_id")
    title = serializers.CharField(source="unit.dossier.title")


class AuthorityRowSerializer(serializers.Serializer[Any]):
    """Who acts for owners, in a list: a body or a person."""

    id = serializers.UUIDField(source="pk")
    kind = serializers.ChoiceField(AuthorityKind.choices)
    state = serializers.ChoiceField(AuthorityState.choices)
    homes = EntrustedSerializer(source="homes.all", many=True)
    organisation = BodySerializer(allow_null=True)
    person = Shown("person.full_name", help_text="Empty where a body holds it.")
    given_by = Shown("given_by.full_name", help_text="Empty where all owners gave it together.")
    from_on = Day()
    to_on = Day(allow_null=True, help_text="The first day no longer.")
    may_settle = serializers.BooleanField(
        help_text="It also allows to accept or decline an offer and to take a claim back."
    )


class AuthoritySerializer(AuthorityRowSerializer):
    """One authority, with its document and how it was decided."""

    paper = serializers.CharField(help_text="Which paper, its number and its day.")
    document = serializers.UUIDField(source="document_id", help_text="The file, at `documents/{id}/`.")
    recorded_at = Moment()
    decided_at = Moment(allow_null=True)
    reason = serializers.CharField(help_text="Why it was not confirmed.")
    ended_at = Moment(allow_null=True)
    end_reason = serializers.CharField()
