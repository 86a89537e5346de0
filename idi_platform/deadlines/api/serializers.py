"""What the API says of a term and of its reasoning."""

import json
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from idi_platform.api.public import Moment, OpenChoice
from idi_platform.deadlines.constants import Basis, Closing
from idi_platform.deadlines.faces import face
from idi_platform.deadlines.models import CalendarDay, CalendarYear, Computation, Deadline
from idi_platform.deadlines.resolver import resolver
from idi_platform.deadlines.rules.days import DayKind, DayStatus
from idi_platform.tenancy.public import business_now
from idi_platform.ui.public import ClockState

STATES = [(state.value, state.value) for state in ClockState]


class CalendarDaySerializer(serializers.Serializer[CalendarDay]):
    """A day that is not simply a weekday's workday or a weekend's rest."""

    on = serializers.DateField()
    kind = serializers.ChoiceField([(kind.value, kind.value) for kind in DayKind])
    name_zh = serializers.CharField()
    name_en = serializers.CharField()
    notice = serializers.CharField()


class CalendarSerializer(serializers.Serializer[CalendarYear]):
    """A year of the civil calendar."""

    year = serializers.IntegerField()
    status = serializers.ChoiceField([(status.value, status.value) for status in DayStatus])
    notice = serializers.CharField()
    days = CalendarDaySerializer(many=True)


class DeadlineSerializer(serializers.Serializer[Deadline]):
    """A legal term at work."""

    id = serializers.UUIDField()
    dossier = serializers.UUIDField(source="dossier_id")
    dossier_number = serializers.CharField(source="dossier.number")
    duty = serializers.CharField(help_text="Parameter of the rules, such as `claims.survey`.")
    title = serializers.SerializerMethodField()
    obliged = serializers.UUIDField(source="obliged_id")
    basis = serializers.ChoiceField(Basis.choices)
    rule = serializers.CharField(source="rule_id")
    citation = serializers.CharField()
    term_value = serializers.IntegerField()
    term_unit = serializers.CharField()
    state = serializers.SerializerMethodField()
    started_at = Moment()
    due_at = Moment(help_text="First instant after the last permissible day: met in time means before it.")
    unrolled_at = Moment(help_text="The same before rest days at the end were passed over.")
    met_at = Moment(allow_null=True)
    suspended_since = Moment(allow_null=True)
    closed_at = Moment(allow_null=True)
    closed_as = OpenChoice(Closing.choices)
    provisional = serializers.BooleanField(help_text="Rests on a year whose calendar is not announced.")
    drives_service = serializers.BooleanField(help_text="Of two texts' terms, the better one for the owner.")

    def get_title(self, deadline: Deadline) -> str:
        return str(resolver().label(deadline.duty))

    @extend_schema_field(serializers.ChoiceField(STATES))
    def get_state(self, deadline: Deadline) -> str:
        return face(deadline, business_now()).state.value


class ExplainedDeadlineSerializer(DeadlineSerializer):
    """A term with its reasoning: the steps of the count, and the clause with what each layer of law said."""

    steps = serializers.SerializerMethodField()
    explanation = serializers.SerializerMethodField()

    @extend_schema_field(serializers.ListField(child=serializers.DictField()))
    def get_steps(self, deadline: Deadline) -> Any:
        return json.loads(Computation.objects.values_list("body", flat=True).get(pk=deadline.computation_hash))

    @extend_schema_field(serializers.DictField(allow_null=True))
    def get_explanation(self, deadline: Deadline) -> Any:
        return resolver().reasoning(deadline.trace_hash)
