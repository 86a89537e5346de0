"""The form that moves the demo's business clock."""

from datetime import datetime, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# Calendars and stories of the demo lie within it.
FARTHEST = timedelta(days=20 * 366)


class ClockForm(forms.Form):
    to = forms.DateTimeField(
        label=_("Business date and time"),
        help_text=_("Time in China. Every process follows at once; moving back undoes nothing that has happened."),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={
            "required": _("Give a date and a time."),
            "invalid": _("Give a date and a time, for example 2026-09-30 23:50."),
        },
    )

    def clean_to(self) -> datetime:
        to: datetime = self.cleaned_data["to"]
        if abs(to - timezone.now()) > FARTHEST:
            raise forms.ValidationError(_("The clock moves at most 20 years from today."))
        return to
