"""The forms of the owners' door."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.identity_documents import DocumentNumberWrong, checked_number
from idi_platform.accounts.models import DocumentKind
from idi_platform.accounts.owners.codes import DIGITS
from idi_platform.accounts.owners.numbers import NumberWrong, mobile_number

_LONGEST = 40


class NumberForm(forms.Form):
    """A mobile number, however it is written."""

    number = forms.CharField(
        label=_("Mobile number"),
        max_length=_LONGEST,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"}),
        error_messages={"required": _("Enter your mobile number.")},
    )

    def clean_number(self) -> str:
        try:
            return mobile_number(self.cleaned_data["number"])
        except NumberWrong as wrong:
            raise forms.ValidationError(str(wrong), code=wrong.code) from wrong


class OwnerCodeForm(forms.Form):
    """The code of a text message."""

    code = forms.CharField(
        label=_("Code"),
        max_length=_LONGEST,
        help_text=_("The six digits of the text message."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}),
        error_messages={"required": _("Enter the code.")},
    )

    def clean_code(self) -> str:
        """Digits alone. What cannot be a code costs no try."""
        digits = "".join(self.cleaned_data["code"].split())
        if not (digits.isascii() and digits.isdigit() and len(digits) == DIGITS):
            raise forms.ValidationError(_("A code has six digits."), code="shape")
        return digits


class WhoForm(forms.Form):
    """Name and document, as the developer or the insurer wrote them down when the home was handed over."""

    full_name = forms.CharField(
        label=_("Full name"),
        max_length=120,
        help_text=_("As it stands in your purchase contract."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Enter your name.")},
    )
    kind = forms.ChoiceField(label=_("Kind of document"), choices=DocumentKind.choices)
    number = forms.CharField(
        label=_("Number of the document"),
        max_length=_LONGEST,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Enter the number.")},
    )

    def clean(self) -> dict[str, Any]:
        """The number by its form and check digit: a slip of the finger costs no try."""
        given = super().clean() or {}
        if "kind" in given and "number" in given:
            try:
                given["number"] = checked_number(given["kind"], given["number"])
            except DocumentNumberWrong as wrong:
                self.add_error("number", str(wrong))
        return given
