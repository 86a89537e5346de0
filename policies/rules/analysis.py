"""What a draft changes: rule by rule, where it falls silent, where two of its rules contradict each other. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from itertools import combinations, product
from math import prod

from policies.constants import Merge

from .pack import ArticleText, Pack, RuleText
from .vocabulary import Vocabulary

ADDED, DROPPED, CHANGED = "added", "dropped", "changed"
# More cases of one parameter than this are looked at without their facts.
MOST_CASES = 500


@dataclass(frozen=True, slots=True)
class Placed:
    """A rule in its article."""

    article: ArticleText
    rule: RuleText


@dataclass(frozen=True, slots=True)
class Change:
    """One rule that is not as it was. `columns` are the properties of a changed rule that differ."""

    code: str
    kind: str
    before: Placed | None
    after: Placed | None
    columns: tuple[str, ...] = ()

    @property
    def parameter(self) -> str:
        placed = self.after or self.before
        return placed.rule.parameter if placed else ""


@dataclass(frozen=True, slots=True)
class Gap:
    """A question that the base answered and the draft does not; without facts, in no case."""

    parameter: str
    facts: Mapping[str, str]
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two rules of the draft that answer the same question differently. `is_new`: the base did not."""

    parameter: str
    facts: Mapping[str, str]
    rules: tuple[str, str]
    is_new: bool


@dataclass(frozen=True, slots=True)
class Analysis:
    """Changes in the order of the texts, then gaps and overlaps by parameter."""

    changes: tuple[Change, ...]
    gaps: tuple[Gap, ...]
    overlaps: tuple[Overlap, ...]
    unchanged: int

    def count(self, kind: str) -> int:
        return sum(change.kind == kind for change in self.changes)


def analyse(base: Pack | None, draft: Pack, words: Vocabulary) -> Analysis:
    """The draft beside what it is based on; without a base everything is added."""
    before = _placed(base) if base else {}
    after = _placed(draft)
    changes = tuple(_changes(before, after))
    old, new = _by_parameter(before.values()), _by_parameter(after.values())
    known = {(overlap.parameter, frozenset(overlap.rules)) for overlap in _overlaps(old, words)}
    return Analysis(
        changes=changes,
        gaps=tuple(_gaps(old, new, words)),
        overlaps=tuple(
            Overlap(each.parameter, each.facts, each.rules, (each.parameter, frozenset(each.rules)) not in known)
            for each in _overlaps(new, words)
        ),
        unchanged=len(before.keys() & after.keys()) - sum(change.kind == CHANGED for change in changes),
    )


def _placed(pack: Pack) -> dict[str, Placed]:
    return {rule.code: Placed(article, rule) for article, rule in pack.rules}


def _by_parameter(placed: Iterable[Placed]) -> dict[str, list[RuleText]]:
    found: dict[str, list[RuleText]] = {}
    for each in placed:
        found.setdefault(each.rule.parameter, []).append(each.rule)
    return found


def _changes(before: Mapping[str, Placed], after: Mapping[str, Placed]) -> Iterator[Change]:
    for code in [*after, *(code for code in before if code not in after)]:
        old, new = before.get(code), after.get(code)
        if old is None or new is None:
            yield Change(code, DROPPED if new is None else ADDED, old, new)
            continue
        columns = [field.name for field in fields(RuleText) if _differs(old.rule, new.rule, field.name)]
        if old.article.code != new.article.code:
            columns.append("article")
        if columns:
            yield Change(code, CHANGED, old, new, tuple(columns))


def _differs(old: RuleText, new: RuleText, name: str) -> bool:
    return bool(getattr(old, name) != getattr(new, name))


def _cases(rules: Iterable[RuleText], words: Vocabulary) -> list[dict[str, str]]:
    """Every combination of the facts that the rules ask for; one case without facts where they ask none."""
    asked = sorted({fact for rule in rules for fact in rule.when or ()})
    values = [list(words.facts[fact].values) for fact in asked]
    if prod(map(len, values)) > MOST_CASES:
        return [{}]
    return [dict(zip(asked, chosen, strict=True)) for chosen in product(*values)]


def _holds(rule: RuleText, case: Mapping[str, str]) -> bool:
    return all(case.get(fact, allowed[0]) in allowed for fact, allowed in (rule.when or {}).items())


def _gaps(old: Mapping[str, list[RuleText]], new: Mapping[str, list[RuleText]], words: Vocabulary) -> Iterator[Gap]:
    for parameter in sorted(old):
        heard = new.get(parameter, [])
        if not heard:
            yield Gap(parameter, {}, tuple(rule.code for rule in old[parameter]))
            continue
        for case in _cases([*old[parameter], *heard], words):
            answered = tuple(rule.code for rule in old[parameter] if _holds(rule, case))
            if answered and not any(_holds(rule, case) for rule in heard):
                yield Gap(parameter, case, answered)


def _overlaps(rules: Mapping[str, list[RuleText]], words: Vocabulary) -> Iterator[Overlap]:
    """Each pair once, with the first case in which both hold."""
    for parameter in sorted(rules):
        cases = _cases(rules[parameter], words)
        for one, other in combinations(rules[parameter], 2):
            case = next((case for case in cases if _holds(one, case) and _holds(other, case)), None)
            if case is not None and _contradict(one, other):
                asked = {*(one.when or ()), *(other.when or ())}
                facts = {fact: value for fact, value in case.items() if fact in asked}
                yield Overlap(parameter, facts, (one.code, other.code), is_new=True)


def _contradict(one: RuleText, other: RuleText) -> bool:
    """Whether they give one actor different numbers for one thing, and neither is meant to stand beside another."""
    if Merge.ALL_APPLY in (one.merge, other.merge) or not set(one.actors) & set(other.actors):
        return False
    if one.trigger != other.trigger or one.condition != other.condition:
        return False
    bounds = {(limit.name, limit.op): (limit.value, limit.unit) for limit in one.limits}
    clashes = (
        bounds.get((limit.name, limit.op), (limit.value, limit.unit)) != (limit.value, limit.unit)
        for limit in other.limits
    )
    is_other_term = one.term is not None and other.term is not None and one.term != other.term
    return is_other_term or any(clashes)
