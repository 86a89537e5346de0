"""What is written down while somebody is on the telephone."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from claims.constants import LONGEST_CALLER, LONGEST_DESCRIPTION, DefectKind, Place
from idi_platform.accounts.public import User
from idi_platform.ui.public import DayField, MomentField

from .forms import DANGER, NOT_CHOSEN

_ANSWERS = {"yes": _("Yes"), "no": _("No")}


class HomeForm(forms.Form):
    """What the caller says of the home."""

    q = forms.CharField(
        label=_("Address, door, owner's name or telephone number"),
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )


class CallForm(forms.Form):
    """Offers the owners recorded for the home; the one is chosen beforehand when there is no other."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    called_at = MomentField(label=_("When was the call?"), help_text=_("Terms count from the call, not from now."))
    caller = forms.CharField(
        label=_("Who called?"),
        help_text=_("The owner, somebody of the family, a tenant or the property manager."),
        max_length=LONGEST_CALLER,
        error_messages={"required": _("Write down who called.")},
    )
    number = forms.CharField(
        label=_("Number to call back"),
        max_length=20,
        widget=forms.TextInput(attrs={"type": "tel"}),
        error_messages={"required": _("Write down the number.")},
    )
    owner_id = forms.TypedChoiceField(
        label=_("For which owner?"),
        coerce=UUID,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(NOT_CHOSEN, _("Choose the owner.")),
    )
    place = forms.ChoiceField(
        label=_("Where is the defect?"),
        choices=[("", _("Choose")), *Place.choices],
        error_messages=dict.fromkeys(NOT_CHOSEN, _("Choose where it is.")),
    )
    defect = forms.ChoiceField(
        label=_("What does the caller see?"),
        choices=[("", _("Choose")), *DefectKind.choices],
        error_messages=dict.fromkeys(NOT_CHOSEN, _("Choose what is seen.")),
    )
    description = forms.CharField(
        label=_("In the caller's words"),
        max_length=LONGEST_DESCRIPTION,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write down what the caller said.")},
    )
    noticed_on = DayField(label=_("First noticed on"))
    is_dangerous = forms.TypedChoiceField(
        label=_("Could somebody be hurt?"),
        choices=list(DANGER.items()),
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(NOT_CHOSEN, _("Say whether somebody could be hurt.")),
    )
    is_application = forms.TypedChoiceField(
        label=_("Did the owner call and ask for compensation or repair?"),
        help_text=_(
            "Yes is an application: the terms of the determination run from the call as well. With No this is a report "
            "only; the owner can apply later on their own page or on paper."
        ),
        choices=list(_ANSWERS.items()),
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(NOT_CHOSEN, _("Say whether it was an application.")),
    )
    has_consented = forms.BooleanField(
        label=_("The owner agreed in the call that their details are used for this claim"),
        help_text=_("For an application only."),
        required=False,
    )

    def __init__(self, data: Any = None, *, owners: Sequence[User], initial: dict[str, Any]) -> None:
        if len(owners) == 1:
            initial = {**initial, "owner_id": str(owners[0].pk)}
        super().__init__(data, initial=initial)
        self.fields["owner_id"].choices = [(str(owner.pk), owner.full_name) for owner in owners]  # type: ignore[attr-defined]  # a field of choices
