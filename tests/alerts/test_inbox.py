"""The inbox page: own lines only, filters, reading, the count in the header."""

from uuid import UUID, uuid4

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from idi_platform.accounts.public import Membership
from idi_platform.alerts.models import Notice, NoticeKind
from idi_platform.deadlines.public import Basis
from idi_platform.tenancy.public import tenant_work
from tests.supervision.cases import NOW, Term, moment, start_term
from tests.world import CityWorld, World

INBOX = "/inbox/"
# Session, person, membership, clock, page, count, filters, badge, switcher; with the savepoint of the request.
BUDGET = 13


def put(city: CityWorld, reader: Membership, kind: str = NoticeKind.MISSED, *, count: int = 1) -> list[UUID]:
    """Lines in somebody's inbox, each about a claim of its own."""
    made = []
    for _ in range(count):
        deadline = start_term(city, Term(moment(10), basis=Basis.IN_FORCE))
        with tenant_work(city.system):
            notice = Notice.objects.create(
                city=city.city,
                recipient=reader.user,
                kind=kind,
                dossier=deadline.dossier,
                deadline=deadline,
                message_id=uuid4(),
                occurred_at=NOW,
            )
        made.append(notice.pk)
    return made


@pytest.fixture
def officer(client: Client, world: World) -> Client:
    client.force_login(world.here.officer.user)
    return client


def test_one_sees_ones_own_lines_and_nobody_elses(officer: Client, world: World) -> None:
    (mine,) = put(world.here, world.here.officer)
    (theirs,) = put(world.here, world.here.adjuster)
    shown = {line.notice.pk for line in officer.get(INBOX).context["lines"]}
    assert shown == {mine}
    assert theirs not in shown


def test_a_line_leads_to_the_case_and_to_the_reasons_of_the_date(officer: Client, world: World) -> None:
    put(world.here, world.here.officer)
    (line,) = officer.get(INBOX).context["lines"]
    assert line.url == f"/claims/{line.notice.dossier_id}/"
    assert officer.get(line.url).status_code == 200
    assert line.face.why_url == f"/deadlines/{line.notice.deadline_id}/"


def test_filters_and_their_counts_agree(officer: Client, world: World) -> None:
    put(world.here, world.here.officer, NoticeKind.MISSED, count=2)
    put(world.here, world.here.officer, NoticeKind.ESCALATION)
    officer.post(f"{INBOX}{put(world.here, world.here.officer, NoticeKind.REMINDER)[0]}/read/")
    counts = officer.get(INBOX).context["counts"]
    assert (counts.total, counts.unread) == (4, 3)
    assert counts.kinds == {NoticeKind.MISSED: 2, NoticeKind.ESCALATION: 1, NoticeKind.REMINDER: 1}
    for kind, count in counts.kinds.items():
        assert len(officer.get(INBOX, {"kind": kind}).context["lines"]) == count
    assert len(officer.get(INBOX, {"unread": "1"}).context["lines"]) == counts.unread


def test_a_kind_that_does_not_exist_narrows_nothing(officer: Client, world: World) -> None:
    put(world.here, world.here.officer)
    assert len(officer.get(INBOX, {"kind": "nonsense"}).context["lines"]) == 1


def test_reading_one_lowers_the_count_in_the_header(officer: Client, world: World) -> None:
    first, _second = put(world.here, world.here.officer, count=2)
    assert officer.get(INBOX).context["shell"].badges[0].count == 2
    officer.post(f"{INBOX}{first}/read/")
    assert officer.get(INBOX).context["shell"].badges[0].count == 1


def test_reading_again_keeps_the_first_moment(officer: Client, world: World) -> None:
    (notice,) = put(world.here, world.here.officer)
    moments = []
    for _ in range(2):
        officer.post(f"{INBOX}{notice}/read/")
        with tenant_work(world.here.system):
            moments.append(Notice.objects.get(pk=notice).read_at)
    assert moments[0] == moments[1] is not None


def test_somebody_elses_line_cannot_be_read_away(officer: Client, world: World) -> None:
    (theirs,) = put(world.here, world.here.adjuster)
    assert officer.post(f"{INBOX}{theirs}/read/").status_code == 404
    officer.post(f"{INBOX}read/")
    with tenant_work(world.here.system):
        assert Notice.objects.get(pk=theirs).read_at is None


def test_reading_all_empties_the_count(officer: Client, world: World) -> None:
    put(world.here, world.here.officer, count=3)
    officer.post(f"{INBOX}read/")
    assert officer.get(INBOX).context["counts"].unread == 0


def test_after_reading_one_returns_to_the_same_page_of_this_site_only(officer: Client, world: World) -> None:
    assert officer.post(f"{INBOX}read/", {"next": "/inbox/?kind=missed"}).headers["Location"] == "/inbox/?kind=missed"
    assert officer.post(f"{INBOX}read/", {"next": "https://elsewhere.example/"}).headers["Location"] == INBOX


def test_an_empty_inbox_says_what_will_appear_here(officer: Client) -> None:
    assert 'class="card empty"' in officer.get(INBOX).content.decode()


def test_a_line_about_a_case_one_may_no_longer_see_is_gone(officer: Client, world: World) -> None:
    put(world.here, world.here.officer)
    elsewhere = world.here.city.districts.exclude(pk=world.here.district.pk).first()
    world.here.officer.district = elsewhere
    world.here.officer.save(update_fields=["district"])
    assert officer.get(INBOX).context["counts"].total == 0


def test_the_operator_has_no_inbox(client: Client, world: World) -> None:
    client.force_login(world.operator.user)
    assert client.get(INBOX).status_code == 403


def test_twenty_lines_cost_as_many_queries_as_one(
    officer: Client, world: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    spent = []
    for count in (1, 19):
        put(world.here, world.here.officer, count=count)
        with django_assert_max_num_queries(BUDGET) as captured:
            officer.get(INBOX)
        spent.append(len(captured))
    assert spent[0] == spent[1]


def test_the_header_asks_for_its_count_by_itself(officer: Client, world: World) -> None:
    put(world.here, world.here.officer, count=2)
    page = officer.get(INBOX).content.decode()
    assert 'hx-get="/inbox/count/"' in page
    badge = officer.get("/inbox/count/").content.decode()
    assert ">2<" in badge
    assert "<html" not in badge
