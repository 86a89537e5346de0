"""The form of one rule, and that of a new one. They check the shape of what is typed; the pack's checks do the rest."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from policies.constants import Effect, Force, Merge, TemporalMode, Unit
from policies.rules.vocabulary import Label, vocabulary
from policies.selectors import in_language
from policies.services.rule_editing import Opened

from .draft_forms import LONGEST_TEXT

_BEFORE = "before"
_DIRECTIONS = (("after", _("after the event")), (_BEFORE, _("before the event")))
_MODALITIES = (
    ("mandatory", _("Mandatory")),
    ("contractual", _("Left to the contract")),
    ("encouraged", _("Encouraged")),
)
_DEONTICS = (
    ("must", pgettext_lazy("rule", "must")),
    ("must_not", pgettext_lazy("rule", "must not")),
    ("should", pgettext_lazy("rule", "should")),
    ("may", pgettext_lazy("rule", "may")),
    ("declares", pgettext_lazy("rule", "declares what is so")),
    ("agree", pgettext_lazy("rule", "is to be agreed")),
)
_NO_TERM = ("", _("No term"))
_NONE = ("", _("None"))
_TERM = ("value", "unit", "direction")
_LIMIT_KEYS = ("name", "op", "value", "unit")
_CODE = RegexValidator(r"\A[A-Z]{2,3}-[0-9]{3}\Z", _("Two or three capital letters, a hyphen and three digits."))
_FEW_LINES = {"rows": 3, "translate": "no", "spellcheck": "false", "class": "code"}


class RuleForm(forms.Form):
    """One rule but for its readings, which the whole text holds; and the article that it stands in."""

    parameter = forms.ChoiceField(label=_("Parameter"))
    topic = forms.ChoiceField(label=_("Topic"))
    actors = forms.MultipleChoiceField(
        label=_("Whose"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Say whose rule it is.")},
    )  # fmt: skip
    trigger = forms.ChoiceField(label=_("Trigger"), required=False)
    when = forms.CharField(
        label=_("Only when"), max_length=2_000, required=False, widget=forms.Textarea(attrs=_FEW_LINES),
        help_text=_("A fact a line, in the words of the packs: its name, a colon, its values with commas between"),
    )  # fmt: skip
    article = forms.ChoiceField(label=_("Article"))
    article_text = forms.CharField(
        label=_("Text of the article"), max_length=LONGEST_TEXT, strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "lang": "zh-Hans", "translate": "no"}),
        error_messages={"required": _("The text of the article cannot be empty.")},
    )  # fmt: skip
    quote = forms.CharField(
        label=_("Quote"), max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4, "lang": "zh-Hans", "translate": "no"}),
        error_messages={"required": _("Give the words of the article that say so.")},
    )  # fmt: skip
    value = forms.IntegerField(label=_("Value of the term"), min_value=0, max_value=999_999, required=False)
    unit = forms.ChoiceField(label=_("Unit of the term"), choices=[_NO_TERM, *Unit.choices], required=False)
    direction = forms.ChoiceField(label=_("Direction"), choices=[_NO_TERM, *_DIRECTIONS], required=False)
    roll = forms.BooleanField(label=_("A last day on a rest day rolls on to the next working day"), required=False)
    limits = forms.CharField(
        label=_("Bounds"), max_length=2_000, required=False, widget=forms.Textarea(attrs=_FEW_LINES),
        help_text=_("A bound a line, with commas: name, kind, number, unit, of what, in the words of the packs"),
    )  # fmt: skip
    modality = forms.ChoiceField(label=_("Modality"), choices=_MODALITIES)
    deontic = forms.ChoiceField(label=_("What it says"), choices=_DEONTICS)
    force = forms.ChoiceField(label=_("Force"), choices=Force.choices)
    temporal_mode = forms.ChoiceField(label=_("Temporal mode"), choices=TemporalMode.choices)
    effect = forms.ChoiceField(label=_("On the platform"), choices=Effect.choices)
    merge = forms.ChoiceField(label=_("How layers join"), choices=Merge.choices)
    condition = forms.CharField(
        label=_("Condition"), max_length=2_000, required=False, widget=forms.TextInput(attrs={"translate": "no"})
    )
    obligation = forms.CharField(
        label=_("What it asks, in English"), max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 2, "lang": "en", "translate": "no"}),
        error_messages={"required": _("Say in a line of English what the rule asks.")},
    )  # fmt: skip
    note = forms.CharField(
        label=_("Note"), max_length=5_000, required=False, widget=forms.Textarea(attrs={"rows": 2, "translate": "no"})
    )
    edition = forms.IntegerField(min_value=1, max_value=2**31 - 2, widget=forms.HiddenInput)

    def __init__(
        self, data: QueryDict | None, *, articles: Sequence[tuple[str, str]], initial: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        words = vocabulary()
        parameters = {name: entry.label for name, entry in words.parameters.items()}
        choices = {
            "article": articles,
            "parameter": _named(parameters),
            "topic": _named(words.topics),
            "actors": _named(words.actors),
            "trigger": [_NONE, *_named(words.events)],
        }
        for name, known in choices.items():
            self.fields[name].choices = known  # type: ignore[attr-defined]  # a ChoiceField

    def clean_when(self) -> dict[str, list[str]]:
        """The facts that the rule is about, each with its values."""
        found = {}
        for line in self.cleaned_data["when"].splitlines():
            fact, colon, values = line.partition(":")
            if line.strip() and not colon:
                raise forms.ValidationError(_("Write the name of a fact, a colon, and its values."))
            if line.strip():
                found[fact.strip()] = _words(values)
        return found

    def clean_limits(self) -> list[dict[str, str]]:
        """The bounds, as a pack writes them."""
        found = []
        for line in self.cleaned_data["limits"].splitlines():
            told = _words(line, most=len(_LIMIT_KEYS))
            if line.strip() and len(told) < len(_LIMIT_KEYS):
                raise forms.ValidationError(_("A bound has a name, a kind, a number and a unit, with commas between."))
            if line.strip():
                found.append(dict(zip((*_LIMIT_KEYS, "of"), told, strict=False)))
        return found

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        given = [name for name in ("value", "unit", "direction") if told.get(name) not in (None, "")]
        is_bound = given == ["direction"] and told["direction"] == _BEFORE
        if given and len(given) < len(_TERM) and not is_bound:
            self.add_error("value", _("A term has a value, a unit and a direction; only “before” may stand alone."))
        return told

    def entry(self, was: Mapping[str, Any]) -> dict[str, Any]:
        """The rule as the pack writes it: what the form does not hold stays."""
        told = self.cleaned_data
        kept = {key: value for key, value in was.items() if key not in (*_NEEDED, *_OPTIONAL, "term")}
        return {
            **kept,
            **{key: told[key] for key in _NEEDED},
            **{key: told[key] for key in _OPTIONAL if told[key]},
            **_term(told),
        }


class NewRuleForm(RuleForm):
    """A rule that the draft does not have yet, at the end of an article whose text stands."""

    code = forms.CharField(
        label=_("Rule id"), max_length=7, validators=[_CODE], widget=forms.TextInput(attrs={"translate": "no"}),
        help_text=_("One that no text has yet; it stays with the rule."),
        error_messages={"required": _("Give the rule an id.")},
    )  # fmt: skip
    article_text = None  # type: ignore[assignment]  # Django's way to leave a field out
    field_order = ("code",)


def _term(told: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """The term as a pack writes it: whole, "before" alone, or none."""
    if not told["direction"]:
        return {}
    if told["value"] is None:
        return {"term": {"direction": told["direction"]}}
    roll = "true" if told["roll"] else "false"
    return {"term": {**{key: str(told[key]) for key in _TERM}, "roll": roll}}


def initial_of(opened: Opened) -> dict[str, object]:
    """The rule as it stands in the draft."""
    entry = opened.entry
    term = entry.get("term", {})
    return {
        **{key: entry.get(key, "") for key in (*_NEEDED, *_OPTIONAL)},
        "when": "\n".join(f"{fact}: {', '.join(values)}" for fact, values in entry.get("when", {}).items()),
        "limits": "\n".join(
            ", ".join(limit[key] for key in (*_LIMIT_KEYS, "of") if key in limit) for limit in entry.get("limits", ())
        ),
        **{key: term.get(key, "") for key in _TERM},
        "roll": term.get("roll") == "true",
        "article": str(opened.article),
        "article_text": opened.pack.articles[opened.article].text,
        "edition": opened.draft.edition,
    }


def _named(words: Mapping[str, Label]) -> list[tuple[str, str]]:
    return [(word, in_language(label)) for word, label in words.items()]


def _words(text: str, *, most: int = -1) -> list[str]:
    """What stands between commas, Chinese ones too; after `most` of them the rest is one."""
    return [word.strip() for word in text.replace("，", ",").split(",", most)]


_NEEDED: Iterable[str] = (
    "parameter", "topic", "actors", "modality", "deontic", "force", "temporal_mode", "effect", "merge", "quote",
    "obligation",
)  # fmt: skip
_OPTIONAL: Iterable[str] = ("trigger", "when", "limits", "condition", "note")
