"""Text messages: written here in the caller's transaction, sent by the installation's gateway (alerts.sending.texts).

Without one a demo shows them on a page and no other installation writes any (`can_text`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from idi_platform.accounts.models import TextMessage
from idi_platform.ui.public import sentences

_DEMO_SHOWS = 20


def can_text() -> bool:
    """Whether a message would reach anybody."""
    return bool(settings.DEMO_MODE or (settings.SMS_GATEWAY and settings.SMS_SECRET))


@transaction.atomic
def send_text_message(*, number: str, text: str, at: datetime, lasts: timedelta) -> None:
    """Writes a message to a mobile number; after `lasts` it is no longer worth sending. `at` is real time.

    Each one says that we never ask for money and which number is ours, so that a false one is missed by it.
    """
    TextMessage.objects.filter(expires_at__lte=at).delete()
    warning = _("We never ask you for money. Our only number: %(hotline)s.") % {"hotline": settings.OFFICIAL_HOTLINE}
    TextMessage.objects.create(number=number, text=sentences(text, warning), written_at=at, expires_at=at + lasts)


@transaction.atomic
def take_text(*, at: datetime) -> TextMessage | None:
    """The next message that waits and still holds, marked as sent; no two workers take the same. `at` is real time."""
    waiting = TextMessage.objects.filter(sent_at=None, expires_at__gt=at).order_by("written_at", "pk")
    message = waiting.select_for_update(skip_locked=True).first()
    if message is not None:
        TextMessage.objects.filter(pk=message.pk).update(sent_at=at)
    return message


def put_text_back(message: TextMessage) -> None:
    """It waits again."""
    TextMessage.objects.filter(pk=message.pk).update(sent_at=None)


@dataclass(frozen=True, slots=True)
class Shown:
    """A message as the demo shows it."""

    number: str
    text: str
    written_at: datetime


def demo_messages(*, at: datetime, number: str | None = None) -> Iterator[Shown]:
    """The last messages that still hold, newest first, of one number or of all; none outside a demo."""
    if not settings.DEMO_MODE:
        return
    waiting = TextMessage.objects.filter(expires_at__gt=at).order_by("-written_at", "-pk")
    for message in waiting[:_DEMO_SHOWS]:
        if number in {None, message.number}:
            yield Shown(message.number, message.text, message.written_at)
