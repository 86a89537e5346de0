"""How a question about the rules is put: whose rules, which parameter, when, and what is told of the case."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from idi_platform.api.public import Day, Moment
from policies.inquiry import Question
from policies.rules.vocabulary import vocabulary

_LONGEST = 100


def jurisdiction_field(**kwargs: Any) -> serializers.RegexField:
    """A GB/T 2260 code."""
    return serializers.RegexField(r"^[0-9]{6}\Z", help_text="GB/T 2260; 000000 is the nation.", **kwargs)


class FactsSerializer(serializers.Serializer[Any]):
    """The facts that rules ask for, each with the values that it may have."""

    def get_fields(self) -> dict[str, Any]:
        words = vocabulary()
        facts = {
            name: serializers.ChoiceField(
                [*fact.values, *words.also_said.get(name, {})], required=False, help_text=fact.label.en
            )
            for name, fact in words.facts.items()
        }
        return {**super().get_fields(), **facts}


class WhoseSerializer(serializers.Serializer[Any]):
    """Whose rules: those of a jurisdiction (of one version, or in force on the day), or of an insurance policy."""

    jurisdiction = jurisdiction_field(required=False)
    version = serializers.CharField(max_length=_LONGEST, required=False, help_text="The version that governs.")
    policy = serializers.UUIDField(required=False, help_text="An insurance policy that the caller may see.")
    parameter = serializers.CharField(max_length=_LONGEST, help_text="Such as `claims.survey`.")
    known_at = Moment(required=False, help_text="Answers as the register stood at that moment.")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if ("jurisdiction" in attrs) == ("policy" in attrs):
            raise serializers.ValidationError({"jurisdiction": [_("Name a jurisdiction or an insurance policy.")]})
        return attrs


class ResolveSerializer(WhoseSerializer, FactsSerializer):
    """What is the rule on that day? Facts of the case are told by their names, such as `project_type=affordable`."""

    on = Day()


class SuspensionSerializer(serializers.Serializer[Any]):
    """A stop: from the arrival of the one written request for documents to the arrival of the documents."""

    def get_fields(self) -> dict[str, Any]:
        return {"from": Moment(), "to": Moment(allow_null=True, required=False)}


class ComputeSerializer(WhoseSerializer):
    """When does the term end that began with this event?"""

    event_at = Moment()
    facts = FactsSerializer(required=False)
    suspensions = serializers.ListField(child=SuspensionSerializer(), required=False, max_length=100)


class CompareSerializer(serializers.Serializer[Any]):
    """What do the texts say on these things?"""

    topic = serializers.ChoiceField([], required=False)
    parameter = serializers.CharField(max_length=_LONGEST, required=False)
    jurisdictions = serializers.RegexField(
        r"^[0-9]{6}(,[0-9]{6})*\Z", required=False, max_length=700, help_text="GB/T 2260 codes; all without it."
    )
    on = Day(required=False, help_text="Which versions are compared: those of that day, or the last before it.")

    def get_fields(self) -> dict[str, Any]:
        fields: dict[str, Any] = super().get_fields()
        fields["topic"].choices = list(vocabulary().topics)
        return fields


def question(told: Mapping[str, Any], **more: Any) -> Question:
    """The question that a checked body or query puts."""
    return Question(
        jurisdiction=told.get("jurisdiction", ""),
        parameter=told["parameter"],
        version=told.get("version"),
        policy=told.get("policy"),
        known_at=told.get("known_at"),
        **more,
    )
