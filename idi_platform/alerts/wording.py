"""A notice in words. Only law in force and national law can be breached (LEGAL.md, basis)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from idi_platform.deadlines.public import Audience, Basis, audience_words, face
from idi_platform.dossiers.public import dossier_url
from idi_platform.tenancy.public import Actor
from idi_platform.ui.public import ClockFace, Tone

from .models import Notice, NoticeKind
from .news import news_of

_MISSED: Mapping[str, tuple[Promise, Tone]] = {
    Basis.IN_FORCE: (_("Breach: term not met"), Tone.BREACH),
    Basis.NATIONAL: (_("Breach: term not met"), Tone.BREACH),
    Basis.CONTRACT: (_("Contract term missed"), Tone.MISSED),
    Basis.CARRIED: (_("Carried-over term missed"), Tone.MISSED),
    Basis.SERVICE_NORM: (_("Service target missed"), Tone.NEUTRAL),
}
_STILL: Mapping[str, tuple[Promise, Tone]] = {
    Basis.IN_FORCE: (_("Breach continues: still not met"), Tone.BREACH),
    Basis.NATIONAL: (_("Breach continues: still not met"), Tone.BREACH),
    Basis.CONTRACT: (_("Contract term still not met"), Tone.MISSED),
    Basis.CARRIED: (_("Carried-over term still not met"), Tone.MISSED),
    Basis.SERVICE_NORM: (_("Service target still not met"), Tone.NEUTRAL),
}
# The act was done in time and entered after the miss was told.
_WITHDRAWN: tuple[Promise, Tone] = (_("Recorded as done in time"), Tone.NEUTRAL)
_REMINDER: tuple[Promise, Tone] = (_("Term ends soon"), Tone.NEAR)


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """One line of the inbox: what it says, how it looks, where it leads (the dossier, or what the news is about).

    `told` names everybody whom this step of the term tells; empty for other news.
    """

    notice: Notice
    headline: Promise
    tone: Tone
    face: ClockFace | None
    url: str
    told: str


def notice_line(notice: Notice, *, viewer: Actor, at: datetime) -> NoticeLine:
    """The notice as the viewer reads it; its clock shows what has become of the deadline by now."""
    headline, tone = headline_of(notice)
    return NoticeLine(
        notice=notice,
        headline=headline,
        tone=tone,
        face=face(notice.deadline, at) if notice.deadline else None,
        url=url_of(notice, viewer),
        told=told_by(notice),
    )


def told_by(notice: Notice) -> str:
    """Everybody whom the step of the term tells; empty for other news."""
    return audience_words(Audience(notice.tells)) if notice.tells else ""


def headline_of(notice: Notice) -> tuple[Promise, Tone]:
    """What happened, in the words that the basis of the term allows, unless a later entry took the miss back."""
    if news := news_of(notice.kind):
        return news.headline, news.tone
    if notice.kind == NoticeKind.REMINDER or notice.deadline is None:
        return _REMINDER
    if notice.deadline.met_at is not None and notice.deadline.met_at < notice.deadline.due_at:
        return _WITHDRAWN
    return (_MISSED if notice.kind == NoticeKind.MISSED else _STILL)[notice.deadline.basis]


def url_of(notice: Notice, viewer: Actor) -> str:
    """Where the notice leads for this reader; empty when nowhere."""
    news = news_of(notice.kind)
    return reverse(news.url_name, args=[notice.about_id]) if news else dossier_url(notice.dossier, viewer)
