"""Days and moments as the API reads and writes them."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

# No day of this trade lies outside: what does is a slip, and neither a calendar nor every program can hold it.
FIRST_YEAR, LAST_YEAR = 1900, 2999


def _within(value: date) -> None:
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        told = {"first": FIRST_YEAR, "last": LAST_YEAR}
        raise serializers.ValidationError(
            _("The year must lie between %(first)s and %(last)s.") % told, code="out_of_range"
        )


class Day(serializers.DateField):
    """A civil day, `2026-09-24`."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.validators.append(_within)


class Moment(serializers.DateTimeField):
    """An aware moment; read with any offset, written as `2026-09-24T10:00:00+08:00`."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(default_timezone=timezone.get_default_timezone(), **kwargs)
        self.validators.append(_within)

    def to_representation(self, value: datetime) -> str:
        return value.astimezone(timezone.get_default_timezone()).isoformat(timespec="seconds")


class OpenChoice(serializers.ChoiceField):
    """A choice that is still open is kept as an empty word, and told as null."""

    def __init__(self, choices: Any, **kwargs: Any) -> None:
        super().__init__(choices, allow_null=True, **kwargs)

    def to_representation(self, value: Any) -> Any:
        return super().to_representation(value) or None
