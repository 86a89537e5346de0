"""The closed list of what words may name. No person, no home, no price: they stay behind the sign-in (ADR 0037)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from idi_platform.alerts.models import NoticeKind


class Placeholder(StrEnum):
    HEADLINE = "headline"
    FILE = "file"
    PROJECT = "project"
    CITY = "city"
    TERM = "term"
    LAST_DAY = "last_day"
    TIME_LEFT = "time_left"
    ORGANISATION = "organisation"
    TOLD = "told"
    LINK = "link"


Values = Mapping[Placeholder, str]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a placeholder stands for, and how many characters are kept for it where room is short (a link's: its own).

    Where `is_cut` a longer value is cut to it there; what may not be cut is never longer.
    """

    label: Promise
    room: int
    is_cut: bool = False
    of_terms: bool = False


MEANINGS: Mapping[Placeholder, Meaning] = {
    Placeholder.HEADLINE: Meaning(_("What happened, in the words that the basis of the term allows"), 60),
    Placeholder.FILE: Meaning(_("Number of the case file"), 40),
    Placeholder.PROJECT: Meaning(_("Number of the project"), 40),
    Placeholder.CITY: Meaning(_("The city"), 20, is_cut=True),
    Placeholder.TERM: Meaning(_("What is owed"), 40, is_cut=True, of_terms=True),
    Placeholder.LAST_DAY: Meaning(_("Last day of the term"), 28, of_terms=True),
    Placeholder.TIME_LEFT: Meaning(_("Days left or days late"), 24, of_terms=True),
    Placeholder.ORGANISATION: Meaning(_("The organisation that owes it"), 40, is_cut=True, of_terms=True),
    Placeholder.TOLD: Meaning(_("Whom this step of the term tells"), 60, is_cut=True, of_terms=True),
    Placeholder.LINK: Meaning(_("The link into the portal"), 0),
}
# What words write for one.
WRITTEN = re.compile(r"\{([^{}]*)\}")


def known_for(kind: str) -> list[Placeholder]:
    """Those that notices of the kind can fill: of terms only where there is one."""
    has_term = kind in NoticeKind
    return [name for name, meaning in MEANINGS.items() if has_term or not meaning.of_terms]


def fill(text: str, values: Values, *, cut: bool) -> str:
    """The text with its placeholders filled; `cut`: each to its room. KeyError for one that has no value."""
    return WRITTEN.sub(lambda found: _value(Placeholder(found[1]), values, cut=cut), text)


def room_of(text: str) -> int:
    """The most characters that the text has once filled and cut."""
    return len(WRITTEN.sub("", text)) + sum(_room(Placeholder(name)) for name in WRITTEN.findall(text))


def link_to(notice_id: UUID) -> str:
    """Where a message leads: to its reader's line of the inbox, which leads on."""
    return settings.PUBLIC_ADDRESS + reverse("alerts:open", args=[notice_id])


def _room(name: Placeholder) -> int:
    return len(link_to(UUID(int=0))) if name is Placeholder.LINK else MEANINGS[name].room


def _value(name: Placeholder, values: Values, *, cut: bool) -> str:
    value, meaning = values[name], MEANINGS[name]
    return f"{value[: meaning.room - 1]}…" if cut and meaning.is_cut and len(value) > meaning.room else value
