"""Making a feed, taking it back, and finding it by its token."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from idi_platform.accounts.public import Membership
from idi_platform.alerts.models import CalendarFeed
from idi_platform.audit.public import record_platform
from idi_platform.dossiers.public import Dossier
from idi_platform.tenancy.public import Actor

from .tokens import digest_of, new_token

_NOTED_EVERY = timedelta(hours=1)


@transaction.atomic
def make_feed(*, dossier: Dossier | None, by: Actor, at: datetime) -> str:
    """A feed of the membership at work, of everything or of one home or project; its token, never to be read again."""
    own = Membership.objects.valid_on(timezone.localdate(at)).filter(user_id=by.person_id, city_id=by.tenant_id)
    membership = next(one for one in own if one.actor() == by)
    token = new_token(by.tenant_id)
    feed = CalendarFeed.objects.create(
        city_id=by.tenant_id, membership=membership, dossier=dossier, digest=digest_of(token), made_at=at
    )
    _record("calendar_feed_made", feed, by=by, at=at)
    return token


@transaction.atomic
def revoke_feed(*, feed: CalendarFeed, by: Actor, at: datetime) -> None:
    """From now on its address is nobody's. Again changes nothing."""
    if CalendarFeed.objects.filter(city_id=feed.city_id, pk=feed.pk, revoked_at=None).update(revoked_at=at):
        _record("calendar_feed_revoked", feed, by=by, at=at)


def feed_behind(token: str, *, city_id: int, at: datetime) -> CalendarFeed | None:
    """The feed, while it stands and its membership is in force."""
    found = CalendarFeed.objects.open().filter(city_id=city_id, digest=digest_of(token))
    feed = found.select_related("membership").first()
    if feed is None or not Membership.objects.valid_on(timezone.localdate(at)).filter(pk=feed.membership_id).exists():
        return None
    long_ago = Q(asked_at=None) | Q(asked_at__lte=at - _NOTED_EVERY)
    CalendarFeed.objects.filter(long_ago, city_id=city_id, pk=feed.pk).update(asked_at=at)
    return feed


def _record(code: str, feed: CalendarFeed, *, by: Actor, at: datetime) -> None:
    payload = {"dossier": str(feed.dossier_id)} if feed.dossier_id else {}
    record_platform(code=code, subject="alerts.calendarfeed", subject_id=feed.pk, by=by, at=at, payload=payload)
