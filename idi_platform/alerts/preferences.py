"""When and whether a notice leaves for a person: their wishes, their night, the cases they muted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from idi_platform.accounts.public import Membership
from idi_platform.deadlines.public import Basis
from idi_platform.dossiers.public import CIVIL_ZONE
from idi_platform.tenancy.public import Actor

from .models import ANY_KIND, Choice, Mute, Notice, NoticeKind, Preference, Way

_DAY = timedelta(days=1)
_BREACHES = frozenset({Basis.IN_FORCE, Basis.NATIONAL})


@dataclass(frozen=True, slots=True)
class Wishes:
    """What some people of one city asked for; of whoever asked for nothing, what the product does."""

    city_id: int
    preferences: Mapping[UUID, Preference]
    choices: Mapping[tuple[UUID, str, str], str]

    def way(self, user_id: UUID, kind: str, channel: str) -> Way:
        any_kind = self.choices.get((user_id, ANY_KIND, channel), Way.NOW)
        return Way(self.choices.get((user_id, kind, channel), any_kind))

    def of(self, user_id: UUID) -> Preference:
        return self.preferences.get(user_id) or Preference(city_id=self.city_id, user_id=user_id)


def wishes(user_ids: Iterable[UUID], *, city_id: int) -> Wishes:
    """Two queries, however many people."""
    ids = set(user_ids)
    rows = Preference.objects.filter(city_id=city_id, user_id__in=ids)
    choices = Choice.objects.filter(city_id=city_id, user_id__in=ids)
    return Wishes(
        city_id,
        {row.user_id: row for row in rows},
        {(row.user_id, row.kind, row.channel): row.way for row in choices},
    )


def leaves_at(way: Way, preference: Preference, *, at: datetime) -> datetime:
    """The next moment at which it may leave."""
    if way in {Way.DAILY, Way.WEEKLY}:
        local = at.astimezone(CIVIL_ZONE)
        day = local.date() if local.time() < preference.digest_at else local.date() + _DAY
        if way == Way.WEEKLY:
            day += _DAY * (-day.weekday() % 7)
        at = datetime.combine(day, preference.digest_at, CIVIL_ZONE)
    return calm(preference, at=at)


def calm(preference: Preference, *, at: datetime) -> datetime:
    """The moment itself, or the end of the quiet hours that it falls into."""
    local = at.astimezone(CIVIL_ZONE)
    start, end, now = preference.quiet_from, preference.quiet_until, local.time()
    if start == end:
        return at
    overnight = start > end
    quiet = (now >= start or now < end) if overnight else start <= now < end
    if not quiet:
        return at
    day = local.date() + _DAY if overnight and now >= start else local.date()
    return datetime.combine(day, end, CIVIL_ZONE)


def is_muted(notice: Notice, *, at: datetime) -> bool:
    """Whether its reader muted the case, and may: whoever is obliged hears of a breach of the law (LEGAL.md)."""
    muted = Mute.objects.filter(
        city_id=notice.city_id,
        user_id=notice.recipient_id,
        dossier_id=notice.dossier_id,
        since__lte=at,
        until__gt=at,
    )
    return muted.exists() and not _is_obliged_to_hear(notice, at=at)


def _is_obliged_to_hear(notice: Notice, *, at: datetime) -> bool:
    deadline = notice.deadline
    if deadline is None or notice.kind == NoticeKind.REMINDER or deadline.basis not in _BREACHES:
        return False
    members = Membership.objects.valid_on(at.astimezone(CIVIL_ZONE).date())
    return members.filter(
        city_id=notice.city_id, user_id=notice.recipient_id, organisation_id=deadline.obliged_id
    ).exists()


@transaction.atomic
def keep_preferences(*, preference: Preference, ways: Mapping[tuple[str, str], str], by: Actor) -> None:
    """Keeps one's own hours, language and wishes; `ways` by kind and channel."""
    preference.city_id, preference.user_id = by.tenant_id, by.person_id
    Preference.objects.update_or_create(
        city_id=by.tenant_id,
        user_id=by.person_id,
        defaults={name: getattr(preference, name) for name in ("quiet_from", "quiet_until", "digest_at", "language")},
    )
    Choice.objects.bulk_create(
        [
            Choice(city_id=by.tenant_id, user_id=by.person_id, kind=kind, channel=channel, way=way)
            for (kind, channel), way in ways.items()
        ],
        update_conflicts=True,
        unique_fields=["city", "user", "kind", "channel"],
        update_fields=["way"],
    )
