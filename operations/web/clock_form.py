"""The form that moves the demo's business clock."""

from datetime import datetime, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from idi_platform.ui.public import MomentField

# Calendars and stories of the demo lie within it.
FARTHEST = timedelta(days=20 * 366)


class ClockForm(forms.Form):
    to = MomentField(
        label=_("Business date and time"),
        help_text=_("Time in China. Every process follows at once; moving back undoes nothing that has happened."),
    )

    def clean_to(self) -> datetime:
        to: datetime = self.cleaned_data["to"]
        if abs(to - timezone.now()) > FARTHEST:
            raise forms.ValidationError(_("The clock moves at most 20 years from today."))
        return to
