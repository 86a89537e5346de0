"""Forms check the shape of what is typed; the services check the law. A refusal of a service lands on its field."""

from collections.abc import Mapping
from dataclasses import dataclass

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from claims.constants import LONGEST_DESCRIPTION, DefectKind, Place
from claims.wording import Text
from idi_platform.mydata.public import CLAIM_REPORT, current_text
from idi_platform.ui.public import DayField

# Nothing chosen, or something that was not offered: the reader is told the same.
NOT_CHOSEN = ("required", "invalid_choice")


class WhereForm(forms.Form):
    place = forms.ChoiceField(
        label=_("Where in or at your home is it?"),
        choices=Place.choices,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(NOT_CHOSEN, _("Choose where it is.")),
    )


class WhatForm(forms.Form):
    defect = forms.ChoiceField(
        label=_("What do you see?"),
        choices=DefectKind.choices,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(NOT_CHOSEN, _("Choose what you see.")),
    )
    description = forms.CharField(
        label=_("Tell us in your own words"),
        help_text=_("For example: after rain, water drips from the ceiling by the window. 1,000 characters at most."),
        max_length=LONGEST_DESCRIPTION,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={
            "required": _("Describe what you see. A few words are enough."),
            "max_length": _("The description is too long: %(show_value)s characters, at most %(limit_value)s."),
        },
    )


class SinceForm(forms.Form):
    noticed_on = DayField(
        label=_("When did you first notice it?"),
        help_text=_("If you are not sure, choose the nearest day you remember."),
        error_messages={"required": _("Give the day you first noticed it.")},
    )


DANGER: Mapping[str, Text] = {"yes": _("Yes, or I am not sure"), "no": _("No")}


class DangerForm(forms.Form):
    is_dangerous = forms.TypedChoiceField(
        label=_("Could somebody be hurt?"),
        help_text=_("For example: something may fall down, water runs into wiring, the home cannot be lived in."),
        choices=list(DANGER.items()),
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(NOT_CHOSEN, _("Say whether somebody could be hurt.")),
    )


@dataclass(frozen=True, slots=True)
class Question:
    """One page of the report: its address, its form, what the task list calls it."""

    slug: str
    form: type[forms.Form]
    task: Text


QUESTIONS: Mapping[str, Question] = {
    question.slug: question
    for question in (
        Question("where", WhereForm, _("Where it is")),
        Question("what", WhatForm, _("What you see")),
        Question("since", SinceForm, _("Since when")),
        Question("danger", DangerForm, _("Whether somebody could be hurt")),
    )
}


class PhotographsForm(forms.Form):
    """Carries refusals only: files are read one by one, so that one bad file costs no good one."""


def _words_of_consent() -> str:
    return current_text(CLAIM_REPORT).text


# In the reader's language, when the form is shown.
_consent_words = lazy(_words_of_consent, str)


class ConsentForm(forms.Form):
    consent = forms.BooleanField(
        label=_("I agree to this use of my details"),
        help_text=_consent_words(),
        required=False,
    )
