"""Notices as they leave the portal: what happened, the file's number, a link; no name, no home, no price.

Personal messages say that we never ask for money and which number is ours, so that a false one is missed by it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import ngettext

from idi_platform.accounts.public import Membership, User, number_of
from idi_platform.alerts.channels import Outgoing
from idi_platform.alerts.currency import is_still_news
from idi_platform.alerts.models import GROUP_OF, ChannelGroup, ChannelKind, Notice, NoticeKind, Sending
from idi_platform.alerts.preferences import calm, is_muted, wishes
from idi_platform.alerts.wording import headline_of
from idi_platform.alerts.words.choosing import words_for
from idi_platform.alerts.words.filling import Composed, compose, warned
from idi_platform.alerts.words.placeholders import link_to
from idi_platform.alerts.words.values import inbox_link, values_of
from idi_platform.dossiers.public import Dossier
from idi_platform.tenancy.public import clock_offset


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
        told = _composed(going, language=settings.LANGUAGE_CODE, at=at)
        return Outgoing(reference, "", told.text, to=first.robot.key, secret=first.robot.secret)
    preference = wishes([reader.pk], city_id=first.city_id).of(reader.pk)
    if (until := calm(preference, at=at)) > at:
        raise NotYet(until)
    told = _composed(going, language=preference.language, at=at)
    return Outgoing(reference, told.subject, told.text, to=_address(reader, first.channel))


def _composed(going: Sequence[Sending], *, language: str, at: datetime) -> Composed:
    group = GROUP_OF[ChannelKind(going[0].channel)]
    with translation.override(language):
        if len(going) > 1:
            return _together(going, group)
        notice = going[0].notice
        words = words_for(notice.kind, group, city_id=notice.city_id, language=language)
        return compose(words, values_of(notice, at=at + clock_offset()), group)


def _together(going: Sequence[Sending], group: ChannelGroup) -> Composed:
    """Several in one, in the product's words: how many, then each with its link; by text message the inbox's."""
    count = len(going)
    subject = ngettext("%(count)d message for you", "%(count)d messages for you", count) % {"count": count}
    if group == ChannelGroup.TEXT:
        return Composed(subject, warned(f"{subject} {inbox_link()}", group))
    lines = [f"{headline_of(one.notice)[0]} · {one.notice.dossier.number}\n{link_to(one.notice.pk)}" for one in going]
    between = "\n" if group == ChannelGroup.ROBOT else "\n\n"
    return Composed(subject, warned(between.join([subject, *lines]), group))


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
