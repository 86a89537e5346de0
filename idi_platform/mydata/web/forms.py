"""Forms of the pages about one's own data; they check the shape, the services the rest."""

from django import forms
from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import DocumentKind
from idi_platform.tenancy.public import City


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


class FileHoldForm(forms.Form):
    city = forms.ModelChoiceField(
        City.objects.order_by("code"),
        label=_("City"),
        empty_label=_("Choose"),
        error_messages={"required": _("Choose the city.")},
    )
    number = forms.CharField(
        label=_("Number of the case file"),
        help_text=_("Of a project, a policy or a claim, as its page shows it. A project's holds every file below it."),
        max_length=40,
        error_messages={"required": _("Give the case file’s number.")},
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Give the reason.")},
    )
