"""A pack as rows, and rows compared with a pack."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from policies.constants import Certainty
from policies.models import Article, Instrument, InstrumentVersion, Reading, Revision, RevisionText, Rule
from policies.rules.pack import BEFORE_THE_EVENT, Limit, Pack, RuleText, Span
from policies.rules.readings import ReadingText


def rule_values(rule: RuleText) -> dict[str, Any]:
    """The columns of a rule's row."""
    term = rule.term
    return {
        "parameter": rule.parameter,
        "topic": rule.topic,
        "actors": list(rule.actors),
        "trigger": rule.trigger,
        "when": {fact: list(allowed) for fact, allowed in rule.when.items()} if rule.when else None,
        "condition": rule.condition,
        "value": term.value if term else None,
        "unit": term.unit if term else "",
        "direction": term.direction if term else "",
        "roll": term.roll if term and term.is_counted else None,
        "limits": [_limit_values(limit) for limit in rule.limits],
        "modality": rule.modality,
        "deontic": rule.deontic,
        "force": rule.force,
        "temporal_mode": rule.temporal_mode,
        "effect": rule.effect,
        "merge": rule.merge,
        "quote": rule.quote,
        "obligation": rule.obligation,
        "readings": list(rule.readings),
        "note": rule.note,
    }


def rule_text(row: Rule) -> RuleText:
    """The rule that a row was projected from; the inverse of rule_values."""
    values = {name: getattr(row, name) for name in _SAME}
    return RuleText(
        **values,
        actors=tuple(row.actors),
        readings=tuple(row.readings),
        when={fact: tuple(allowed) for fact, allowed in row.when.items()} if row.when else None,
        term=_span(row),
        limits=tuple(Limit(**{**limit, "value": Decimal(limit["value"])}) for limit in row.limits),
    )


def differences(revision: Revision | None, pack: Pack) -> list[str]:
    """One line for every rule that the pack adds, drops or changes."""
    before = {row.code: rule_values(rule_text(row)) for row in revision.rules.all()} if revision else {}
    after = {rule.code: rule_values(rule) for _article, rule in pack.rules}
    lines = [f"- {code}" for code in sorted(before.keys() - after.keys())]
    lines += [f"+ {code} {after[code]['parameter']}" for code in sorted(after.keys() - before.keys())]
    for code in sorted(before.keys() & after.keys()):
        changed = (
            f"{name}: {before[code][name]} → {after[code][name]}"
            for name in after[code]
            if before[code][name] != after[code][name]
        )
        lines += [f"~ {code} {change}" for change in changed]
    return lines


def clear_contents(revision: Revision) -> None:
    """Takes the articles, rules and texts of an unpublished revision away."""
    RevisionText.objects.filter(revision=revision).delete()
    revision.rules.all().delete()
    revision.articles.all().delete()


def write_contents(revision_id: UUID, pack: Pack) -> None:
    """The revision's articles, rules and texts; the revision itself may follow in the same transaction."""
    articles = [
        Article(
            revision_id=revision_id, position=position, code=article.code, heading=article.heading, text=article.text
        )
        for position, article in enumerate(pack.articles)
    ]
    Article.objects.bulk_create(articles)
    Rule.objects.bulk_create(
        Rule(revision_id=revision_id, article=row, position=place, code=rule.code, **rule_values(rule))
        for row, article in zip(articles, pack.articles, strict=True)
        for place, rule in enumerate(article.rules)
    )
    write_text(revision_id, pack)


def write_text(revision_id: UUID, pack: Pack) -> None:
    """What the revision was read from."""
    RevisionText.objects.create(revision_id=revision_id, pack=pack.text, source=pack.source)


def write_instrument(pack: Pack) -> Instrument:
    """The instrument's row, made or brought up to date."""
    instrument, _made = Instrument.objects.update_or_create(
        code=pack.instrument["code"], defaults=instrument_values(pack)
    )
    return instrument


def instrument_values(pack: Pack) -> dict[str, Any]:
    """The columns of the instrument's row."""
    told: Mapping[str, Any] = pack.instrument
    return {
        "layer": told["layer"],
        "jurisdiction": told["jurisdiction"],
        "title": told["title"],
        "title_en": told["title_en"],
        "doc_number": told.get("doc_number", ""),
        "issuers": told["issuers"],
    }


def write_version(pack: Pack, instrument: Instrument) -> InstrumentVersion:
    """The version's row, in review; its validity is set when it is published."""
    version, _made = InstrumentVersion.objects.update_or_create(
        code=pack.code,
        defaults={"instrument": instrument, "certainty": Certainty.UNKNOWN, **version_values(pack)},
    )
    return version


def version_values(pack: Pack) -> dict[str, Any]:
    """The columns of the version's row, but those that publishing sets."""
    validity = pack.version["validity"]
    return {
        "not_before": validity.get("not_before"),
        "not_after": validity.get("not_after"),
        "validity_basis": validity["basis"],
        "issued_on": pack.version.get("issued_on"),
        "applicability_anchor": pack.version["applicability_anchor"],
        "anchor_basis": pack.version["anchor_basis"],
        "parents": pack.instrument.get("parents", []),
    }


def write_revision(pack: Pack, version: InstrumentVersion, *, at: datetime) -> Revision:
    """The revision's row with the pack's hash."""
    revision, _made = Revision.objects.update_or_create(
        version=version,
        number=pack.revision,
        defaults={
            "pack_hash": pack.pack_hash,
            "known_from": at,
            "parents_not_loaded": pack.version.get("parents_not_loaded", []),
        },
    )
    return revision


def write_readings(texts: Iterable[ReadingText]) -> None:
    """The readings' rows, made or brought up to date."""
    for text in texts:
        Reading.objects.update_or_create(code=text.code, defaults=_reading_values(text))


def changed_keys(row: Reading, text: ReadingText) -> list[str]:
    """The keys of the file under which its reading differs from the row."""
    return [
        column.replace("_", ".") for column, value in _reading_values(text).items() if getattr(row, column) != value
    ]


def _reading_values(text: ReadingText) -> dict[str, str]:
    return {
        "title_zh": text.title.zh,
        "title_en": text.title.en,
        "issue_zh": text.issue.zh,
        "issue_en": text.issue.en,
        "chosen_zh": text.chosen.zh,
        "chosen_en": text.chosen.en,
        "confidence": text.confidence,
    }


def _limit_values(limit: Limit) -> dict[str, str]:
    return {"name": limit.name, "op": limit.op, "value": str(limit.value), "unit": limit.unit, "of": limit.of}


def _span(row: Rule) -> Span | None:
    if row.direction and row.value is None:
        return BEFORE_THE_EVENT
    if row.value is None or row.roll is None:
        return None
    return Span(row.value, row.unit, row.direction, row.roll)


_SAME = (
    "code",
    "parameter",
    "topic",
    "trigger",
    "condition",
    "modality",
    "deontic",
    "force",
    "temporal_mode",
    "effect",
    "merge",
    "quote",
    "obligation",
    "note",
)
