"""A pack: one instrument version as typed values, read strictly and held against its own source text."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from policies.constants import Layer

from .errors import PackError
from .quotes import normalised, quantities
from .readings import readings
from .schema import checked
from .vocabulary import PACKS, Vocabulary, vocabulary
from .yaml_text import KeyPath, TextTree, parse_yaml, read_text

_SCHEMA = PACKS / "schema.json"
# Files of the packs' folder that are about all of them.
NOT_PACKS = ("vocabulary", "readings", "realisation", "stages")


@dataclass(frozen=True, slots=True)
class Span:
    """A legal term as the text gives it: value in unit, counted after or before the event; `roll` over rest days.

    Without a value (and unit) it is "before" the event and no more: the event itself is the bound.
    """

    value: int | None
    unit: str
    direction: str
    roll: bool

    @property
    def is_counted(self) -> bool:
        """Whether the text gives a number, so that a clock can run."""
        return self.value is not None


BEFORE_THE_EVENT = Span(None, "", "before", roll=False)
# A quote that holds none of these says nothing of "before".
_BEFORE = ("前", "方可")


@dataclass(frozen=True, slots=True)
class Limit:
    """A bound or amount that a rule sets, such as a highest ratio."""

    name: str
    op: str
    value: Decimal
    unit: str
    of: str = ""

    def admits(self, amount: Fraction) -> bool:
        """Whether an amount in the bound's own unit keeps it; what may be agreed otherwise binds nobody."""
        bound = Fraction(self.value)
        match self.op:
            case "at_least":
                return amount >= bound
            case "at_most":
                return amount <= bound
            case "equal":
                return amount == bound
            case _default:
                return True


@dataclass(frozen=True, slots=True)
class RuleText:
    """One rule: what the text asks of whom, when, how it binds, and the words that say so."""

    code: str
    parameter: str
    topic: str
    actors: tuple[str, ...]
    modality: str
    deontic: str
    force: str
    temporal_mode: str
    effect: str
    merge: str
    quote: str
    obligation: str
    trigger: str = ""
    when: Mapping[str, tuple[str, ...]] | None = None
    condition: str = ""
    term: Span | None = None
    limits: tuple[Limit, ...] = ()
    readings: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class ArticleText:
    """One article in the order of the text; `text` is its part of the source, to the byte."""

    code: str
    heading: str
    text: str
    rules: tuple[RuleText, ...]


@dataclass(frozen=True, slots=True)
class OpenParent:
    """A text that a version leans on and that is not loaded, with the parameters it is known to govern.

    `open_terms` are those that an insurance contract has to supply instead, with evidence.
    """

    text: str
    governs: tuple[str, ...]
    open_terms: tuple[str, ...] = ()

    def is_about(self, parameter: str) -> bool:
        """A name governs itself and everything below it: `coverage` also `coverage.structure.period`."""
        return any(parameter == name or parameter.startswith(f"{name}.") for name in self.governs)


@dataclass(frozen=True, slots=True)
class Pack:
    """One revision of one instrument version. `pack_hash` is over contents and source, not over layout or comments.

    `text` and `source` are what it was read from.
    """

    instrument: Mapping[str, Any]
    version: Mapping[str, Any]
    articles: tuple[ArticleText, ...]
    pack_hash: str
    text: str = ""
    source: str = ""

    @property
    def code(self) -> str:
        return str(self.version["code"])

    @property
    def revision(self) -> int:
        return int(self.version["revision"])

    @property
    def valid_from(self) -> date | None:
        return _optional_day(self.version["validity"].get("from"))

    @property
    def last_day(self) -> date | None:
        return _optional_day(self.version["validity"].get("last_day"))

    @property
    def open_parents(self) -> tuple[OpenParent, ...]:
        return tuple(open_parent(entry) for entry in self.version.get("parents_not_loaded", ()))

    @property
    def rules(self) -> Iterator[tuple[ArticleText, RuleText]]:
        return ((article, rule) for article in self.articles for rule in article.rules)


def open_parent(entry: Mapping[str, Any]) -> OpenParent:
    """The parent that a pack or its row writes as a mapping."""
    return OpenParent(entry["text"], tuple(entry["governs"]), tuple(entry.get("open_terms", ())))


def _optional_day(value: Any) -> date | None:
    return value if isinstance(value, date) else None


