"""Forms of the pages about one's own data; they check the shape, the services the rest."""

from django import forms
from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import DocumentKind


class DocumentForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Kind of document"),
        choices=DocumentKind.choices,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choose the kind of document.")),
    )
    number = forms.CharField(
        label=_("Number of the document"),
        help_text=_("Kept sealed; nobody sees it without giving a reason."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": _("Give the number of the document.")},
    )


class HoldForm(forms.Form):
    username = forms.CharField(
        label=_("User name of the person"), max_length=150, error_messages={"required": _("Give the user name.")}
    )
    reason = forms.CharField(
        label=_("Who asks for the hold, and why"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say who asks for the hold, and why.")},
    )
