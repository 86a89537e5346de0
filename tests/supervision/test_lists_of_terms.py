"""The lists behind the figures: filter, sort, pages, export."""

import csv
import io

import pytest
from django.test import Client

from idi_platform.accounts.public import Organisation, OrganisationKind
from idi_platform.deadlines.public import Basis
from idi_platform.dossiers.public import Dossier
from idi_platform.tenancy.public import tenant_work
from tests.supervision.cases import Term, file_claim, moment, start_term
from tests.world import World

TERMS = "/supervision/terms/"
PAGE_SIZE = 25


@pytest.fixture
def officer(client: Client, world: World, now: None) -> Client:
    client.force_login(world.here.officer.user)
    return client


@pytest.fixture
def rival(world: World) -> Organisation:
    """Another insurer with one missed contract term; the city's own has one missed legal term."""
    rival = Organisation.objects.create(kind=OrganisationKind.INSURER, name_zh="别家", name_en="Another")
    start_term(world.here, Term(moment(12), basis=Basis.CONTRACT), claim=file_claim(world.here, insurer=rival))
    start_term(world.here, Term(moment(10)))
    return rival


def rows(client: Client, **query: str) -> list[tuple[str, str]]:
    found = client.get(TERMS, {"status": "missed", **query}).context["lines"]
    return [(row.deadline.obliged.name_en, row.deadline.basis) for row in found]


def test_the_filters_narrow_and_combine(officer: Client, rival: Organisation, world: World) -> None:
    assert len(rows(officer)) == 2
    assert rows(officer, obliged=str(rival.pk)) == [("Another", Basis.CONTRACT)]
    assert rows(officer, basis=Basis.IN_FORCE) == [(world.here.insurer.name_en, Basis.IN_FORCE)]
    assert rows(officer, obliged=str(rival.pk), basis=Basis.IN_FORCE) == []


@pytest.mark.parametrize("query", [{"obliged": "no-uuid"}, {"basis": "nonsense"}, {"sort": "password"}, {"page": "x"}])
def test_what_is_not_understood_narrows_nothing(officer: Client, rival: Organisation, query: dict[str, str]) -> None:
    assert len(rows(officer, **query)) == 2


def test_a_filter_without_a_match_offers_the_way_back(officer: Client, rival: Organisation) -> None:
    html = officer.get(TERMS, {"basis": Basis.CARRIED}).content.decode()
    assert 'class="card empty"' in html


def test_the_newest_miss_stands_first_and_sorting_turns_it_round(officer: Client, rival: Organisation) -> None:
    assert rows(officer)[0][0] == "Another"
    assert rows(officer, sort="due")[-1][0] == "Another"


def test_a_status_that_does_not_exist_is_told_and_narrows_nothing(officer: Client, rival: Organisation) -> None:
    page = officer.get(TERMS, {"status": "nonsense"})
    assert "“状态”" in page.content.decode()
    assert len(page.context["lines"]) == 2


def test_a_row_leads_to_the_claim_and_to_the_reasons_of_its_date(officer: Client, rival: Organisation) -> None:
    (row, _other) = officer.get(TERMS).context["lines"]
    assert row.case_url == f"/claims/{row.deadline.dossier_id}/"
    assert officer.get(row.case_url).status_code == 200
    assert row.face.why_url == f"/deadlines/{row.deadline.pk}/"


def test_long_lists_are_cut_into_pages_that_keep_the_filter(officer: Client, world: World) -> None:
    claim = file_claim(world.here)
    for _ in range(PAGE_SIZE + 1):
        start_term(world.here, Term(moment(10)), claim=claim)
    page = officer.get(TERMS, {"basis": Basis.IN_FORCE, "page": "2"})
    assert len(page.context["lines"]) == 1
    assert "basis=in_force&amp;page=1" in page.content.decode()


def export(client: Client, **query: str) -> list[list[str]]:
    response = client.get(f"{TERMS}export/", query)
    text = b"".join(response.streaming_content).decode()  # type: ignore[attr-defined]  # a streaming response
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def test_the_export_holds_the_filtered_list_in_the_readers_language(officer: Client, rival: Organisation) -> None:
    officer.cookies["idi_language"] = "en"
    head, line = export(officer, obliged=str(rival.pk))
    assert head[0] == "Number"
    assert line[head.index("Obliged party")] == "Another"


def test_no_cell_of_the_export_is_a_formula(officer: Client, world: World, rival: Organisation) -> None:
    with tenant_work(world.here.system):
        Dossier.objects.update(title='=HYPERLINK("https://elsewhere.example")')
    cells = [cell for line in export(officer) for cell in line]
    assert any(cell.startswith("'=HYPERLINK") for cell in cells)
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)


def test_another_citys_officer_exports_nothing_of_it(
    client: Client, world: World, rival: Organisation, now: None
) -> None:
    client.force_login(world.there.officer.user)
    assert len(export(client)) == 1
