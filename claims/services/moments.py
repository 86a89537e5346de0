"""Checks that several steps share: moments that people type, and words that somebody has to read."""

from datetime import datetime

from django.utils.translation import gettext as _

from claims.errors import ReasonMissing, TimeOutOfOrder
from idi_platform.dossiers.public import CIVIL_ZONE


def check_moment(moment: datetime, *, since: datetime, at: datetime, field: str) -> None:
    """`since` ≤ moment ≤ now. People write minutes, so the seconds of `since` do not count. TimeOutOfOrder."""
    if not since.replace(second=0, microsecond=0) <= moment <= at:
        earliest = since.astimezone(CIVIL_ZONE).strftime("%Y-%m-%d %H:%M")
        raise TimeOutOfOrder(field=field, rule=_("%(earliest)s ≤ moment ≤ now") % {"earliest": earliest})


def required_words(words: str, *, field: str) -> str:
    """The words without the blanks around them. ReasonMissing when nothing is left."""
    kept = words.strip()
    if not kept:
        raise ReasonMissing(field=field, rule=_("Must be filled in"))
    return kept
