"""Forms of ladders: for which terms, one rung, the reason, and the term that a preview looks at."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from idi_platform.deadlines.constants import Basis
from idi_platform.deadlines.ladder import FARTHEST_DAYS, Rung, When, audience_of, words_of
from idi_platform.deadlines.ladder_words import AUDIENCES, audience_words
from idi_platform.deadlines.models import Deadline
from idi_platform.deadlines.models.ladder import LONGEST_REASON
from idi_platform.deadlines.resolver import resolver
from idi_platform.deadlines.rules.calendar import CHINA
from idi_platform.deadlines.rules.errors import LegalClockError
from idi_platform.deadlines.rules.legal_clock import Term, Unit
from idi_platform.deadlines.services.foretelling import Foretold, Watched
from idi_platform.deadlines.services.laddering import Scope
from idi_platform.deadlines.services.reckoning import reckon
from idi_platform.ui.public import DayField, due_words

_BASIS, _DUTY, _ALL = "basis", "duty", "all"
_LONGEST_TERM = 400
_NO_DAYS = (When.SHARE, When.MISS)


class ScopeForm(forms.Form):
    """Which terms the ladder is for."""

    scope = forms.ChoiceField(
        label=_("For which terms"),
        help_text=_("A ladder for one duty goes before one for a basis, that before the one for all terms."),
        error_messages={"required": _("Choose for which terms."), "invalid_choice": _("Choose for which terms.")},
    )

    def __init__(self, data: QueryDict | None) -> None:
        super().__init__(data)
        duties = resolver().known_duties()
        self.fields["scope"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            (_ALL, _("All terms")),
            (_("Terms of one basis"), [(f"{_BASIS}:{code}", label) for code, label in Basis.choices]),
            (_("Terms of one duty"), [(f"{_DUTY}:{code}", label) for code, label in duties.items()]),
        ]

    def scope_chosen(self) -> Scope:
        kind, _colon, code = self.cleaned_data["scope"].partition(":")
        return Scope(**{kind: code}) if code else Scope()


class RungForm(forms.Form):
    """One rung; `instead_of` is the key of the one it takes the place of."""

    when = forms.ChoiceField(label=_("When"), choices=When.choices, error_messages={"required": _("Choose when.")})
    number = forms.IntegerField(
        label=_("Per cent or days"), required=False, min_value=0, max_value=FARTHEST_DAYS + 10,
        help_text=_("Per cent from 1 to 99, working days before from 0, days after from 1. Empty for the miss."),
    )  # fmt: skip
    at = forms.TimeField(
        label=_("Hour"), required=False, input_formats=("%H:%M",),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_("Only for what is counted in days, for example 09:00."),
        error_messages={"invalid": _("Give the hour, for example 09:00.")},
    )  # fmt: skip
    tells = forms.MultipleChoiceField(
        label=_("Who is told"), widget=forms.CheckboxSelectMultiple,
        choices=[(words_of(audience)[0], label) for audience, label in AUDIENCES.items()],
        error_messages={"required": _("Tick at least one to whom it is told.")},
    )  # fmt: skip
    instead_of = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    @classmethod
    def of(cls, rung: Rung) -> "RungForm":
        """The form of a rung that is there."""
        number = None if rung.when == When.MISS else rung.number
        told = {"when": rung.when, "number": number, "at": rung.at, "tells": words_of(rung.tells)}
        return cls(initial={**told, "instead_of": rung.key})

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        when, number = told.get("when"), told.get("number")
        if not when or "number" in self.errors:
            return told
        least, most, why = _LIMITS[When(when)]
        if when != When.MISS and (number is None or not least <= number <= most):
            self.add_error("number", str(why))
        if when not in _NO_DAYS and told.get("at") is None and "at" not in self.errors:
            self.add_error("at", _("Give the hour, for example 09:00."))
        return told

    def rung(self) -> Rung:
        told = self.cleaned_data
        when = When(told["when"])
        number = 0 if when == When.MISS else told["number"]
        return Rung(when, number, None if when in _NO_DAYS else told["at"], audience_of(told["tells"]))


_DAYS_AFTER = (1, FARTHEST_DAYS, _("Give 1 to 90 days: what is later belongs into a case, not into a reminder."))
_LIMITS: Mapping[When, tuple[int, int, Promise | str]] = {
    When.SHARE: (1, 99, _("Give 1 to 99 per cent: at 0 the term begins, at 100 it is missed.")),
    When.BEFORE: (0, FARTHEST_DAYS, _("Give 0 to 90 working days.")),
    When.MISS: (0, 0, ""),
    When.WORKING_AFTER: _DAYS_AFTER,
    When.CALENDAR_AFTER: _DAYS_AFTER,
}


class AskForm(forms.Form):
    """Why, and whether it reaches running terms."""

    reason = forms.CharField(
        label=_("Reason"), max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The other officer reads it, and it stays on record. Name no person."),
        error_messages={"required": _("Give the reason.")},
    )  # fmt: skip
    reaches_running = forms.BooleanField(
        label=_("Plan running terms anew by it that are not missed yet"), required=False
    )


class RefuseForm(forms.Form):
    """Why it is refused."""

    refusal = forms.CharField(
        label=_("Reason of the refusal"), max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Give the reason.")},
    )  # fmt: skip


class PreviewForm(forms.Form):
    """A running term, or a term of so many days from a day on; at first ten days from today."""

    term = forms.ModelChoiceField(Deadline.objects.none(), label=_("A running term"), required=False)
    number = forms.IntegerField(label=_("Or a term of"), required=False, min_value=1, max_value=_LONGEST_TERM)
    unit = forms.ChoiceField(
        label=_("Counted in"),
        required=False,
        choices=[(Unit.DAY.value, _("natural days")), (Unit.WORKING_DAY.value, _("working days"))],
    )
    from_on = DayField(label=_("From"), required=False)

    def __init__(self, data: QueryDict | None, *, terms: Iterable[Deadline], today: date) -> None:
        super().__init__(data, initial={"number": 10, "unit": Unit.DAY.value, "from_on": today})
        shown = list(terms)
        field = self.fields["term"]
        field.queryset = Deadline.objects.filter(pk__in=[each.pk for each in shown]).select_related("dossier")  # type: ignore[attr-defined]  # a ModelChoiceField
        field.empty_label = _("None: take the days below")  # type: ignore[attr-defined]  # as above
        field.label_from_instance = _term_words  # type: ignore[attr-defined]  # as above

    def watched(self) -> Watched | None:
        """The term to look at; None, with an error, where there is none."""
        if not self.is_bound:
            return self._of_days(**self.initial)
        if not self.is_valid():
            return None
        told = dict(self.cleaned_data)
        deadline: Deadline | None = told.pop("term")
        try:
            return _of(deadline) if deadline else self._of_days(**told)
        except LegalClockError as refused:
            self.add_error("from_on", str(refused))
            return None

    def _of_days(self, *, number: int | None, unit: str, from_on: date | None) -> Watched | None:
        if number is None or from_on is None:
            self.add_error(
                "number" if number is None else "from_on", _now("Choose a running term, or give days and a day.")
            )
            return None
        started_at = datetime.combine(from_on, time(9), CHINA)
        return Watched(reckon(Term(number, Unit(unit or Unit.DAY)), started_at), started_at)


def _of(deadline: Deadline) -> Watched:
    due = reckon(deadline.term, deadline.started_at, list(deadline.pauses.all()))
    return Watched(due, deadline.started_at, deadline.duty, deadline.basis)


def _term_words(deadline: Deadline) -> str:
    return f"{deadline.dossier.number} · {resolver().label(deadline.duty)} · {due_words(deadline.due_at)}"


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """One moment of a preview in words; "" where a ladder is silent."""

    at: datetime
    is_miss: bool
    drafted: str
    speaking: str

    @property
    def is_changed(self) -> bool:
        return self.drafted != self.speaking


def preview_lines(foretold: Sequence[Foretold]) -> list[PreviewLine]:
    return [
        PreviewLine(each.at, each.is_miss, audience_words(each.drafted), audience_words(each.speaking))
        for each in foretold
    ]
