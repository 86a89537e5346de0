"""A State Council notice: entered by one administrator, foreseen, taken into use by another."""

import pytest
from django.test import Client
from django.utils import timezone

from idi_platform.accounts.public import Membership, Role
from idi_platform.deadlines.models import CalendarYear, Recomputation
from idi_platform.deadlines.tasks import recompute_everywhere
from idi_platform.tenancy.public import tenant_work
from operations.calendars import foresee
from operations.errors import NotYours
from operations.models import Proposal
from operations.services.calendars import ask_to_import, notice_of
from operations.services.deciding import approve
from tests.deadlines.notices import NOTICE
from tests.supervision.cases import Term, moment, start_term
from tests.world import World, member

FORM = {
    "year": "2027",
    "number": NOTICE.number,
    "issued_on": "2026-11-03",
    "source": NOTICE.source,
    "text": NOTICE.text,
    "reason": "公布",
}


@pytest.fixture
def operator(world: World) -> Membership:
    return world.operator


@pytest.fixture
def security(world: World) -> Membership:
    return member("security", role=Role.SECURITY_ADMIN)


def signed_in(who: Membership) -> Client:
    client = Client()
    client.force_login(who.user)
    return client


def test_a_notice_is_entered_foreseen_and_taken_into_use_by_two(
    world: World, operator: Membership, security: Membership
) -> None:
    client = signed_in(operator)
    answer = client.post("/operations/calendars/import/", FORM)
    proposal = Proposal.objects.get()
    assert answer.headers["Location"] == f"/operations/calendars/{proposal.pk}/"
    assert client.get(answer.headers["Location"]).status_code == 200
    with pytest.raises(NotYours):
        approve(proposal_id=proposal.pk, by=operator.actor(), at=timezone.now())
    assert CalendarYear.objects.get(year=2027).status == "provisional"
    approve(proposal_id=proposal.pk, by=security.actor(), at=timezone.now())
    year = CalendarYear.objects.get(year=2027)
    assert (year.status, year.notice, year.source) == ("official", NOTICE.number, NOTICE.source)
    recompute_everywhere()
    with tenant_work(world.here.system):
        assert Recomputation.objects.get(city=world.here.city).state == "done"
    assert NOTICE.number in client.get("/operations/calendars/").content.decode()


def test_nothing_entered_is_lost_when_lines_cannot_be_read(operator: Membership) -> None:
    wrong = {**FORM, "text": "春节：2月4日（周一）至10日放假\n国庆节"}
    client = signed_in(operator)
    client.cookies["idi_language"] = "en"
    answer = client.post("/operations/calendars/import/", wrong)
    body = answer.content.decode()
    assert answer.status_code == 422
    assert "Line 1: " in body
    assert "Line 2: " in body
    assert NOTICE.source in body
    assert "国庆节" in body
    assert not Proposal.objects.exists()


def test_what_is_foreseen_is_counted_by_city_and_changes_nothing(world: World, operator: Membership) -> None:
    start_term(world.here, Term(moment(5, month=2).replace(year=2027)))
    proposal = ask_to_import(notice=NOTICE, reason="公布", by=operator.actor(), at=timezone.now())
    (here,) = [found for found in foresee(notice_of(proposal)) if found.city == world.here.city]
    assert (here.moved + here.settled, sum(move.count for move in here.moves)) == (1, here.moved)
    assert CalendarYear.objects.get(year=2027).status == "provisional"


@pytest.mark.django_db
@pytest.mark.parametrize(("year", "words"), [(2026, "国办发明电"), (2027, "尚未公布")])
def test_everybody_reads_a_year(client: Client, year: int, words: str) -> None:
    answer = client.get(f"/calendar/{year}/")
    assert words in answer.content.decode()
    assert client.get("/calendar/").status_code == 200
    assert client.get("/calendar/2009/").status_code == 404
