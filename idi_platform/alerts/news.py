"""News that is no deadline: apps above register what each kind is called and where its line leads, and tell it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.functional import Promise

from idi_platform.dossiers.public import Dossier
from idi_platform.outbox.public import Message
from idi_platform.tenancy.public import Actor
from idi_platform.ui.public import Tone

from .models import Notice
from .sending.planning import plan_sendings


@dataclass(frozen=True, slots=True)
class News:
    """A kind of news: its headline, how it looks, and the page of what it is about (one argument: that thing's id)."""

    headline: Promise
    tone: Tone
    url_name: str


_news: dict[str, News] = {}


def register_news(kind: str, *, headline: Promise, tone: Tone, url_name: str) -> None:
    """Names a kind, at most 20 characters. Called from apps.ready()."""
    _news[kind] = News(headline, tone, url_name)


def news_of(kind: str) -> News | None:
    """The registered kind; None for the notices of deadlines."""
    return _news.get(kind)


def news_kinds() -> list[tuple[str, Promise]]:
    """Every registered kind with its headline, for the inbox's filter."""
    return [(kind, news.headline) for kind, news in _news.items()]


def tell(
    *,
    kind: str,
    message: Message,
    dossier: Dossier,
    about_id: UUID,
    subject: str,
    recipients: Iterable[UUID],
    occurred_at: datetime,
    by: Actor,
) -> None:
    """Puts one line into each recipient's inbox. Runs in the message's commit; a second delivery adds nothing."""
    Notice.objects.bulk_create(
        [
            Notice(
                city_id=by.tenant_id,
                recipient_id=user_id,
                kind=kind,
                dossier=dossier,
                about_id=about_id,
                subject=subject,
                message_id=message.pk,
                occurred_at=occurred_at,
            )
            for user_id in set(recipients)
        ],
        ignore_conflicts=True,
    )
    plan_sendings(message, by=by)
