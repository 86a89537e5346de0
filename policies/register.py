"""The register of published rules, compiled: rows in, regimes out, kept in the process by pack hash and validity."""

from datetime import date, datetime
from functools import lru_cache

from django.db.models import Q

from policies.constants import Layer
from policies.deciding import decided_in
from policies.models import InstrumentVersion, Revision, Rule
from policies.rules.pack import open_parent
from policies.rules.readings import Decided, Option
from policies.rules.regime import CompiledRule, CompiledVersion, Regime, build_regime
from policies.rules.vocabulary import vocabulary
from policies.services.projection import rule_text

NATION = "000000"
_VersionKey = tuple[str, date | None, date | None]
_DecidedItems = tuple[tuple[tuple[str, str], Option], ...]


def regime_of(jurisdiction: str, *, known_at: datetime | None = None) -> Regime:
    """The nation's and the city's versions as published now (GB/T 2260 code). Two small queries; the rest is kept.

    A version that is loaded but not published counts as one of unknown date: it never governs, and says why.
    `known_at`: as the register was at that moment, without later revisions, publications and decisions.
    """
    rows = (
        InstrumentVersion.objects.filter(Q(instrument__jurisdiction=jurisdiction) | Q(instrument__layer=Layer.NATION))
        .order_by("code")
        .values_list(
            "revisions__pack_hash", "validity", "code", "revisions__number", "revisions__known_from", "published_at"
        )
    )
    newest: dict[str, tuple[int, _VersionKey]] = {}
    for pack_hash, validity, code, number, known_from, published_at in rows:
        if known_at and pack_hash and known_from > known_at:
            continue
        if pack_hash and number > newest.get(code, (0, None))[0]:
            is_dated = validity and not (known_at and published_at and published_at > known_at)
            bounds = (validity.lower, validity.upper) if is_dated else (None, None)
            newest[code] = (number, (pack_hash, *bounds))
    decided = decided_in(jurisdiction, known_at=known_at)
    return _regime(jurisdiction, tuple(key for _number, key in newest.values()), tuple(decided.choices.items()))


@lru_cache(maxsize=256)
def _regime(jurisdiction: str, keys: tuple[_VersionKey, ...], decided: _DecidedItems) -> Regime:
    words = vocabulary()
    return build_regime(
        jurisdiction=jurisdiction,
        versions=[_compiled(*key) for key in keys],
        defaults={name: fact.default for name, fact in words.facts.items() if fact.default},
        event_of={name: entry.event for name, entry in words.parameters.items() if entry.event},
        better={name: entry.better for name, entry in words.parameters.items() if entry.better},
        ends=words.ends,
        any_of=words.any_of,
        decided=Decided(dict(decided)),
    )


def compiled_revision(pack_hash: str) -> CompiledVersion:
    """The revision that a trace names. LookupError when it is not in the register."""
    return _compiled(pack_hash, None, None)


@lru_cache(maxsize=256)
def _compiled(pack_hash: str, valid_from: date | None, valid_to: date | None) -> CompiledVersion:
    try:
        revision = Revision.objects.select_related("version__instrument").get(pack_hash=pack_hash)
    except Revision.DoesNotExist as missing:
        raise LookupError(pack_hash) from missing
    version, instrument = revision.version, revision.version.instrument
    rules: dict[str, list[CompiledRule]] = {}
    rows = Rule.objects.filter(revision=revision).select_related("article").order_by("article__position", "position")
    for row in rows:
        rules.setdefault(row.parameter, []).append(CompiledRule(row.article.code, rule_text(row)))
    return CompiledVersion(
        code=version.code,
        revision=revision.number,
        pack_hash=pack_hash,
        layer=instrument.layer,
        jurisdiction=instrument.jurisdiction,
        title=instrument.title,
        anchor=version.applicability_anchor,
        valid_from=valid_from,
        valid_to=valid_to,
        rules={parameter: tuple(found) for parameter, found in rules.items()},
        open_parents=tuple(open_parent(entry) for entry in revision.parents_not_loaded),
        parents=tuple(version.parents),
    )