def pack_paths(folder: Path = PACKS) -> list[Path]:
    """The pack files of a folder: every YAML file but those that are about all of them."""
    return sorted(path for path in folder.glob("*.yaml") if path.stem not in NOT_PACKS)


def read_packs(folder: Path = PACKS) -> list[Pack]:
    """Every pack of a folder. PackError also when two packs hold the same rule id, or a guideline fits no version."""
    packs: list[Pack] = []
    owners: dict[str, str] = {}
    for path in pack_paths(folder):
        pack = read_pack(path)
        for _article, rule in pack.rules:
            if owners.setdefault(rule.code, pack.code) != pack.code:
                message = _("This rule's id belongs to %(pack)s already.") % {"pack": owners[rule.code]}
                raise PackError(message, file=path.name, line=1, key="rule", rule=rule.code)
        packs.append(pack)
    for pack in packs:
        if pack.instrument["layer"] == Layer.GUIDELINE:
            _check_guideline(pack, packs)
    return packs


def _check_guideline(pack: Pack, packs: list[Pack]) -> None:
    """A guideline names the version that it is annexed to, and repeats none of its parameters: one layer answers."""
    name = f"{pack.code}.yaml"
    parent = next((other for other in packs if other.code in pack.instrument.get("parents", ())), None)
    if parent is None or parent.instrument["jurisdiction"] != pack.instrument["jurisdiction"]:
        message = _("A guideline must name the version that it belongs to.")
        raise PackError(message, file=name, line=1, key="instrument.parents")
    taken = {rule.parameter: rule.code for _article, rule in parent.rules}
    for _article, rule in pack.rules:
        if rule.parameter in taken:
            message = _("The version it belongs to has this parameter already (%(rule)s).") % {
                "rule": taken[rule.parameter]
            }
            raise PackError(message, file=name, line=1, key="parameter", rule=rule.code)


def read_pack(path: Path) -> Pack:
    """The pack in `path`. PackError names file, line, key and rule of the first thing wrong.

    Refused: a key twice or unknown, a word outside the vocabulary, an article not found in the source or out of order,
    a quote that its article does not hold, a number that the quote does not hold, a rule or version code twice.
    """
    text = read_text(path)
    tree, values = checked(parse_yaml(text, file=path.name), _SCHEMA)
    if values["version"]["code"] != path.stem:
        raise tree.error(_("The version's code must be the name of the file."), ("version", "code"))
    source_path = path.parent / "sources" / values["version"]["source"]
    if not source_path.is_file():
        raise tree.error(_("There is no such source text."), ("version", "source"))
    return _pack(tree, values, text, read_text(source_path))


def parse_pack(text: str, source: str, *, file: str) -> tuple[TextTree, Pack]:
    """The pack that is typed as `text` over its source, and its lines; `file` is what errors call it. PackError."""
    tree, values = checked(parse_yaml(text, file=file), _SCHEMA)
    return tree, _pack(tree, values, text, source)


def _pack(tree: TextTree, values: dict[str, Any], text: str, source: str) -> Pack:
    articles = tuple(_articles(tree, values["articles"], source))
    _check_words(tree, values["articles"], vocabulary(), known_readings=readings())
    _check_open_terms(tree, values["version"])
    digest = hashlib.sha256(json.dumps([tree.root, source], ensure_ascii=False, sort_keys=True).encode())
    return Pack(values["instrument"], values["version"], articles, digest.hexdigest(), text, source)


def _articles(tree: TextTree, entries: list[dict[str, Any]], source: str) -> Iterator[ArticleText]:
    lines = source.splitlines(keepends=True)
    starts = _starts(tree, entries, lines)
    codes: set[str] = set()
    for index, entry in enumerate(entries):
        text = "".join(lines[starts[index] : starts[index + 1]])
        rules = []
        for position, rule in enumerate(entry.get("rules", ())):
            path: KeyPath = ("articles", index, "rules", position)
            if rule["rule"] in codes:
                raise tree.error(_("This rule's id stands here a second time."), (*path, "rule"))
            codes.add(rule["rule"])
            _check_quote(tree, rule, text, path)
            rules.append(_rule(rule))
        yield ArticleText(entry["article"], entry["heading"], text.strip(), tuple(rules))


