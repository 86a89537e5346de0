"""Forms of the rule editor. They check the shape of what is typed; the services check the rest."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from idi_platform.tenancy.public import DomainError
from idi_platform.ui.public import DayField, day_words
from policies.models import Revision, RuleDraft
from policies.models.drafts import LONGEST_NAME
from policies.services.beginnings import NextVersion

LONGEST_TEXT = 400_000
NEXT, CORRECTION, NOTHING = "next", "correction", "nothing"
_KINDS = (
    (NEXT, _("The version that follows a published one")),
    (CORRECTION, _("A correction of a published version")),
    (NOTHING, _("A new instrument, from an empty text")),
)
_CODE = RegexValidator(r"\A[a-z0-9]+(-[a-z0-9]+)*\Z", _("Only small letters, digits and hyphens."))


class StartForm(forms.Form):
    """What a draft begins with."""

    name = forms.CharField(
        label=_("Name of the draft"),
        max_length=LONGEST_NAME,
        error_messages={"required": _("Give the draft a name.")},
    )
    kind = forms.ChoiceField(
        label=_("What it is to be"), choices=_KINDS, widget=forms.RadioSelect, initial=NEXT,
        error_messages={"required": _("Choose what the draft is to be.")},
    )  # fmt: skip
    base = forms.ModelChoiceField(
        Revision.objects.none(), label=_("Published version"), required=False, empty_label=_("None")
    )
    code = forms.CharField(
        label=_("Code of the new version"), max_length=60, required=False, validators=[_CODE],
        help_text=_("For a version that follows: small letters, digits and hyphens."),
    )  # fmt: skip
    valid_from = DayField(label=_("First day"), required=False)
    last_day = DayField(label=_("Last day"), required=False)
    basis = forms.CharField(
        label=_("Words of the text on its validity"), max_length=500, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def __init__(self, data: QueryDict | None, *, bases: QuerySet[Revision]) -> None:
        super().__init__(data)
        field = self.fields["base"]
        field.queryset = bases  # type: ignore[attr-defined]  # a ModelChoiceField
        field.label_from_instance = _base_words  # type: ignore[attr-defined]  # as above

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        kind = told.get("kind")
        if kind in (NEXT, CORRECTION) and not told.get("base") and "base" not in self.errors:
            self.add_error("base", _("Choose the published version."))
        if kind == NEXT:
            for name, problem in _NEEDED.items():
                if not told.get(name) and name not in self.errors:
                    self.add_error(name, problem)
        if told.get("valid_from") and told.get("last_day") and told["last_day"] < told["valid_from"]:
            self.add_error("last_day", _("The last day lies before the first."))
        return told

    def next_version(self) -> NextVersion:
        told = self.cleaned_data
        return NextVersion(told["code"], told["valid_from"], told["last_day"], told["basis"])


_NEEDED = {
    "code": _("Give the new version a code."),
    "valid_from": _("Give the first day of the new version."),
    "basis": _("Give the words of the text that say from when it holds."),
}


def _base_words(base: Revision) -> str:
    version = base.version
    days = "–".join(day_words(day) if day else "" for day in (version.valid_from, version.last_day))
    return f"{version.instrument.name} · {days} · r{base.number}"


class TextForm(forms.Form):
    """Both texts, as they are typed. `edition` is the one that was opened."""

    pack = forms.CharField(
        label=_("Rules as text"), max_length=LONGEST_TEXT, strip=False,
        widget=forms.Textarea(
            attrs={"rows": 40, "spellcheck": "false", "translate": "no", "wrap": "off", "class": "code"}
        ),
        error_messages={"required": _("The rules cannot be empty.")},
    )  # fmt: skip
    source = forms.CharField(
        label=_("Text of the instrument"), max_length=LONGEST_TEXT, strip=False,
        help_text=_("Every quote has to stand in the article that its rule cites."),
        widget=forms.Textarea(attrs={"rows": 25, "lang": "zh-Hans", "translate": "no"}),
        error_messages={"required": _("The text of the instrument cannot be empty.")},
    )  # fmt: skip
    edition = forms.IntegerField(min_value=1, max_value=2**31 - 2, widget=forms.HiddenInput)

    @classmethod
    def of(cls, draft: RuleDraft) -> "TextForm":
        return cls(initial={"pack": draft.pack_text, "source": draft.source_text, "edition": draft.edition})

    def clean_pack(self) -> str:
        return with_plain_lines(self.cleaned_data["pack"])

    def clean_source(self) -> str:
        return with_plain_lines(self.cleaned_data["source"])


def with_plain_lines(text: str) -> str:
    """Browsers send every line end as CR LF."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


class NoteForm(forms.Form):
    """What has to be put right."""

    note = forms.CharField(
        label=_("What has to be put right"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say what has to be put right.")},
    )  # fmt: skip


class TakeOverForm(forms.Form):
    """Why another officer goes on with it."""

    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Give the reason.")},
    )  # fmt: skip


def refuse(form: forms.Form, error: DomainError) -> None:
    """Shows a service's refusal where it belongs: by the innermost step of the key that is a field of the form."""
    steps = (_FIELDS.get(step, step) for step in reversed((error.field or "").split(".")))
    form.add_error(next((step for step in steps if step in form.fields), None), str(error.message))


_FIELDS = {"term": "value", "version": "base", "begins": "article_text", "rule": "code"}
