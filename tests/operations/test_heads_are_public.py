"""Heads of days that ended are everybody's to keep: page and API, without sign-in and without a person."""

from datetime import datetime, timedelta

from django.test import Client
from django.urls import reverse

from idi_platform.audit.models import DailyHead, Seal
from idi_platform.audit.sealing import publish_heads
from tests.audit.chain import happened, head, sealed
from tests.threads import connected
from tests.world import ZONE, World

NIGHT = datetime(2026, 11, 20, 23, 59, tzinfo=ZONE)


def published(database: str, at: datetime) -> int:
    with connected(database, "idi_clock"):
        return publish_heads(at=at)


def test_each_day_with_something_sealed_has_one_head(committed_world: World, committed_db: str) -> None:
    here = committed_world.here
    sealed(committed_db, at=NIGHT)
    first = head(here)
    assert published(committed_db, NIGHT + timedelta(minutes=5)) == 0
    happened(here, "noted")
    sealed(committed_db, at=NIGHT + timedelta(days=1))
    assert published(committed_db, NIGHT + timedelta(days=3)) == 3
    assert published(committed_db, NIGHT + timedelta(days=3)) == 0
    days = DailyHead.objects.filter(chain=here.city.pk).order_by("day")
    assert [(one.day.day, bytes(one.hash).hex()) for one in days] == [(20, first), (21, head(here))]
    page = Client().get(reverse("audit:heads"), headers={"accept-language": "en"}).content.decode()
    answer = Client().get("/api/v1/audit/heads/").json()
    assert {head(here), first} <= {one["hash"] for one in answer["results"]}
    assert {"2026-11-20", "2026-11-21"} == {one["day"] for one in answer["results"]}
    assert {one["chain"] for one in answer["results"]} == {here.city.code, committed_world.there.city.code}
    assert head(here) in page
    assert first in page


def test_a_day_is_not_published_while_it_may_still_be_sealed(committed_world: World, committed_db: str) -> None:
    sealed(committed_db, at=NIGHT)
    assert published(committed_db, NIGHT + timedelta(minutes=9)) == 0
    assert published(committed_db, NIGHT + timedelta(minutes=11)) == Seal.objects.values("chain").distinct().count()
