"""Read paths of the register: the published regimes, the reasoning behind one date, and the drafts of a bureau.

What is published is public, so without a viewer.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import get_language

from idi_platform.deadlines.public import Basis
from idi_platform.tenancy.public import Actor
from policies.constants import Layer, Outcome, Took
from policies.models import Article, InstrumentVersion, Reading, ReadingProposal, Revision, Rule, RuleDraft, Trace
from policies.rules.readings import readings
from policies.rules.vocabulary import Label, vocabulary
from policies.wording import Passage, passages, span_words


@dataclass(frozen=True, slots=True)
class LayerView:
    """What one layer said: its text, its rule if any, and what became of it."""

    layer: str
    version: str
    title: str
    article: str
    rule: str
    term: str
    result: str


@dataclass(frozen=True, slots=True)
class ReadAs:
    """A reading that an answer rests on, and how it was read: as the city's officers had decided, else by default."""

    code: str
    title: str
    issue: str
    read_as: str
    is_decided: bool


@dataclass(frozen=True, slots=True)
class ExplanationView:
    """Why a value is what it is, in the reader's language. `passages` is the article cut at the quote.

    Where the texts are silent, `is_silence` is true, and instrument, article and quote are empty.
    """

    trace_hash: str
    parameter: str
    label: str
    on: date
    outcome: str
    reason: str
    basis: str
    basis_label: str
    term: str
    rule: str
    instrument: str
    doc_number: str
    version: str
    article: str
    heading: str
    quote: str
    obligation: str
    passages: tuple[Passage, ...]
    readings: tuple[ReadAs, ...]
    layers: tuple[LayerView, ...]

    @property
    def is_silence(self) -> bool:
        return self.outcome == Outcome.NO_RULE and self.reason == "silence"

    @property
    def left_to(self) -> str:
        """The text, not loaded, that the answer is left to; empty for none."""
        return self.reason if self.outcome == Outcome.PARENT_NOT_LOADED else ""

    @property
    def is_carried(self) -> bool:
        return self.basis == Basis.CARRIED


def published_instruments() -> QuerySet[InstrumentVersion]:
    """Every version that is loaded, nation first, with the number of rules of its newest revision."""
    counted = (
        Rule.objects.filter(revision__version=OuterRef("pk")).values("revision__number").annotate(total=Count("pk"))
    )
    newest = counted.order_by("-revision__number").values("total")[:1]
    return (
        InstrumentVersion.objects.select_related("instrument")
        .annotate(rule_count=Coalesce(Subquery(newest), 0))
        .order_by("instrument__jurisdiction", "code")
    )


def instruments_of(jurisdiction: str) -> QuerySet[InstrumentVersion]:
    """The versions loaded for one division (GB/T 2260; 000000 is the nation)."""
    return published_instruments().filter(instrument__jurisdiction=jurisdiction)


def rules_in_force(versions: QuerySet[InstrumentVersion]) -> QuerySet[Rule]:
    """The rules of the newest revision of each version."""
    newer = Revision.objects.filter(version=OuterRef("revision__version"), number__gt=OuterRef("revision__number"))
    return Rule.objects.filter(~Exists(newer), revision__version__in=versions)


def rules_with_readings() -> QuerySet[Rule]:
    """The rules of each version's newest revision that rest on a reading, in the order of the texts."""
    found = rules_in_force(InstrumentVersion.objects.all()).exclude(readings=[])
    return found.select_related("revision__version__instrument").order_by(
        "revision__version__instrument__jurisdiction", "code"
    )


def regime_page(code: str) -> tuple[InstrumentVersion, list[Article]]:
    """A version with its articles in the order of the text and their rules. InstrumentVersion.DoesNotExist."""
    version = InstrumentVersion.objects.select_related("instrument").get(code=code)
    revision = version.revisions.order_by("-number").first()
    ordered = Prefetch("rules", queryset=Rule.objects.order_by("position"))
    return version, list(revision.articles.prefetch_related(ordered)) if revision else []


