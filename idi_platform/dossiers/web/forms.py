"""What is said of a wrongly entered entry."""

from datetime import datetime
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from idi_platform.ui.public import MomentField


class Truth(models.TextChoices):
    OTHER_TIME = "other_time", _("It happened at another time")
    NEVER = "never", _("It did not happen")


class CorrectionForm(forms.Form):
    truth = forms.ChoiceField(
        label=_("What is true"),
        choices=Truth.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say what is true.")},
    )
    happened_at = MomentField(
        label=_("When it happened"), required=False, help_text=_("Only if it happened at another time.")
    )
    reason = forms.CharField(
        label=_("Why the entry is wrong"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Stays in the case file for good. No names and no numbers of people."),
        error_messages={"required": _("Say why the entry is wrong.")},
    )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("truth") == Truth.OTHER_TIME and not told.get("happened_at") and "happened_at" not in self.errors:
            self.add_error("happened_at", _("Give day and time."))
        return told

    @property
    def true_moment(self) -> datetime | None:
        """When it happened in truth; None: it never did."""
        found: datetime | None = self.cleaned_data["happened_at"]
        return found if self.cleaned_data["truth"] == Truth.OTHER_TIME else None
