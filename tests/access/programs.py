"""Programs of a city's lead insurer: one with a live key, one whose key has expired."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from idi_platform.accounts.public import Membership, Role
from idi_platform.api.models import ApiKey
from idi_platform.api.openings import scope_choices
from idi_platform.api.services.clients import let_program_in, make_key
from tests.access.asking import Key
from tests.world import CityWorld, member

LIFE = timedelta(days=9)


@dataclass(frozen=True)
class Programs:
    admin: Membership
    live: ApiKey
    live_key: Key
    expired_key: Key


def programs(city: CityWorld, prefix: str, *, at: datetime) -> Programs:
    """Both may all an adjuster may."""
    admin = member(f"{prefix}-admin", role=Role.ORG_ADMIN, city=city.city, organisation=city.insurer)
    live, live_key = _key("live", admin, at=at)
    expired, expired_key = _key("expired", admin, at=at)
    ApiKey.objects.filter(pk=expired.pk).update(created_at=at - LIFE, expires_at=at)
    return Programs(admin, live, live_key, expired_key)


def _key(name: str, admin: Membership, *, at: datetime) -> tuple[ApiKey, Key]:
    by = admin.actor()
    scopes = [scope for scope, _words in scope_choices([Role.ADJUSTER])]
    client = let_program_in(name=name, role=Role.ADJUSTER, scopes=scopes, by=by, at=at)
    key, text = make_key(client=client, expires_on=timezone.localdate(at) + LIFE, by=by, at=at)
    return key, Key(text)