def drafts_seen(viewer: Actor) -> QuerySet[RuleDraft]:
    """The drafts that the viewer may see, with who wrote and who decided on them, and what they are based on."""
    related = ("author", "decided_by", "base__version__instrument")
    return RuleDraft.objects.visible_to(viewer).select_related(*related).defer("pack_text", "source_text")


def proposals_seen(viewer: Actor) -> QuerySet[ReadingProposal]:
    """What officers proposed on the city's readings, the newest first, with both officers."""
    return ReadingProposal.objects.visible_to(viewer).select_related("reading", "proposed_by", "decided_by")


def newest_published(jurisdiction: str) -> QuerySet[Revision]:
    """The newest published revision of each version of a jurisdiction: what a draft may be based on."""
    published = Revision.objects.filter(
        published_at__isnull=False, version__instrument__jurisdiction=jurisdiction, text__isnull=False
    )
    newest = published.order_by("version_id", "-number").distinct("version_id").values("pk")
    return Revision.objects.filter(pk__in=newest).select_related("version__instrument").order_by("version__code")


def explain(trace_hash: str) -> ExplanationView | None:
    """The stored reasoning under that hash, in the reader's language; None for an unknown hash."""
    row = Trace.objects.filter(pk=trace_hash).first()
    return _explained(row) if row else None


def reasoning(trace_hash: str) -> dict[str, Any] | None:
    """The same for programs: the stored codes, with instrument, article and quote of the clause ("" in a silence)."""
    told = stored_reasoning(trace_hash)
    if told is None:
        return None
    rule = _cited_rule(told)
    clause = {
        "instrument": rule.revision.version.instrument.title if rule else "",
        "article": rule.article.code if rule else "",
        "quote": rule.quote if rule else "",
        "obligation": rule.obligation if rule else "",
    }
    return {**told, "hash": trace_hash, "clause": clause}


def stored_reasoning(trace_hash: str) -> dict[str, Any] | None:
    """The codes of a stored reasoning; None for an unknown hash."""
    body = Trace.objects.filter(pk=trace_hash).values_list("body", flat=True).first()
    return json.loads(body) if body else None


def corrected_in(jurisdiction: str) -> list[Revision]:
    """The newest revision of each version of the nation or the jurisdiction that has an earlier one, newest first."""
    speaks = Q(version__instrument__layer=Layer.NATION) | Q(version__instrument__jurisdiction=jurisdiction)
    later = Revision.objects.filter(version=OuterRef("version"), number__gt=OuterRef("number"))
    earlier = Revision.objects.filter(version=OuterRef("version"), number__lt=OuterRef("number"))
    found = Revision.objects.filter(speaks, ~Exists(later), Exists(earlier)).exclude(published_at=None)
    return list(found.select_related("version__instrument").order_by("-known_from"))


def resting_on_earlier(version: str) -> tuple[str, ...]:
    """The hashes of stored reasonings that name a revision of the version before its newest."""
    revisions = Revision.objects.filter(version__code=version).order_by("-number")
    earlier = list(revisions.values_list("pack_hash", flat=True))[1:]
    named = reduce(or_, (Q(body__contains=f'"pack":"{pack_hash}"') for pack_hash in earlier), Q(pk=None))
    return tuple(Trace.objects.filter(named).values_list("pk", flat=True))


def parameters_resting_on(reading: str, jurisdiction: str) -> tuple[str, ...]:
    """The parameters on which a text of the jurisdiction or the nation has a rule that rests on the reading."""
    speaks = Q(revision__version__instrument__layer=Layer.NATION) | Q(
        revision__version__instrument__jurisdiction=jurisdiction
    )
    found = rules_with_readings().filter(speaks, readings__contains=[reading])
    return tuple(sorted(set(found.values_list("parameter", flat=True))))


