"""Reading the rules and asking them. Public, as the pages are; an insurance policy is seen only by who may see it."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from idi_platform.api.public import ListView, NothingAsked, PostedQuestionView, QuestionView
from idi_platform.dossiers.public import CIVIL_ZONE, civil_today
from idi_platform.tenancy.public import Actor, current_actor, has_actor
from policies.comparison import columns, compare
from policies.inquiry import ask
from policies.models import InstrumentVersion
from policies.rules.vocabulary import vocabulary
from policies.selectors import instruments_of

from .answers import Resolved, computed, regime_told
from .questions import CompareSerializer, ComputeSerializer, ResolveSerializer, question
from .serializers import (
    ComparisonSerializer,
    ComputedSerializer,
    RegimesSerializer,
    ResolvedSerializer,
    VersionSerializer,
)


def _caller() -> Actor | None:
    return current_actor() if has_actor() else None


class ListRegimes(QuestionView):
    """The nation and every city that has a text, by GB/T 2260 code"""

    rights = None
    asks_class = NothingAsked
    serializer_class = RegimesSerializer

    def answer(self, _asked: Mapping[str, Any]) -> Any:
        return {"results": [regime_told(column, civil_today()) for column in columns(civil_today())]}


class ListVersions(ListView):
    """The versions of a jurisdiction's texts, published or not"""

    rights = None
    serializer_class = VersionSerializer
    ordering = ("code",)

    def get_queryset(self) -> QuerySet[InstrumentVersion]:
        found = instruments_of(self.kwargs.get("code", ""))
        if not self.kwargs or found.exists():
            return found
        raise Http404


class Resolve(QuestionView):
    """What the rules say: the value with its article and words, or why there is none

    Nation, city, guideline and contract meet as the law has it; `trace` tells what became of each. Without `version` or
    `policy` the city's version in force on the day governs.
    """

    rights = None
    asks_class = ResolveSerializer
    serializer_class = ResolvedSerializer

    def answer(self, asked: Mapping[str, Any]) -> Any:
        facts = {name: asked[name] for name in vocabulary().facts if name in asked}
        answers = ask(question(asked, on=asked["on"], facts=facts), by=_caller())
        return Resolved.of(answers)


class ComputeDeadline(PostedQuestionView):
    """When a term ends, with every day counted and passed over

    Nothing is stored. A stop counts only where the rules let one written request for documents stop the term.
    """

    rights = None
    asks_class = ComputeSerializer
    serializer_class = ComputedSerializer

    def answer(self, asked: Mapping[str, Any]) -> Any:
        on = asked["event_at"].astimezone(CIVIL_ZONE).date()
        put = question(asked, on=on, facts=asked.get("facts", {}))
        return computed(ask(put, by=_caller())[0], asked["event_at"], asked.get("suspensions", []))


class Compare(QuestionView):
    """The texts side by side: what each says on a parameter, which are silent, and which leave it to another text"""

    rights = None
    asks_class = CompareSerializer
    serializer_class = ComparisonSerializer

    def answer(self, asked: Mapping[str, Any]) -> Any:
        on = asked.get("on") or civil_today()
        wanted = asked.get("jurisdictions", "")
        shown = columns(on, only=wanted.split(",") if wanted else ())
        rows = compare(shown, topic=asked.get("topic", ""), parameter=asked.get("parameter", ""))
        return {"jurisdictions": [regime_told(column, on) for column in shown], "parameters": rows}
