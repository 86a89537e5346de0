"""Marking notices as read."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from idi_platform.tenancy.public import Actor

from .models import Notice


@transaction.atomic
def mark_read(*, notice_id: UUID, by: Actor, at: datetime) -> None:
    """Marks one of the reader's own notices. Again changes nothing. Notice.DoesNotExist for anybody else's."""
    notice = Notice.objects.visible_to(by).get(pk=notice_id)
    Notice.objects.filter(city_id=by.tenant_id, pk=notice.pk, read_at=None).update(read_at=at)


@transaction.atomic
def mark_all_read(*, by: Actor, at: datetime) -> int:
    """Marks every unread notice of the reader in this city; how many."""
    return Notice.objects.visible_to(by).filter(read_at=None).update(read_at=at)