def resting_on_reading(code: str) -> tuple[str, ...]:
    """The hashes of stored reasonings whose rule rests on the reading, however it was read."""
    return tuple(Trace.objects.filter(body__contains=f'"{code}"').values_list("pk", flat=True))


def label_of(words: Mapping[str, Label], word: str) -> str:
    """What the reader's language calls a word of the vocabulary; the word itself once it is no longer in it."""
    label = words.get(word)
    return in_language(label) if label else word


def in_language(label: Label) -> str:
    """The label in the reader's language."""
    return label.en if (get_language() or "").startswith("en") else label.zh


def parameter_label(parameter: str) -> str:
    """What the reader's language calls a parameter."""
    return label_of({key: entry.label for key, entry in vocabulary().parameters.items()}, parameter)


def event_label(event: str) -> str:
    """What the reader's language calls an event; empty for none."""
    return label_of(vocabulary().events, event) if event else ""


def word_label(word: str) -> str:
    """What the reader's language calls an actor, a component, or a value of a fact."""
    words = vocabulary()
    values = {key: label for fact in words.facts.values() for key, label in fact.values.items()}
    return label_of({**values, **words.actors, **words.components}, word)


def _explained(row: Trace) -> ExplanationView:
    told = json.loads(row.body)
    rule = _cited_rule(told)
    article = rule.article if rule else None
    version = rule.revision.version if rule else None
    return ExplanationView(
        trace_hash=row.hash,
        parameter=told["parameter"],
        label=parameter_label(told["parameter"]),
        on=date.fromisoformat(told["on"]),
        outcome=told["outcome"],
        reason=told["reason"],
        basis=told["basis"],
        basis_label=str(Basis(told["basis"]).label) if told["basis"] else "",
        term=span_words(told["term"], event_label(rule.trigger) if rule else ""),
        rule=told["rule"],
        instrument=version.instrument.title if version else "",
        doc_number=version.instrument.doc_number if version else "",
        version=version.code if version else "",
        article=article.code if article else "",
        heading=article.heading if article else "",
        quote=rule.quote if rule else "",
        obligation=rule.obligation if rule else "",
        passages=passages(article.text, [rule.quote]) if article and rule else (),
        readings=tuple(_read_as(row, told) for row in Reading.objects.filter(code__in=told["readings"])),
        layers=_layers(told),
    )


def _read_as(row: Reading, told: Mapping[str, Any]) -> ReadAs:
    codes = told.get("decided", {}).get(row.code)
    text = readings().get(row.code)
    option = text.option(codes["option"]) if text and codes else None
    return ReadAs(
        row.code, row.title, row.issue, in_language(option.label) if option else row.chosen, option is not None
    )


def _cited_rule(told: Mapping[str, Any]) -> Rule | None:
    pack = next((layer["pack"] for layer in told["layers"] if told["rule"] and layer.get("rule") == told["rule"]), None)
    if pack is None:
        return None
    return (
        Rule.objects.select_related("article", "revision__version__instrument")
        .filter(revision__pack_hash=pack, code=told["rule"])
        .first()
    )


def _layers(told: Mapping[str, Any]) -> tuple[LayerView, ...]:
    titles = _titles(told)
    return tuple(_layer(layer, titles) for layer in told["layers"])


def _titles(told: Mapping[str, Any]) -> dict[str, str]:
    packs = [layer["pack"] for layer in told["layers"] if layer["layer"] != Layer.CONTRACT]
    found = Revision.objects.filter(pack_hash__in=packs).values_list("pack_hash", "version__instrument__title")
    return dict(found)


def _layer(layer: Mapping[str, Any], titles: Mapping[str, str]) -> LayerView:
    return LayerView(
        layer=str(Layer(layer["layer"]).label),
        version=layer.get("version", ""),
        title=titles.get(layer.get("pack", ""), layer.get("evidence", "")),
        article=layer.get("article", ""),
        rule=layer.get("rule", ""),
        term=span_words(layer["term"]),
        result=str(Took(layer["took"]).label),
    )
