"""The register of readings: how words that are open to doubt are read, and which rules rest on each reading."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from policies.models import Reading, Rule
from policies.rules.vocabulary import vocabulary
from policies.selectors import parameter_label, rules_with_readings

_CONFIDENCE = {"high": _("High confidence"), "medium": _("Medium confidence"), "low": _("Low confidence")}
_STATUS = {"proposed": _("Proposed"), "confirmed": _("Confirmed")}


@dataclass(frozen=True, slots=True)
class Use:
    """A text whose rules rest on the reading."""

    version: str
    title: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """One reading. `stops`: the terms that a request for documents stops once the reading is confirmed."""

    reading: Reading
    confidence: object
    status: object
    uses: tuple[Use, ...]
    stops: tuple[str, ...]

    @property
    def rule_count(self) -> int:
        return sum(len(use.rules) for use in self.uses)


@require_safe
def readings(request: HttpRequest) -> HttpResponse:
    """Every reading, by code."""
    used: dict[str, list[Rule]] = defaultdict(list)
    for rule in rules_with_readings():
        for code in rule.readings:
            used[code].append(rule)
    lines = [
        ReadingLine(row, _CONFIDENCE[row.confidence], _STATUS[row.status], _uses(used[row.code]), _stops(row.code))
        for row in Reading.objects.order_by("code")
    ]
    return render(request, "policies/readings.html", {"lines": lines})


def _uses(rules: Iterable[Rule]) -> tuple[Use, ...]:
    found: dict[str, tuple[str, list[str]]] = {}
    for rule in rules:
        version = rule.revision.version
        found.setdefault(version.code, (version.instrument.name, []))[1].append(rule.code)
    return tuple(Use(code, title, tuple(codes)) for code, (title, codes) in found.items())


def _stops(code: str) -> tuple[str, ...]:
    parameters = vocabulary().parameters
    return tuple(parameter_label(name) for name, entry in parameters.items() if entry.suspendable == code)
