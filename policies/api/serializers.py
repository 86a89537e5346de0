"""What the API says of the regimes."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from idi_platform.api.public import Moment
from policies.constants import Anchor, Certainty, Outcome, VersionStatus
from policies.inquiry import Answer
from policies.rules.pack import Limit

RECKONED = [*Outcome.choices, ("suspended", "suspended")]


class RegimeSerializer(serializers.Serializer[Any]):
    """A jurisdiction that has a text: the nation or a city."""

    code = serializers.CharField(help_text="GB/T 2260; 000000 is the nation.")
    name_zh = serializers.CharField(source="name.zh")
    name_en = serializers.CharField(source="name.en")
    versions = serializers.ListField(child=serializers.CharField())
    in_force = serializers.ListField(child=serializers.CharField(), help_text="Those in force today.")


class RegimesSerializer(serializers.Serializer[Any]):
    results = RegimeSerializer(many=True)


class VersionSerializer(serializers.Serializer[Any]):
    """One version of one text."""

    code = serializers.CharField()
    instrument = serializers.CharField(source="instrument.code")
    layer = serializers.CharField(source="instrument.layer")
    title_zh = serializers.CharField(source="instrument.title")
    title_en = serializers.CharField(source="instrument.title_en")
    doc_number = serializers.CharField(source="instrument.doc_number")
    status = serializers.ChoiceField(VersionStatus.choices)
    valid_from = serializers.DateField(allow_null=True)
    last_day = serializers.DateField(allow_null=True)
    certainty = serializers.ChoiceField(Certainty.choices)
    validity_basis = serializers.CharField(help_text="The words of the text on its validity.")
    applicability_anchor = serializers.ChoiceField(Anchor.choices, help_text="Whose date decides whether it applies.")
    rules = serializers.IntegerField(source="rule_count")
    published_at = Moment(allow_null=True)


class LimitSerializer(serializers.Serializer[Limit]):
    """A bound or an amount, such as `at_most` 0.3 `ratio`."""

    name = serializers.CharField()
    op = serializers.CharField()
    value = serializers.CharField(help_text="A decimal.")
    unit = serializers.CharField()


class RuleAnswerSerializer(serializers.Serializer[Answer]):
    """One text's answer: the value with the words that it rests on, or why there is none."""

    outcome = serializers.ChoiceField(Outcome.choices, source="found.outcome")
    reason = serializers.CharField(source="found.reason", help_text="Why there is no value: a code, a fact, a text.")
    parameter = serializers.CharField(source="found.parameter")
    value = serializers.SerializerMethodField("exact", help_text="Null where the text gives no number, or several.")
    unit = serializers.CharField()
    direction = serializers.CharField(
        source="found.term.direction", default="", help_text="`after`, or `before`, which may stand without a value."
    )
    limits = LimitSerializer(many=True, source="found.limits")
    is_bound = serializers.BooleanField(source="found.is_bound", help_text="The bound of what a contract must agree.")
    basis = serializers.CharField(source="found.basis")
    trigger = serializers.CharField(source="found.trigger", help_text="The event that a term counts from.")
    obliged = serializers.CharField(source="found.obliged")
    effect = serializers.CharField(source="found.effect")
    rule = serializers.CharField(source="found.rule")
    article = serializers.CharField()
    quote = serializers.CharField(source="rule.quote", default="")
    force = serializers.CharField(source="rule.force", default="")
    readings = serializers.ListField(
        child=serializers.CharField(), source="rule.readings", default=list, help_text="Doubts that the rule rests on."
    )
    layer = serializers.CharField(source="version.layer", default="")
    version = serializers.CharField(source="version.code", default="")
    revision = serializers.IntegerField(source="version.revision", default=None, allow_null=True)
    instrument = serializers.CharField(source="version.title", default="")
    trace = serializers.ListField(child=serializers.DictField(), source="layers", help_text="What each text said.")
    trace_hash = serializers.CharField(help_text="SHA-256 of the canonical reasoning.")

    @extend_schema_field({"oneOf": [{"type": "integer"}, {"type": "string"}], "nullable": True})
    def exact(self, answer: Answer) -> int | str | None:
        """Terms are whole; amounts keep the digits of the text."""
        return answer.value if isinstance(answer.value, int | None) else str(answer.value)


