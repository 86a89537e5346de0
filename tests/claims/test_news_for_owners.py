"""Owners are told in their inbox what becomes of their claim: each once, in plain words, with a link to it."""

from datetime import timedelta
from decimal import Decimal

import pytest

from claims.news import HEADLINES, TOPIC, deliver_claim_news
from claims.public import Begun, Form, Result, Terms, record_payment
from idi_platform.accounts.public import Membership, Role
from idi_platform.alerts.models import Notice
from idi_platform.outbox.public import Message
from idi_platform.registry.public import record_ownership
from idi_platform.tenancy.public import tenant_work
from tests.claims.calls import called
from tests.claims.path import Path, as_, begun, picture, surveyed
from tests.claims.reports import AT, filed, signed_in
from tests.world import CityWorld, World, member

LATER = AT + timedelta(days=1)


def deliver(city: CityWorld) -> None:
    """Delivers every message of ours twice: the second delivery tells nothing."""
    with tenant_work(city.system) as by:
        for message in [*Message.objects.filter(topic=TOPIC).order_by("created_at", "pk")] * 2:
            deliver_claim_news(message, by)


def told(person: Membership) -> list[str]:
    with tenant_work(person.actor()) as by:
        return list(Notice.objects.visible_to(by).order_by("occurred_at", "pk").values_list("kind", flat=True))


def test_filing_is_no_news_for_whoever_filed(world: World) -> None:
    filed(world.here)
    deliver(world.here)
    assert told(world.here.owner) == []


@pytest.mark.shows("BJ-083", "HZ-133", "JM-048", "NAT-014")
def test_each_result_on_the_way_to_repaired_works_is_news(jiangmen: World) -> None:
    path = begun(jiangmen.here, AT)
    path.survey(AT + timedelta(hours=1))
    path.ask(AT + timedelta(hours=2))
    path.determine(Result.COVERED, AT + timedelta(hours=3))
    path.offer(AT + timedelta(hours=4))
    path.accept(AT + timedelta(hours=5))
    path.start(LATER)
    path.complete(LATER + timedelta(hours=1))
    deliver(jiangmen.here)
    assert told(jiangmen.here.owner) == [
        "claim_surveyed",
        "claim_documents",
        "claim_covered",
        "claim_offered",
        "claim_works",
        "claim_repaired",
    ]


def test_a_denial_is_news_once_it_is_made_and_not_while_it_waits_for_the_second_person(jiangmen: World) -> None:
    path = surveyed(jiangmen.here, AT)
    path.determine(Result.NOT_COVERED, AT + timedelta(hours=2))
    deliver(jiangmen.here)
    assert told(jiangmen.here.owner) == ["claim_surveyed"]
    path.approve(AT + timedelta(hours=3))
    path.deny(AT + timedelta(hours=4))
    deliver(jiangmen.here)
    assert told(jiangmen.here.owner) == ["claim_surveyed", "claim_not_covered", "claim_denial"]


def paid(path: Path) -> None:
    path.determine(Result.COVERED, AT + timedelta(hours=3))
    path.offer(AT + timedelta(hours=4), Terms(Form.PAYMENT, Decimal(100), "赔付", start_on=LATER.date()))
    path.accept(AT + timedelta(hours=5))
    begun = Begun(LATER, "已付", picture(), "receipt.jpg")
    as_(path.city.adjuster, lambda by: record_payment(claim=path.claim, begun=begun, by=by, at=LATER))


def test_money_and_works_are_told_apart(jiangmen: World) -> None:
    paid(surveyed(jiangmen.here, AT))
    deliver(jiangmen.here)
    assert told(jiangmen.here.owner)[-1] == "claim_paid"


def test_every_owner_of_the_day_hears_of_a_call_and_no_neighbour(jiangmen: World) -> None:
    city = jiangmen.here
    second, former = (member(name, role=Role.OWNER, city=city.city) for name in ("second", "former"))
    with tenant_work(city.system) as by:
        record_ownership(unit=city.unit, owner=second.user, from_on=AT.date() - timedelta(days=9), by=by, at=AT)
    called(city)
    deliver(city)
    assert told(city.owner) == told(second) == ["claim_called"]
    assert told(former) == told(jiangmen.there.owner) == told(city.adjuster) == []


@pytest.mark.parametrize(("language", "words"), [("zh-hans", "查勘"), ("en", "The survey of your home is on record")])
def test_the_owner_reads_it_on_their_own_page_and_is_led_to_the_claim(
    jiangmen: World, language: str, words: str
) -> None:
    path = surveyed(jiangmen.here, AT)
    deliver(jiangmen.here)
    body = signed_in(jiangmen.here.owner, language).get("/inbox/").content.decode()
    assert words in body
    assert f"/my/claims/{path.claim.pk}/" in body
    assert 'class="public"' in body


def test_every_kind_fits_its_column() -> None:
    longest = Notice._meta.get_field("kind").max_length
    assert longest is not None
    assert max(map(len, HEADLINES)) <= longest
