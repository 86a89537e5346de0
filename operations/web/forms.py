"""Forms that several pages of the operator's site share."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ReasonForm(forms.Form):
    """Why: whatever an administrator does to somebody or something stays on record with its reason."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("It stays on record with your name."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
