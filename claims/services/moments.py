"""Checks that several steps share: moments that people type, and words that somebody has to read."""

from datetime import datetime

from django.utils.translation import gettext as _

from claims.errors import ReasonMissing, TimeOutOfOrder
from idi_platform.dossiers.public import CIVIL_ZONE


def checked_moment(moment: datetime, *, since: datetime, at: datetime, field: str) -> datetime:
    """The moment, if `since` ≤ moment ≤ now. People write minutes: within the minute of `since` it is `since`.

    Raises:
        TimeOutOfOrder.
    """
    if not since.replace(second=0, microsecond=0) <= moment <= at:
        earliest = since.astimezone(CIVIL_ZONE).strftime("%Y-%m-%d %H:%M")
        raise TimeOutOfOrder(field=field, rule=_("%(earliest)s ≤ moment ≤ now") % {"earliest": earliest})
    return max(moment, since)


def required_words(words: str, *, field: str) -> str:
    """The words without the blanks around them. ReasonMissing when nothing is left."""
    kept = words.strip()
    if not kept:
        raise ReasonMissing(field=field, rule=_("Must be filled in"))
    return kept