class ResolvedSerializer(RuleAnswerSerializer):
    """The answer. Of a duty that two texts set, `beside` holds the other one: the better for the owner stands first."""

    beside = RuleAnswerSerializer(many=True)


class StoppedSerializer(serializers.Serializer[Any]):
    """A stop that was told, and whether the term stands still for it."""

    counted = serializers.BooleanField()
    why = serializers.CharField(help_text="`suspendable`, `never`, or the reading that officers have to decide.")

    def get_fields(self) -> dict[str, Any]:
        return {"from": Moment(), "to": Moment(allow_null=True), **super().get_fields()}


class ComputedSerializer(serializers.Serializer[Any]):
    """When the term ends. Without a value the dates are null; `suspended` while a stop is open."""

    outcome = serializers.ChoiceField(RECKONED)
    reason = serializers.CharField()
    parameter = serializers.CharField()
    value = serializers.IntegerField(allow_null=True)
    unit = serializers.CharField()
    direction = serializers.CharField(help_text="`before` without a value: the event itself is the bound.")
    basis = serializers.CharField()
    rule = serializers.CharField()
    article = serializers.CharField()
    version = serializers.CharField()
    due_on = serializers.DateField(allow_null=True, help_text="The last permissible day, in China.")
    due_at = Moment(allow_null=True, help_text="The first instant after it: met in time means before.")
    unrolled_on = serializers.DateField(allow_null=True, help_text="The last day before rest days were passed over.")
    provisional = serializers.BooleanField(help_text="Rests on a year whose calendar is not announced.")
    suspended_days = serializers.IntegerField()
    suspensions = StoppedSerializer(many=True)
    trace = serializers.ListField(
        child=serializers.DictField(), help_text="What each text said, then every step of the count."
    )


class ComparedRuleSerializer(serializers.Serializer[Any]):
    """One rule as a text has it."""

    rule = serializers.CharField(source="rule.code")
    version = serializers.CharField(source="version.code")
    article = serializers.CharField()
    quote = serializers.CharField(source="rule.quote")
    value = serializers.IntegerField(source="rule.term.value", default=None, allow_null=True)
    unit = serializers.CharField(source="rule.term.unit", default="")
    direction = serializers.CharField(source="rule.term.direction", default="")
    limits = LimitSerializer(many=True, source="rule.limits")
    when = serializers.SerializerMethodField(help_text="The facts of the cases that it is about.")
    force = serializers.CharField(source="rule.force")
    deontic = serializers.CharField(source="rule.deontic")
    effect = serializers.CharField(source="rule.effect")

    @extend_schema_field(serializers.DictField(child=serializers.ListField(child=serializers.CharField())))
    def get_when(self, said: Any) -> dict[str, list[str]]:
        return {fact: list(values) for fact, values in (said.rule.when or {}).items()}


class CellSerializer(serializers.Serializer[Any]):
    """What one jurisdiction says; without rules it is silent, or leaves it to a text that is not loaded."""

    jurisdiction = serializers.CharField(source="column.code")
    rules = ComparedRuleSerializer(many=True, source="said")
    left_to = serializers.CharField()


class ComparedSerializer(serializers.Serializer[Any]):
    """One parameter across the jurisdictions."""

    parameter = serializers.CharField()
    topic = serializers.CharField()
    differs = serializers.BooleanField(help_text="Whether the cities do not all say the same.")
    cells = CellSerializer(many=True)


class ComparisonSerializer(serializers.Serializer[Any]):
    """The texts side by side."""

    jurisdictions = RegimeSerializer(many=True)
    parameters = ComparedSerializer(many=True)
