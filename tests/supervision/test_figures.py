"""The overview's figures against a count by hand, and against the lists that they open."""

import re
from collections import Counter
from html import unescape

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from claims.public import ClaimState
from idi_platform.accounts.public import Organisation, OrganisationKind, Role
from idi_platform.deadlines.public import REGULATORY, Basis
from idi_platform.tenancy.public import District, tenant_work
from idi_platform.ui.public import Tone
from supervision.constants import TermStatus
from supervision.selectors import Overview, overview, terms, with_status
from supervision.web.charts import terms_chart
from tests.supervision.cases import NOW, Term, file_claim, moment, start_term
from tests.world import World, member

BUDGET = 22
# Each line: a term, and the statuses it counts in at NOW (2026-11-20, 15:00).
TERMS: tuple[tuple[Term, set[str]], ...] = (
    (Term(moment(30)), {"running"}),
    # The last day is the 23rd, three days from now: soon. The 24th is not.
    (Term(moment(24)), {"running", "soon"}),
    (Term(moment(25)), {"running"}),
    (Term(moment(20, 16)), {"running", "soon"}),
    # Over at 24:00 yesterday: missed today. One of hours, over at 14:00 today. One over the day before.
    (Term(moment(20)), {"missed", "new", "late"}),
    (Term(moment(20, 14), basis=Basis.NATIONAL), {"missed", "new", "late"}),
    (Term(moment(19), basis=Basis.CONTRACT), {"missed", "late"}),
    (Term(moment(10), basis=Basis.CARRIED, met_at=moment(11)), {"missed", "met-late"}),
    (Term(moment(10), basis=Basis.SERVICE_NORM, met_at=moment(10)), {"missed", "met-late"}),
    (Term(moment(18), met_at=moment(17)), {"met"}),
    (Term(moment(5), closed_at=moment(1)), set()),
    # A term that stands still runs and is neither soon nor late, whatever date stood before.
    (Term(moment(22), suspended_since=moment(18)), {"running", "stopped"}),
    (Term(moment(19), suspended_since=moment(18)), {"running", "stopped"}),
)


@pytest.fixture
def story(world: World) -> World:
    for term, _statuses in TERMS:
        start_term(world.here, term)
    file_claim(world.here, state="surveyed")
    start_term(world.there, Term(moment(1)))
    return world


def seen_by(world: World, **changes: object) -> Overview:
    viewer = world.here.officer
    for name, value in changes.items():
        setattr(viewer, name, value)
    with tenant_work(viewer.actor()) as actor:
        return overview(actor, at=NOW)


def test_every_term_is_counted_where_it_belongs(story: World) -> None:
    by_hand = Counter(status for _term, statuses in TERMS for status in statuses)
    assert seen_by(story).totals == {status: by_hand[status] for status in TermStatus.values}


def test_misses_are_split_by_basis_and_only_two_bases_are_breaches(story: World) -> None:
    figures = seen_by(story)
    assert {row.basis.value: row.missed for row in figures.bases} == {
        "in_force": 1,
        "national": 1,
        "contract": 1,
        "carried": 1,
        "service_norm": 1,
    }
    assert figures.breaches == 2


def test_claims_are_counted_by_state_with_zero_for_none(story: World) -> None:
    figures = seen_by(story)
    none = dict.fromkeys(ClaimState.values, 0)
    assert {row.state.value: row.count for row in figures.states} == {**none, "filed": len(TERMS), "surveyed": 1}
    assert figures.claims == len(TERMS) + 1


def test_each_body_has_its_own_line(story: World) -> None:
    rival = Organisation.objects.create(kind=OrganisationKind.INSURER, name_zh="别家", name_en="Another")
    start_term(story.here, Term(moment(19)), claim=file_claim(story.here, insurer=rival))
    lines = {row.organisation: row.counts["missed"] for row in seen_by(story).bodies}
    assert lines == {story.here.insurer: 5, rival: 1}


