"""The inbox in the header of every page."""

from django.utils.translation import gettext_lazy as _

from idi_platform.tenancy.public import Actor
from idi_platform.ui.public import HeaderBadge

from .models import Notice


def inbox_badge(viewer: Actor) -> HeaderBadge | None:
    """The viewer's unread notices; nothing for whoever works in no city. One query."""
    if viewer.city_id is None:
        return None
    unread = Notice.objects.visible_to(viewer).filter(read_at=None).count()
    return HeaderBadge(
        label=_("Inbox"), icon="bell", url_name="alerts:inbox", count=unread, count_url_name="alerts:count"
    )
