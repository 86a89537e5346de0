"""What the page of a draft shows: the problem, or the changes with their values beside the words."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import is_for_whole_city
from idi_platform.tenancy.public import Actor
from policies.constants import RuleDraftState
from policies.foreseeing import Foreseen, foresee
from policies.models import InstrumentVersion, RuleDraft
from policies.realised import KEPT, OPEN, PLANNED, realised_state
from policies.rules.analysis import ADDED, CHANGED, DROPPED, Change, Gap, Overlap, Placed
from policies.rules.errors import PackError
from policies.rules.pack import Pack
from policies.rules.vocabulary import vocabulary
from policies.selectors import event_label, in_language, label_of, parameter_label
from policies.services.checking import check_draft
from policies.wording import limit_words, span_words

KINDS: Mapping[str, Promise] = {ADDED: _("New"), DROPPED: _("Dropped"), CHANGED: _("Changed")}
KIND_TONES: Mapping[str, str] = {ADDED: "ok", DROPPED: "missed", CHANGED: "near"}
KEPT_WORDS: Mapping[str, Promise] = {
    KEPT: _("Kept by the product, as today"),
    PLANNED: _("To come"),
    OPEN: _("Not realised yet"),
}
_COLUMNS: Mapping[str, Promise] = {
    "parameter": _("Parameter"),
    "topic": _("Topic"),
    "actors": _("Whose"),
    "trigger": _("Trigger"),
    "when": _("Facts"),
    "condition": _("Condition"),
    "term": _("Value"),
    "limits": _("Bound"),
    "modality": _("Modality"),
    "deontic": _("Modality"),
    "force": _("Force"),
    "temporal_mode": _("Temporal mode"),
    "effect": _("On the platform"),
    "merge": _("How layers join"),
    "quote": _("Quote"),
    "obligation": _("What it asks, in English"),
    "readings": _("Readings"),
    "note": _("Note"),
    "article": _("Article"),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a draft, and the line that is wrong as it was typed."""

    message: str
    line: int
    key: str
    rule: str
    typed: str


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A change as the page shows it; empty words where there is no rule on that side."""

    code: str
    label: str
    kind: str
    tone: str
    columns: tuple[str, ...]
    old: str
    new: str
    old_quote: str
    new_quote: str
    kept: str
    is_editable: bool


@dataclass(frozen=True, slots=True)
class SilenceLine:
    """A gap or an overlap: the question, in which case, and the rules concerned."""

    label: str
    facts: tuple[str, ...]
    rules: str
    is_new: bool = True


@dataclass(frozen=True, slots=True)
class DraftRuleLine:
    """A rule of the draft, to be opened in its form."""

    code: str
    label: str
    article: str
    value: str


@dataclass(frozen=True, slots=True)
class DraftPage:
    """`foreseen`, `changes`, `gaps`, `overlaps` and `rules` are empty while there is a problem."""

    problem: Problem | None
    foreseen: Foreseen | None
    corrects: InstrumentVersion | None
    first_day: date | None
    last_day: date | None
    changes: tuple[ChangeLine, ...]
    gaps: tuple[SilenceLine, ...]
    overlaps: tuple[SilenceLine, ...]
    kept: tuple[tuple[str, int], ...]
    rules: tuple[DraftRuleLine, ...]
    may_edit: bool
    may_withdraw: bool
    may_decide: bool
    may_take_over: bool
    is_own: bool


def draft_page(draft: RuleDraft, viewer: Actor) -> DraftPage:
    """The draft for one officer: checked, compared, foreseen."""
    foreseen, pack, corrects, problem = None, None, None, None
    is_open = draft.state in (RuleDraftState.DRAFT, RuleDraftState.IN_REVIEW)
    if is_open:
        try:
            checked = check_draft(draft)
        except PackError as broken:
            problem = _problem(draft, broken)
        else:
            pack, corrects, foreseen = checked.pack, checked.corrects, foresee(draft, checked, viewer)
    is_own = draft.author_id == viewer.user_id
    has_written = is_own or str(viewer.user_id) in draft.former_authors
    return DraftPage(
        problem=problem,
        foreseen=foreseen,
        corrects=corrects,
        first_day=pack.valid_from if pack else None,
        last_day=pack.last_day if pack else None,
        changes=tuple(_change_line(change) for change in foreseen.analysis.changes) if foreseen else (),
        gaps=tuple(_gap_line(gap) for gap in foreseen.analysis.gaps) if foreseen else (),
        overlaps=tuple(_overlap_line(overlap) for overlap in foreseen.analysis.overlaps) if foreseen else (),
        kept=tuple((str(KEPT_WORDS[state]), foreseen.kept[state]) for state in KEPT_WORDS) if foreseen else (),
        rules=tuple(_rule_lines(pack)) if pack else (),
        may_edit=may_edit(draft, viewer),
        may_withdraw=is_own and is_open and is_for_whole_city(viewer),
        may_decide=draft.state == RuleDraftState.IN_REVIEW and not has_written and is_for_whole_city(viewer),
        may_take_over=draft.state == RuleDraftState.DRAFT and not is_own and is_for_whole_city(viewer),
        is_own=is_own,
    )


def may_edit(draft: RuleDraft, viewer: Actor) -> bool:
    """Whether the viewer may change it now."""
    return draft.state == RuleDraftState.DRAFT and draft.author_id == viewer.user_id and is_for_whole_city(viewer)


def problem_view(draft: RuleDraft) -> Problem | None:
    """What is wrong with it; None when it is whole."""
    try:
        check_draft(draft)
    except PackError as broken:
        return _problem(draft, broken)
    return None


def _problem(draft: RuleDraft, broken: PackError) -> Problem:
    lines = draft.pack_text.splitlines()
    typed = lines[broken.line - 1].strip() if 0 < broken.line <= len(lines) else ""
    return Problem(str(broken.message), broken.line, broken.key, broken.rule or "", typed)


def _change_line(change: Change) -> ChangeLine:
    return ChangeLine(
        code=change.code,
        label=parameter_label(change.parameter),
        kind=str(KINDS[change.kind]),
        tone=KIND_TONES[change.kind],
        columns=tuple(dict.fromkeys(str(_COLUMNS[column]) for column in change.columns)),
        old=_value(change.before),
        new=_value(change.after),
        old_quote=change.before.rule.quote if change.before else "",
        new_quote=change.after.rule.quote if change.after else "",
        kept=str(KEPT_WORDS[realised_state(change.after.rule)]) if change.after else "",
        is_editable=change.after is not None,
    )


def _value(placed: Placed | None) -> str:
    """Terms and bounds in words; where there is no number, how the rule binds."""
    if placed is None:
        return ""
    rule = placed.rule
    limits = [limit_words(limit.op, str(limit.value), limit.unit) for limit in rule.limits]
    term = [span_words(asdict(rule.term), event_label(rule.trigger))] if rule.term else []
    return "; ".join(dict.fromkeys([*term, *limits])) or "—"


def _gap_line(gap: Gap) -> SilenceLine:
    return SilenceLine(parameter_label(gap.parameter), _facts(gap.facts), ", ".join(gap.rules))


def _overlap_line(overlap: Overlap) -> SilenceLine:
    return SilenceLine(
        parameter_label(overlap.parameter), _facts(overlap.facts), ", ".join(overlap.rules), overlap.is_new
    )


def _facts(facts: Mapping[str, str]) -> tuple[str, ...]:
    known = vocabulary().facts
    words = ((known[fact], value) for fact, value in facts.items())
    return tuple(f"{in_language(fact.label)}: {label_of(fact.values, value)}" for fact, value in words)


def _rule_lines(pack: Pack) -> Iterator[DraftRuleLine]:
    for article, rule in pack.rules:
        yield DraftRuleLine(rule.code, parameter_label(rule.parameter), article.code, _value(Placed(article, rule)))
