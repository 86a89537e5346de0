"""Form fields of days and moments, as people and browsers write them."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# No day of this trade lies outside: what does is a slip, and neither a calendar nor every program can hold it.
FIRST_YEAR, LAST_YEAR = 1900, 2999


def check_year(value: date) -> None:
    """Refuses a day or moment far outside any life of a building. ValidationError, of forms and of the API alike."""
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        told = {"first": FIRST_YEAR, "last": LAST_YEAR}
        raise ValidationError(_("The year must lie between %(first)s and %(last)s."), code="out_of_range", params=told)


class DayField(forms.DateField):
    """A civil day."""

    input_formats = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日")
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    default_validators = [check_year]
    default_error_messages: ClassVar[dict[str, Any]] = {
        "required": _("Give the day."),
        "invalid": _("Give a real date, for example 2026-03-27."),
    }


class MomentField(forms.DateTimeField):
    """A day and time, in the legal zone."""

    input_formats = ("%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M")
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    default_validators = [check_year]
    default_error_messages: ClassVar[dict[str, Any]] = {
        "required": _("Give day and time."),
        "invalid": _("Give day and time, for example 2026-03-27 14:30."),
    }
