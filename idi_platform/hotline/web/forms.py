"""Forms of the hotline; they check the shape, the services the rest."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import DocumentKind, DocumentNumberWrong, NumberWrong, checked_number, mobile_number
from idi_platform.hotline.models import LONGEST_LINE, LONGEST_WORDS
from idi_platform.tenancy.public import City


class AskForm(forms.Form):
    """What somebody with a new number asks for; the number itself has been proven by its code."""

    city = forms.ModelChoiceField(
        label=_("City"),
        queryset=City.objects.none(),
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose the city of your home.")),
    )
    full_name = forms.CharField(
        label=_("Full name"), max_length=LONGEST_LINE, error_messages={"required": _("Enter your name.")}
    )
    home = forms.CharField(
        label=_("Your home"),
        help_text=_("Estate, building and door number."),
        max_length=LONGEST_LINE,
        error_messages={"required": _("Say which home is yours.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["city"].queryset = City.objects.filter(is_active=True)  # type: ignore[attr-defined]  # a model choice


class SearchForm(forms.Form):
    """Both are needed: nobody leafs through owners."""

    name = forms.CharField(
        label=_("Owner's full name"), max_length=LONGEST_LINE, error_messages={"required": _("Enter the whole name.")}
    )
    door = forms.CharField(
        label=_("Door number of the home"), max_length=30, error_messages={"required": _("Enter the door number.")}
    )


class CheckForm(forms.Form):
    """What the owner presented. The document's number is compared and not kept."""

    kind = forms.ChoiceField(label=_("Kind of document"), choices=DocumentKind.choices)
    document_number = forms.CharField(
        label=_("Number of the document"),
        help_text=_("Type it from the document. It is compared with ours and never shown."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Enter the number.")},
    )
    words = forms.CharField(
        label=_("What was presented, and how"),
        help_text=_("Such as: original identity card at the counter; video call."),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say what was presented.")},
    )
    number = forms.CharField(
        label=_("New mobile number"), max_length=40, error_messages={"required": _("Enter the new number.")}
    )

    def clean_number(self) -> str:
        try:
            return mobile_number(self.cleaned_data["number"])
        except NumberWrong as wrong:
            raise forms.ValidationError(str(wrong), code=wrong.code) from wrong

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if "kind" in given and "document_number" in given:
            try:
                given["document_number"] = checked_number(given["kind"], given["document_number"])
            except DocumentNumberWrong as wrong:
                self.add_error("document_number", str(wrong))
        return given


class RefusalForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"), max_length=LONGEST_WORDS, error_messages={"required": _("Give the reason.")}
    )
