"""Reading the inbox, viewer first."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from idi_platform.tenancy.public import Actor

from .models import Notice


@dataclass(frozen=True, slots=True)
class InboxCounts:
    """How many lines each filter of the inbox shows."""

    total: int
    unread: int
    kinds: dict[str, int]


def inbox(viewer: Actor, *, kind: str = "", unread: str = "") -> QuerySet[Notice]:
    """The viewer's notices, newest first, narrowed to a kind or (any text in `unread`) to those not read yet."""
    notices = Notice.objects.visible_to(viewer).select_related("dossier", "deadline__obliged", "deadline__dossier")
    if kind:
        notices = notices.filter(kind=kind)
    return notices.filter(read_at=None) if unread else notices


def inbox_counts(viewer: Actor) -> InboxCounts:
    """The counts of all filters. One query."""
    rows = Notice.objects.visible_to(viewer).order_by().values_list("kind")
    counted = list(rows.annotate(total=Count("pk"), unread=Count("pk", filter=Q(read_at=None))))
    return InboxCounts(
        total=sum(total for _kind, total, _unread in counted),
        unread=sum(unread for _kind, _total, unread in counted),
        kinds={kind: total for kind, total, _unread in counted},
    )
