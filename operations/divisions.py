"""Administrative divisions by GB/T 2260, with the years they were in force; the register is python-stdnum's."""

import re
from datetime import date

from stdnum import numdb

_REGISTER = "cn/loc"
# `[1997-1997]万县区,[1998-]万州区`: from the first year to the last; a name without brackets was never another.
_ENTRY = re.compile(r"(?:\[(?P<first>\d*)-(?P<last>\d*)\])?(?P<name>[^,\[]+)")
_CODE = re.compile(r"\d{6}")


def division_name(code: str, *, on: date) -> str | None:
    """The division's Chinese name that year; None when GB/T 2260 has none of that code then."""
    if not _CODE.fullmatch(code):
        return None
    told = {key: value for _part, values in numdb.get(_REGISTER).info(code) for key, value in values.items()}
    for entry in _ENTRY.finditer(told.get("county", "")):
        first, last = entry["first"], entry["last"]
        if (not first or int(first) <= on.year) and (not last or on.year <= int(last)):
            return entry["name"]
    return None


def lies_in(code: str, city_code: str) -> bool:
    """Whether a division lies in a city: by the city's own digits; a city without divisions is its own."""
    return code.startswith(city_code.removesuffix("00").removesuffix("00"))