def test_the_chart_shows_as_breaches_only_what_may_be_called_so_and_sums_to_the_table(story: World) -> None:
    figures = seen_by(story)
    chart = terms_chart(figures)
    of_tone = {series.tone: series.values for series in chart.series}
    assert len(of_tone) == len(chart.series)
    assert (of_tone[Tone.BREACH], of_tone[Tone.MISSED]) == ((2,), (1,))
    late = tuple(sum(pair) for pair in zip(of_tone[Tone.BREACH], of_tone[Tone.MISSED], strict=True))
    assert late == tuple(row.counts[TermStatus.LATE] for row in figures.bodies)
    with tenant_work(story.here.officer.actor()) as viewer:
        listed = [
            with_status(terms(viewer), TermStatus.LATE, at=NOW).filter(obliged=story.here.insurer, basis=basis).count()
            for basis in REGULATORY
        ]
    assert sum(listed) == figures.bodies[0].late_breaches


def test_newly_late_are_those_of_the_last_seven_days_newest_first(story: World) -> None:
    assert [deadline.due_at for deadline in seen_by(story).newly_late] == [moment(20, 14), moment(20), moment(19)]


def test_an_officer_of_another_district_counts_nothing_of_it(story: World) -> None:
    elsewhere = District.objects.filter(city=story.here.city).exclude(pk=story.here.district.pk).first()
    figures = seen_by(story, district=elsewhere)
    assert (figures.claims, figures.totals["missed"], figures.newly_late) == (0, 0, [])


def test_an_officer_of_the_district_counts_all_of_it(story: World) -> None:
    assert seen_by(story, district=story.here.district).totals == seen_by(story).totals


@pytest.mark.parametrize("status", TermStatus)
def test_every_list_is_as_long_as_its_figure(story: World, status: TermStatus) -> None:
    with tenant_work(story.here.officer.actor()) as viewer:
        listed = with_status(terms(viewer), status, at=NOW)
        assert listed.count() == overview(viewer, at=NOW).totals[status]


def test_every_figure_on_the_page_opens_into_as_many_cases(client: Client, story: World, now: None) -> None:
    client.force_login(story.here.officer.user)
    html = client.get("/supervision/").content.decode()
    figures = re.findall(r'<a href="(/(?:supervision|claims)/[^"]*\?[^"]+)">([\d,]+)</a>', html)
    figures += re.findall(r'<a href="(/[^"]+)">[^<]*</a></p>\s*<p class="kpi-value">([\d,]+)', html)
    assert len(figures) > 10
    for address, figure in figures:
        assert (address, client.get(unescape(address)).context["page"].paginator.count) == (address, int(figure))


def test_the_page_costs_as_many_queries_for_many_terms_as_for_none(
    client: Client, world: World, now: None, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(world.here.officer.user)
    start_term(world.here, TERMS[4][0])
    spent = []
    for _ in range(2):
        with django_assert_max_num_queries(BUDGET) as captured:
            client.get("/supervision/")
        spent.append(len(captured))
        for term, _statuses in TERMS:
            start_term(world.here, term)
    assert spent[0] == spent[1]


def test_a_city_without_a_case_sees_zeros_and_words(client: Client, world: World, now: None) -> None:
    client.force_login(world.there.officer.user)
    response = client.get("/supervision/")
    assert response.context["figures"].claims == 0
    assert response.status_code == 200


@pytest.mark.parametrize("role", [role for role in Role if role != Role.BUREAU])
def test_only_the_bureau_opens_these_pages(client: Client, world: World, role: str) -> None:
    someone = member("someone", role=role, city=world.here.city, organisation=world.here.insurer)
    client.force_login(someone.user)
    for address in ("/supervision/", "/supervision/export/xlsx/", "/supervision/terms/", "/supervision/terms/export/"):
        assert client.get(address).status_code == 403
