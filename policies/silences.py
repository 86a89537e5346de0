"""What a city's text says nothing about, and which text answers instead: computed from absence, never written down."""

from collections.abc import Iterable
from dataclasses import dataclass

from policies.constants import Layer, VersionStatus
from policies.models import InstrumentVersion, Revision, Rule
from policies.rules.pack import open_parent
from policies.selectors import parameter_label
from policies.wording import span_words

# What an owner asks of every city: one line each, where the city's own text has no rule.
ASKED = (
    "claims.survey",
    "claims.documents.supplement",
    "claims.determination.normal",
    "claims.determination.complex",
    "claims.denial_notice",
    "claims.performance",
    "claims.advance_payment",
    "emergency.repair_first",
    "repair_warranty",
)


@dataclass(frozen=True, slots=True)
class Silence:
    """One question that a text leaves open.

    `answer` is the rule of the guideline or the nation; without one, `left_to` names a text that is not loaded; without
    either, the insurance contract decides. `term` is empty where the answer holds no number.
    """

    label: str
    answer: Rule | None
    term: str
    left_to: str


def silences_of(version: InstrumentVersion) -> list[Silence]:
    """The questions of ASKED that the city's version leaves open, in that order; none for the other layers."""
    if version.instrument.layer != Layer.CITY:
        return []
    revision = _newest([version]).get(version.pk)
    if revision is None:
        return []
    own = set(revision.rules.filter(parameter__in=ASKED).values_list("parameter", flat=True))
    answers = _answers(version)
    return [_silence(parameter, revision, answers.get(parameter)) for parameter in ASKED if parameter not in own]


def _silence(parameter: str, revision: Revision, answer: Rule | None) -> Silence:
    parents = (open_parent(entry) for entry in revision.parents_not_loaded)
    left_to = next((parent.text for parent in parents if parent.is_about(parameter)), "")
    has_number = answer is not None and answer.value is not None
    term = (
        {"value": answer.value, "unit": answer.unit, "direction": answer.direction} if answer and has_number else None
    )
    return Silence(parameter_label(parameter), answer, span_words(term), "" if answer else left_to)


def _answers(version: InstrumentVersion) -> dict[str, Rule]:
    """The nation's rule for each question, then that of a guideline annexed to the version, which stands nearer."""
    published = InstrumentVersion.objects.select_related("instrument").filter(status=VersionStatus.PUBLISHED)
    nation = published.filter(instrument__layer=Layer.NATION)
    guidelines = InstrumentVersion.objects.filter(instrument__layer=Layer.GUIDELINE, parents__contains=[version.code])
    found: dict[str, Rule] = {}
    for layer in (nation, guidelines):
        revisions = _newest(layer).values()
        rules = Rule.objects.filter(revision__in=revisions, parameter__in=ASKED)
        found |= {rule.parameter: rule for rule in rules.select_related("article", "revision__version__instrument")}
    return found


def _newest(versions: Iterable[InstrumentVersion]) -> dict[object, Revision]:
    """The newest revision of each version."""
    rows = Revision.objects.filter(version__in=list(versions)).order_by("number")
    return {row.version_id: row for row in rows}
