"""What the regime pages show: clauses with their values beside the text, in the reader's language."""

from dataclasses import dataclass

from policies.models import Article, Rule
from policies.rules.vocabulary import vocabulary
from policies.selectors import label_of, parameter_label
from policies.wording import Passage, limit_words, passages, span_words


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule beside its clause. `values` are terms and bounds; `trigger` is what starts the term."""

    code: str
    label: str
    actors: tuple[str, ...]
    values: tuple[str, ...]
    trigger: str
    force: str
    effect: str
    obligation: str


@dataclass(frozen=True, slots=True)
class Clause:
    """An article with its text, cut at the quotes, and its rules."""

    code: str
    heading: str
    passages: tuple[Passage, ...]
    rules: tuple[RuleLine, ...]


def clause(article: Article) -> Clause:
    """The article as the page shows it. Rules must be prefetched."""
    rules = list(article.rules.all())
    return Clause(
        code=article.code,
        heading=article.heading,
        passages=passages(article.text, [rule.quote for rule in rules]),
        rules=tuple(_line(rule) for rule in rules),
    )


def _line(rule: Rule) -> RuleLine:
    words = vocabulary()
    limits = (limit_words(limit["op"], limit["value"], limit["unit"]) for limit in rule.limits)
    values = tuple(limits) if rule.limits else (_term(rule),) if rule.value is not None else ()
    return RuleLine(
        code=rule.code,
        label=parameter_label(rule.parameter),
        actors=tuple(label_of(words.actors, actor) for actor in rule.actors),
        values=values,
        trigger=label_of(words.events, rule.trigger) if rule.trigger and rule.value is not None else "",
        force=rule.get_force_display(),
        effect=rule.get_effect_display(),
        obligation=rule.obligation,
    )


def _term(rule: Rule) -> str:
    return span_words({"value": rule.value, "unit": rule.unit, "direction": rule.direction})
