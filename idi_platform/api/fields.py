"""Days and moments as the API reads and writes them."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from rest_framework import serializers

from idi_platform.privacy.public import shown
from idi_platform.tenancy.public import current_actor
from idi_platform.ui.public import check_year


class Day(serializers.DateField):
    """A civil day, `2026-09-24`."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.validators.append(check_year)


class Moment(serializers.DateTimeField):
    """An aware moment; read with any offset, written as `2026-09-24T10:00:00+08:00`."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(default_timezone=timezone.get_default_timezone(), **kwargs)

    def enforce_timezone(self, value: datetime) -> datetime:
        check_year(value)  # before it is told in UTC: year 1 begins before all time there
        moment: datetime = super().enforce_timezone(value)
        return moment

    def to_representation(self, value: datetime) -> str:
        return value.astimezone(timezone.get_default_timezone()).isoformat(timespec="seconds")


class OpenChoice(serializers.ChoiceField):
    """A choice that is still open is kept as an empty word, and told as null."""

    def __init__(self, choices: Any, **kwargs: Any) -> None:
        super().__init__(choices, allow_null=True, **kwargs)

    def to_representation(self, value: Any) -> Any:
        return super().to_representation(value) or None


class Shown(serializers.CharField):
    """Personal data of the row, by the register's path: plain or masked, as the caller may see it."""

    def __init__(self, path: str, **kwargs: Any) -> None:
        self.path = path
        super().__init__(**{"source": "*", "read_only": True, **kwargs})

    def to_representation(self, value: Any) -> str:
        return shown(value, self.path, current_actor())
