"""What alerts tells the layers below: who delivers news of deadlines, and the inbox in the header."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from idi_platform.deadlines.public import DEADLINE_TOPIC
from idi_platform.outbox.public import register_topic
from idi_platform.tenancy.public import current_actor
from idi_platform.ui.public import HeaderBadge, register_header_badge

from .delivery import deliver_deadline_news
from .models import Notice


def inbox_badge(_request: HttpRequest) -> HeaderBadge | None:
    """The reader's unread notices; nothing for whoever works in no city. One query."""
    actor = current_actor()
    if actor.city_id is None:
        return None
    unread = Notice.objects.visible_to(actor).filter(read_at=None).count()
    return HeaderBadge(label=_("Inbox"), icon="bell", url_name="alerts:inbox", count=unread)


register_topic(DEADLINE_TOPIC, deliver_deadline_news)
register_header_badge(inbox_badge)
