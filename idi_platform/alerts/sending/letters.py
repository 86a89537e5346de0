"""Notices as they leave the portal: what happened, the file's number, a link; no name, no home, no price.

Personal messages say that we never ask for money and which number is ours, so that a false one is missed by it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from idi_platform.accounts.public import Membership, User, number_of
from idi_platform.alerts.channels import Outgoing
from idi_platform.alerts.currency import is_still_news
from idi_platform.alerts.models import ChannelKind, Notice, NoticeKind, Sending
from idi_platform.alerts.preferences import calm, is_muted, wishes
from idi_platform.alerts.wording import headline_of
from idi_platform.dossiers.public import Dossier


class NotNeeded(Exception):
    """There is nothing to tell any more; its words say why."""


class NotYet(Exception):
    """The reader's quiet hours: nothing leaves before `until`."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until.isoformat())
        self.until = until


@dataclass(frozen=True, slots=True)
class Parcel:
    """What goes to one reader or group at once, and what need not go, with the reason."""

    going: Sequence[Sending]
    spared: Sequence[tuple[Sending, str]]
    outgoing: Outgoing | None


def pack(sendings: Iterable[Sending], *, at: datetime) -> Parcel:
    """Several sendings to one reader or group by one channel, as things stand now. `at` is real time. Raises NotYet."""
    going: list[Sending] = []
    spared: list[tuple[Sending, str]] = []
    for sending in sendings:
        try:
            _check(sending, at=at)
        except NotNeeded as reason:
            spared.append((sending, str(reason)))
        else:
            going.append(sending)
    return Parcel(going, spared, _outgoing(going, at=at) if going else None)


def _check(sending: Sending, *, at: datetime) -> None:
    notice = sending.notice
    if notice.deadline is not None and not is_still_news(NoticeKind(notice.kind), notice.deadline):
        raise NotNeeded("done meanwhile")
    if sending.recipient is None:
        return
    if notice.read_at is not None:
        raise NotNeeded("read in the inbox")
    if is_muted(notice, at=at):
        raise NotNeeded("the case is muted")
    if not _sees(notice, at=at):
        raise NotNeeded("no longer the reader's business")
    if not _address(sending.recipient, sending.channel):
        raise NotNeeded("no address")


def _outgoing(going: Sequence[Sending], *, at: datetime) -> Outgoing:
    first, reader = going[0], going[0].notice.recipient
    # The same on every try. It names the city, since an answer comes from outside every city.
    reference = f"{first.city_id}.{first.pk}"
    if first.robot is not None:
        with translation.override(settings.LANGUAGE_CODE):
            _subject, lines = _words(going)
        return Outgoing(reference, "", "\n".join(lines), to=first.robot.key, secret=first.robot.secret)
    preference = wishes([reader.pk], city_id=first.city_id).of(reader.pk)
    if (until := calm(preference, at=at)) > at:
        raise NotYet(until)
    with translation.override(preference.language):
        subject, lines = _words(going)
        is_text = first.channel == ChannelKind.SMS
        if is_text and len(going) > 1:
            lines = [subject, _inbox()]
        lines = [*lines, warning()]
    text = " ".join(lines) if is_text else "\n\n".join(lines) + "\n"
    return Outgoing(reference, subject, text, to=_address(reader, first.channel))


def warning() -> str:
    """What every message to a person ends with (LEGAL.md)."""
    return _("We never ask you for money. Our only number: %(hotline)s.") % {"hotline": settings.OFFICIAL_HOTLINE}


def _words(going: Sequence[Sending]) -> tuple[str, list[str]]:
    """Subject and lines, in the language that is set."""
    if len(going) == 1:
        notice = going[0].notice
        headline = str(headline_of(notice)[0])
        return f"{headline} · {notice.dossier.number}", [headline, notice.dossier.number, _link(notice)]
    count = len(going)
    subject = ngettext("%(count)d message for you", "%(count)d messages for you", count) % {"count": count}
    told = [f"{headline_of(one.notice)[0]} · {one.notice.dossier.number}\n{_link(one.notice)}" for one in going]
    return subject, [subject, *told]


def _link(notice: Notice) -> str:
    return settings.PUBLIC_ADDRESS + reverse("alerts:open", args=[notice.pk])


def _inbox() -> str:
    return settings.PUBLIC_ADDRESS + reverse("alerts:inbox")


def _address(person: User, channel: str) -> str:
    """The e-mail address or proven number of now; empty when there is none."""
    if channel == ChannelKind.EMAIL:
        return person.email
    held = number_of(person.pk)
    return held.number if held else ""


def _sees(notice: Notice, *, at: datetime) -> bool:
    """Whether the recipient still works where they see the file, as the inbox would show it."""
    on = timezone.localdate(at)
    members = Membership.objects.valid_on(on).filter(city_id=notice.city_id, user_id=notice.recipient_id)
    return any(Dossier.objects.visible_to(member.actor()).filter(pk=notice.dossier_id).exists() for member in members)