def _starts(tree: TextTree, entries: list[dict[str, Any]], lines: list[str]) -> list[int]:
    """The first line of every article, then the end: together the articles must cover the whole source in order."""
    bare = [normalised(line) for line in lines]
    starts: list[int] = []
    for index, entry in enumerate(entries):
        found = _lines_of(bare, normalised(entry["begins"]))
        path: KeyPath = ("articles", index, "begins")
        if len(found) != 1:
            raise tree.error(_("These words must begin exactly one line of the source."), path)
        if found[0] <= (starts[-1] if starts else -1):
            raise tree.error(_("The articles must stand in the order of the text."), path)
        starts.append(found[0])
    if any(bare[: starts[0]]):
        raise tree.error(_("The first article must begin with the source's first line."), ("articles", 0, "begins"))
    return [*starts, len(lines)]


def _lines_of(bare: list[str], begins: str) -> list[int]:
    """The lines that are these words, else those that begin with them."""
    same = [at for at, line in enumerate(bare) if line == begins]
    return same or [at for at, line in enumerate(bare) if line.startswith(begins)]


def _check_quote(tree: TextTree, rule: dict[str, Any], text: str, path: KeyPath) -> None:
    quote = normalised(rule["quote"])
    if quote not in normalised(text):
        raise tree.error(_("The quote does not stand in the cited article."), (*path, "quote"))
    held = set(quantities(quote))
    term = rule.get("term")
    if term and "value" not in term and not any(word in quote for word in _BEFORE):
        raise tree.error(_("The quote does not say that it must come before."), (*path, "term", "direction"))
    if term and "value" in term and (Decimal(term["value"]), term["unit"]) not in held:
        raise tree.error(_("The quote does not hold this number with this unit."), (*path, "term", "value"))
    for index, limit in enumerate(rule.get("limits", ())):
        if (limit["value"], limit["unit"]) not in held:
            raise tree.error(
                _("The quote does not hold this number with this unit."), (*path, "limits", index, "value")
            )


def _rule(entry: dict[str, Any]) -> RuleText:
    values = {key: value for key, value in entry.items() if key not in ("rule", "when", "term", "limits")}
    return RuleText(
        **{**values, "actors": tuple(entry["actors"]), "readings": tuple(entry.get("readings", ()))},
        code=entry["rule"],
        when={fact: tuple(allowed) for fact, allowed in entry["when"].items()} if "when" in entry else None,
        term=_span(entry.get("term")),
        limits=tuple(Limit(**limit) for limit in entry.get("limits", ())),
    )


def _span(entry: Mapping[str, Any] | None) -> Span | None:
    if entry is None:
        return None
    return Span(**entry) if "value" in entry else BEFORE_THE_EVENT


def _check_words(
    tree: TextTree, entries: list[dict[str, Any]], words: Vocabulary, known_readings: Mapping[str, Any]
) -> None:
    for index, entry in enumerate(entries):
        for position, rule in enumerate(entry.get("rules", ())):
            path: KeyPath = ("articles", index, "rules", position)
            for key, used, known in (
                ("parameter", [rule["parameter"]], words.parameters),
                ("topic", [rule["topic"]], words.topics),
                ("actors", rule["actors"], words.actors),
                ("trigger", [rule["trigger"]] if "trigger" in rule else [], words.events),
                ("readings", rule.get("readings", []), known_readings),
                ("when", rule.get("when", {}), words.facts),
            ):
                unknown = next((word for word in used if word not in known), None)
                if unknown is not None:
                    message = _("The word %(word)s is not in the vocabulary.") % {"word": unknown}
                    raise tree.error(message, (*path, key))
            _check_fact_values(tree, rule, words, path)


def _check_open_terms(tree: TextTree, version: Mapping[str, Any]) -> None:
    for index, entry in enumerate(version.get("parents_not_loaded", ())):
        unknown = next((term for term in entry.get("open_terms", ()) if term not in vocabulary().parameters), None)
        if unknown is not None:
            message = _("The word %(word)s is not in the vocabulary.") % {"word": unknown}
            raise tree.error(message, ("version", "parents_not_loaded", index, "open_terms"))


def _check_fact_values(tree: TextTree, rule: dict[str, Any], words: Vocabulary, path: KeyPath) -> None:
    for fact, allowed in rule.get("when", {}).items():
        unknown = next((value for value in allowed if value not in words.facts[fact].values), None)
        if unknown is not None:
            message = _("The word %(word)s is not in the vocabulary.") % {"word": unknown}
            raise tree.error(message, (*path, "when", fact))
