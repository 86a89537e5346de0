"""Regimes for tests: the real packs with chosen validity, and small made-up versions."""

from collections.abc import Iterable
from datetime import date, timedelta

from policies.rules.pack import OpenParent, Pack, RuleText, Span
from policies.rules.regime import CompiledRule, CompiledVersion, Regime, build_regime
from policies.rules.vocabulary import vocabulary
from tests.packs import pack_of

CITY = "440700"
OPEN_END: date | None = None


def compiled(pack: Pack, valid_from: date | None, valid_to: date | None = OPEN_END) -> CompiledVersion:
    """A pack as the register compiles it from rows, without rows."""
    indexed: dict[str, tuple[CompiledRule, ...]] = {}
    for article, rule in pack.rules:
        indexed[rule.parameter] = (*indexed.get(rule.parameter, ()), CompiledRule(article.code, rule))
    return CompiledVersion(
        code=pack.code,
        revision=pack.revision,
        pack_hash=pack.pack_hash,
        layer=pack.instrument["layer"],
        jurisdiction=pack.instrument["jurisdiction"],
        title=pack.instrument["title"],
        anchor=pack.version["applicability_anchor"],
        valid_from=valid_from,
        valid_to=valid_to,
        rules=indexed,
        open_parents=pack.open_parents,
        parents=tuple(pack.instrument.get("parents", ())),
    )


def nation() -> list[CompiledVersion]:
    """The national packs with the validity that they print."""
    packs = [pack_of(code) for code in ("insurance-law-2015", "civil-code-2021")]
    return [compiled(pack, pack.valid_from) for pack in packs]


def jiangmen(valid_from: date | None, valid_to: date | None = OPEN_END) -> CompiledVersion:
    """The real Jiangmen pack with a validity that the test chooses."""
    return compiled(pack_of("jiangmen-2022"), valid_from, valid_to)


def printed(code: str) -> CompiledVersion:
    """The real pack with the validity that its text prints."""
    pack = pack_of(code)
    return compiled(pack, pack.valid_from, pack.last_day + timedelta(days=1) if pack.last_day else OPEN_END)


def hangzhou() -> list[CompiledVersion]:
    """The city's measures with the guideline annexed to them."""
    return [printed("hangzhou-2024"), printed("hangzhou-2024-guideline")]


def version(
    code: str,
    valid_from: date | None,
    valid_to: date | None = OPEN_END,
    *,
    rules: Iterable[RuleText] = (),
    anchor: str = "contract_formed",
    layer: str = "city",
    open_parents: tuple[OpenParent, ...] = (),
    parents: tuple[str, ...] = (),
) -> CompiledVersion:
    """A made-up version."""
    indexed: dict[str, tuple[CompiledRule, ...]] = {}
    for found in rules:
        indexed[found.parameter] = (*indexed.get(found.parameter, ()), CompiledRule("第一条", found))
    return CompiledVersion(
        code,
        1,
        f"hash-of-{code}",
        layer,
        CITY,
        f"{code}办法",
        anchor,
        valid_from,
        valid_to,
        indexed,
        open_parents,
        parents,
    )


def rule(
    code: str,
    parameter: str = "claims.determination.normal",
    *,
    days: int | None = 7,
    mode: str = "dual",
    merge: str = "floor",
    unit: str = "day",
    trigger: str = "claim_received",
) -> RuleText:
    """A made-up timer of the insurer."""
    return RuleText(
        code=code,
        parameter=parameter,
        topic="deadline",
        actors=("insurer",),
        modality="mandatory",
        deontic="must",
        force="binding",
        temporal_mode=mode,
        effect="timer",
        merge=merge,
        quote="",
        obligation="",
        trigger=trigger,
        term=None if days is None else Span(days, unit, "after", roll=True),
    )


def regime(*versions: CompiledVersion) -> Regime:
    """The versions as one jurisdiction, with the real vocabulary."""
    words = vocabulary()
    return build_regime(
        jurisdiction=CITY,
        versions=versions,
        defaults={name: fact.default for name, fact in words.facts.items() if fact.default},
        event_of={name: entry.event for name, entry in words.parameters.items() if entry.event},
        better={name: entry.better for name, entry in words.parameters.items() if entry.better},
        ends=words.ends,
        any_of=words.any_of,
    )
