"""Days and moments as forms take them."""

from datetime import date

import pytest
from django import forms

from idi_platform.ui.public import DayField, MomentField


class Both(forms.Form):
    on = DayField()
    at = MomentField()


@pytest.mark.parametrize("typed", ["2026-03-27", "2026/03/27", "2026.03.27", "2026年3月27日"])
def test_a_day_is_read_as_people_write_it(typed: str) -> None:
    form = Both({"on": typed, "at": "2026-03-27T14:30"})
    assert form.is_valid()
    assert form.cleaned_data["on"] == date(2026, 3, 27)


@pytest.mark.parametrize("year", ["0001", "1899", "3000", "9999"])
def test_a_year_that_no_building_knows_is_refused(year: str) -> None:
    """The first of January of year 1 in China is a moment before year 1, which no program reads back."""
    form = Both({"on": f"{year}-01-01", "at": f"{year}-01-01T00:00"})
    assert form.errors == {key: ["年份须在 1900 年至 2999 年之间。"] for key in ("on", "at")}
