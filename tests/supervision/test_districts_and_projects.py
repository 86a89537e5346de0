"""From the city to a district to a project: the same numbers at each level, and nothing of another's area."""

import io

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from idi_platform.deadlines.models import Deadline
from idi_platform.tenancy.public import District, tenant_work
from supervision.selectors import overview
from tests.supervision.cases import NOW, Term, file_claim, moment, start_term
from tests.world import World


@pytest.fixture
def story(world: World) -> World:
    start_term(world.here, Term(moment(10)))
    start_term(world.here, Term(moment(30)))
    file_claim(world.here, state="withdrawn")
    return world


@pytest.fixture
def officer(client: Client, story: World, now: None) -> Client:
    client.force_login(story.here.officer.user)
    return client


def elsewhere(world: World) -> District:
    return District.objects.filter(city=world.here.city).exclude(pk=world.here.district.pk)[0]


def test_a_district_adds_up_its_projects(officer: Client, story: World) -> None:
    with tenant_work(story.here.officer.actor()) as viewer:
        (row,) = overview(viewer, at=NOW).districts
    (line,) = officer.get("/supervision/projects/", {"district": str(row.district.pk)}).context["lines"]
    assert (row.projects, row.claims_open, row.missed) == (1, 2, 1)
    assert (line.claims_open, line.missed, line.serious) == (row.claims_open, row.missed, row.serious)


def test_a_project_shows_the_terms_and_claims_that_its_figures_count(officer: Client, story: World) -> None:
    page = officer.get(f"/supervision/projects/{story.here.project.pk}/")
    assert len(page.context["rows"]) == 2
    assert len(page.context["claims"]) == 3
    project = {"project": str(story.here.project.pk)}
    open_claims = officer.get("/supervision/claims/", project | {"standing": "open"}).context["lines"]
    missed = officer.get("/supervision/terms/", project | {"status": "missed"}).context["lines"]
    assert (len(open_claims), len(missed)) == (page.context["line"].claims_open, page.context["line"].missed)


def test_an_officer_of_another_district_finds_no_such_project(officer: Client, story: World) -> None:
    story.here.officer.__class__.objects.filter(pk=story.here.officer.pk).update(district=elsewhere(story))
    assert officer.get("/supervision/").context["figures"].districts == []
    assert officer.get(f"/supervision/projects/{story.here.project.pk}/").status_code == 404


def test_another_citys_officer_finds_no_such_project(client: Client, story: World, now: None) -> None:
    client.force_login(story.there.officer.user)
    assert client.get(f"/supervision/projects/{story.here.project.pk}/").status_code == 404


def test_of_two_texts_on_one_duty_only_the_driving_side_counts(officer: Client, story: World) -> None:
    with tenant_work(story.here.system):
        Deadline.objects.filter(due_at=moment(10)).update(drives_service=False)
    figures = officer.get("/supervision/").context["figures"]
    assert figures.totals["missed"] == sum(row.missed for row in figures.districts) == 0
    assert officer.get("/supervision/terms/", {"status": "missed"}).context["page"].paginator.count == 0


def test_the_workbook_holds_every_table_of_the_page(officer: Client, story: World) -> None:
    tables = officer.get("/supervision/").context["tables"]
    book = CalamineWorkbook.from_filelike(io.BytesIO(officer.get("/supervision/export/xlsx/").content))
    for table in tables:
        head, *rows = book.get_sheet_by_name(table.title[:31]).to_python()
        assert head == [table.label_head, *table.heads]
        assert rows == [[row.label, *(float(figure.value) for figure in row.figures)] for row in table.rows]
