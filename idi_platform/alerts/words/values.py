"""What fills the placeholders: of a notice as things stand, or made up for a preview."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from idi_platform.alerts.models import ANY_KIND, Notice, NoticeKind
from idi_platform.alerts.news import news_of
from idi_platform.alerts.wording import headline_of, told_by
from idi_platform.deadlines.public import Audience, Deadline, audience_words, resolver
from idi_platform.dossiers.public import CIVIL_ZONE, Dossier, DossierKind
from idi_platform.tenancy.public import City
from idi_platform.ui.public import due_words, time_left_words

from .placeholders import Placeholder, Values, link_to

NOTHING = "–"
_KINDS: Mapping[str, Promise] = {ANY_KIND: _("Finding to be put right"), **dict(NoticeKind.choices)}


def values_of(notice: Notice, *, at: datetime) -> Values:
    """In the language that is set. `at` is business time: days are counted to it."""
    return {
        Placeholder.HEADLINE: str(headline_of(notice)[0]),
        Placeholder.FILE: notice.dossier.number,
        Placeholder.PROJECT: _project_of(notice.dossier),
        Placeholder.CITY: notice.city.name,
        Placeholder.LINK: link_to(notice.pk),
        **(_of_term(notice.deadline, at=at) if notice.deadline else _no_term()),
        Placeholder.TOLD: told_by(notice) or NOTHING,
    }


def made_up(kind: str, *, city: City, at: datetime) -> Values:
    """Values of a notice that never was."""
    news = news_of(kind)
    due_at = at.astimezone(CIVIL_ZONE).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=4)
    return {
        Placeholder.HEADLINE: str(news.headline if news else _KINDS[kind]),
        Placeholder.FILE: "CLM-2026-000000",
        Placeholder.PROJECT: "PRJ-2026-000000",
        Placeholder.CITY: city.name,
        Placeholder.LINK: inbox_link(),
        Placeholder.TERM: str(_("A term made up")),
        Placeholder.LAST_DAY: due_words(due_at),
        Placeholder.TIME_LEFT: time_left_words(due_at, at),
        Placeholder.ORGANISATION: str(_("An organisation made up")),
        Placeholder.TOLD: audience_words(Audience.CHARGED | Audience.MANAGERS),
    }


def inbox_link() -> str:
    return settings.PUBLIC_ADDRESS + reverse("alerts:inbox")


def _of_term(deadline: Deadline, *, at: datetime) -> Values:
    stands_still = deadline.suspended_since is not None
    return {
        Placeholder.TERM: resolver().label(deadline.duty),
        Placeholder.LAST_DAY: NOTHING if stands_still else due_words(deadline.due_at),
        Placeholder.TIME_LEFT: NOTHING if stands_still else time_left_words(deadline.due_at, at),
        Placeholder.ORGANISATION: deadline.obliged.name,
    }


def _no_term() -> Values:
    of_terms = (Placeholder.TERM, Placeholder.LAST_DAY, Placeholder.TIME_LEFT, Placeholder.ORGANISATION)
    return dict.fromkeys(of_terms, NOTHING)


def _project_of(dossier: Dossier) -> str:
    """An organisation's file has none."""
    project: Dossier | None = dossier.parent_project
    if project is not None:
        return project.number
    return dossier.number if dossier.kind == DossierKind.PROJECT else NOTHING
