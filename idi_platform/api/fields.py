"""Moments as the API writes them: ISO 8601 to the second, with the offset of the country's one time zone."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from rest_framework import serializers


class Moment(serializers.DateTimeField):
    """An aware moment; read with any offset, written as `2026-09-24T10:00:00+08:00`."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(default_timezone=timezone.get_default_timezone(), **kwargs)

    def to_representation(self, value: datetime) -> str:
        return value.astimezone(timezone.get_default_timezone()).isoformat(timespec="seconds")
