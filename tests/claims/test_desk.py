"""The queue of insurers and bureaus, its export, and the case page."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.models import Claim
from idi_platform.accounts.public import Membership
from idi_platform.tenancy.public import business_now, tenant_work
from idi_platform.ui.spreadsheet import formula_safe
from tests.claims.reports import AT, filed, signed_in, with_term
from tests.world import World

QUEUE = "/claims/"


def listed(membership: Membership, **wanted: str) -> list[str]:
    """The numbers on the page, in its order."""
    response = signed_in(membership).get(QUEUE, wanted)
    assert response.status_code == 200
    return [line.claim.dossier.number for line in response.context["lines"]]


def exported(membership: Membership, **wanted: str) -> list[list[str]]:
    response: Any = signed_in(membership).get(reverse("claims:list_csv"), wanted)
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


@pytest.fixture
def three(world: World) -> list[Claim]:
    """Claims overdue, due soon, and without a running term."""
    claims = [filed(world.here, at=AT + timedelta(minutes=minute)) for minute in range(3)]
    with_term(claims[0], business_now() - timedelta(days=1))
    with_term(claims[1], business_now() + timedelta(days=2))
    return claims


@pytest.mark.parametrize(
    ("wanted", "places"),
    [
        ({}, [1, 2, 3]),
        ({"clock": "overdue"}, [1]),
        ({"clock": "soon"}, [2]),
        ({"clock": "running"}, [2]),
        ({"clock": "none"}, [3]),
        ({"q": "000002"}, [2]),
        ({"q": "0301"}, [1, 2, 3]),
        ({"q": "100%"}, []),
        ({"state": "surveyed"}, []),
        ({"sort": "-number"}, [3, 2, 1]),
        ({"sort": "-due"}, [2, 1, 3]),
        ({"sort": "password", "clock": "nonsense", "district": "x", "page": "99"}, [1, 2, 3]),
    ],
)
def test_the_address_is_the_filter(world: World, three: list[Claim], wanted: dict[str, str], places: list[int]) -> None:
    expected = [f"CLM-2026-{place:06d}" for place in places]
    assert listed(world.here.adjuster, **wanted) == expected
    assert [row[0] for row in exported(world.here.officer, **wanted)[1:]] == expected


def test_each_row_shows_its_clock(world: World, three: list[Claim]) -> None:
    body = signed_in(world.here.adjuster, "en").get(QUEUE).content.decode()
    assert "Breach" in body
    assert "1 day late" in body
    assert "2 days left" in body
    assert "3 entries" in body


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("+86", "'+86"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("  =1", "'  =1"),
        ("＝1", "'＝1"),
        ("墙裂了", "墙裂了"),
        ("", ""),
    ],
)
def test_no_cell_is_a_formula(cell: str, safe: str) -> None:
    assert formula_safe(cell) == safe


def test_an_owners_formula_leaves_as_words(world: World) -> None:
    filed(world.here, description='=HYPERLINK("http://evil","click")')
    head, row = exported(world.here.adjuster)
    assert row[head.index("情况描述")] == '\'=HYPERLINK("http://evil","click")'


def test_the_export_holds_the_whole_list_and_nobody_elses(world: World) -> None:
    for minute in range(30):
        filed(world.here, at=AT + timedelta(minutes=minute))
    filed(world.there)
    assert len(listed(world.here.adjuster)) == 25
    assert len(exported(world.here.adjuster)) == 31
    assert len(exported(world.there.adjuster)) == 2


def test_the_queue_asks_as_often_for_thirty_claims_as_for_three(world: World) -> None:
    client = signed_in(world.here.adjuster)

    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(QUEUE)
        return len(captured)

    for minute in range(3):
        with_term(filed(world.here, at=AT + timedelta(minutes=minute)), AT + timedelta(days=7))
    asked()
    few = asked()
    for minute in range(3, 30):
        with_term(filed(world.here, at=AT + timedelta(minutes=minute)), AT + timedelta(days=7))
    assert asked() == few <= 15


def test_a_survey_is_recorded_from_the_case_page(world: World) -> None:
    claim = filed(world.here)
    client = signed_in(world.here.adjuster)
    case, url = reverse("claims:case", args=[claim.pk]), reverse("claims:step", args=[claim.pk, "survey"])
    assert "登记查勘" in client.get(case).content.decode()
    typed: dict[str, Any] = {"surveyed_at": "1999-01-01T10:00", "present": "业主与理赔员", "findings": "渗漏"}
    refused = client.post(url, typed)
    assert refused.status_code == 422
    assert "业主与理赔员" in refused.content.decode()
    at = business_now() - timedelta(minutes=1)
    with tenant_work(world.here.system):
        Claim.objects.update(filed_at=at - timedelta(days=1))
    typed["surveyed_at"] = f"{at.astimezone(AT.tzinfo):%Y-%m-%dT%H:%M}"
    assert client.post(url, typed).status_code == 302
    body = client.get(case).content.decode()
    assert "已上门查勘" in body
    assert "登记查勘" not in body


def test_only_an_adjuster_may_post_a_survey(world: World) -> None:
    claim = filed(world.here)
    url = reverse("claims:step", args=[claim.pk, "survey"])
    assert signed_in(world.here.officer).post(url, {}).status_code == 403
    assert signed_in(world.there.adjuster).post(url, {}).status_code == 404
    assert "登记查勘" not in signed_in(world.here.officer).get(reverse("claims:case", args=[claim.pk])).content.decode()
