"""A notice as it leaves the portal: what happened, the file's number, a link; no name, no home, no price.

Personal messages say that we never ask for money and which number is ours, so that a false one is missed by it.
"""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from idi_platform.accounts.public import Membership, number_of
from idi_platform.alerts.channels import Outgoing
from idi_platform.alerts.currency import is_still_news
from idi_platform.alerts.models import ChannelKind, Notice, NoticeKind, Sending
from idi_platform.alerts.wording import headline_of
from idi_platform.dossiers.public import Dossier


class NotNeeded(Exception):
    """There is nothing to tell any more; its words say why."""


def outgoing(sending: Sending, *, at: datetime) -> Outgoing:
    """What to send, as things stand now. `at` is real time. Raises NotNeeded."""
    notice = sending.notice
    if notice.deadline is not None and not is_still_news(NoticeKind(notice.kind), notice.deadline):
        raise NotNeeded("done meanwhile")
    if sending.robot is not None:
        with translation.override(settings.LANGUAGE_CODE):
            text = "\n".join(_lines(notice))
        return Outgoing(_reference(sending), "", text, to=sending.robot.key, secret=sending.robot.secret)
    return _personal(sending, at=at)


def _personal(sending: Sending, *, at: datetime) -> Outgoing:
    notice = sending.notice
    if notice.read_at is not None:
        raise NotNeeded("read in the inbox")
    if not _sees(notice, at=at):
        raise NotNeeded("no longer the reader's business")
    to = _address(sending)
    with translation.override(settings.LANGUAGE_CODE):
        lines = [*_lines(notice), warning()]
        subject = f"{headline_of(notice)[0]} · {notice.dossier.number}"
    text = " ".join(lines) if sending.channel == ChannelKind.SMS else "\n\n".join(lines) + "\n"
    return Outgoing(_reference(sending), subject, text, to=to)


def warning() -> str:
    """What every message to a person ends with (LEGAL.md)."""
    return _("We never ask you for money. Our only number: %(hotline)s.") % {"hotline": settings.OFFICIAL_HOTLINE}


def _lines(notice: Notice) -> list[str]:
    link = settings.PUBLIC_ADDRESS + reverse("alerts:open", args=[notice.pk])
    return [str(headline_of(notice)[0]), notice.dossier.number, link]


def _address(sending: Sending) -> str:
    """The recipient's e-mail address or proven number of now."""
    person = sending.recipient
    if person is None:
        raise NotNeeded("no address")
    if sending.channel == ChannelKind.SMS:
        held = number_of(person.pk)
        to = held.number if held else ""
    else:
        to = person.email
    if not to:
        raise NotNeeded("no address")
    return to


def _sees(notice: Notice, *, at: datetime) -> bool:
    """Whether the recipient still works where they see the file, as the inbox would show it."""
    on = timezone.localdate(at)
    members = Membership.objects.valid_on(on).filter(city_id=notice.city_id, user_id=notice.recipient_id)
    return any(Dossier.objects.visible_to(member.actor()).filter(pk=notice.dossier_id).exists() for member in members)


def _reference(sending: Sending) -> str:
    """The same on every try. It names the city, since an answer comes from outside every city."""
    return f"{sending.city_id}.{sending.pk}"
