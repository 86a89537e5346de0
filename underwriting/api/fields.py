"""Money and shares as the API writes them: exact, never a float."""

import re
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from underwriting.rules.money import fen, yuan

SHARE = r"([1-9][0-9]{0,6})(?:/([1-9][0-9]{0,6}))?"


class Yuan(serializers.DecimalField):
    """Yuan in a string, `1234567.89`; kept as whole fen."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_digits=15, decimal_places=2, **kwargs)

    def to_internal_value(self, data: Any) -> Any:
        return fen(super().to_internal_value(data))

    def to_representation(self, value: Any) -> Any:
        return super().to_representation(yuan(value) or Decimal(0))


@extend_schema_field({"type": "string", "pattern": f"^{SHARE}$"})
class ExactShare(serializers.Field[Fraction, str, str, Fraction]):
    """A share as a fraction of whole numbers, `1/3`, or `1`."""

    default_error_messages = {"not_a_share": _("Write a share as a fraction such as 1/3.")}

    def to_internal_value(self, data: Any) -> Fraction:
        found = re.fullmatch(SHARE, data) if isinstance(data, str) else None
        if found is None:
            self.fail("not_a_share")
        return Fraction(int(found[1]), int(found[2] or 1))

    def to_representation(self, value: Fraction) -> str:
        return str(value)
