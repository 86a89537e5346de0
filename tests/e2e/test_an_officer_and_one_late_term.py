"""An officer, in English: figures and their cases, a list narrowed, sorted and exported, a date and its clause."""

import io
import re

import pytest
from playwright.sync_api import Page, expect
from python_calamine import CalamineWorkbook

from .acts import download
from .conftest import People, shoot

pytestmark = pytest.mark.e2e

NUMBER = re.compile(r"CLM-\d{4}-\d{6}")
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def test_an_officer_follows_a_figure_to_the_clause(people: People) -> None:
    page = people.enter("officer", english=True)
    shoot(page, "overview-english", whole=True)
    read_a_chart_as_a_table(page)
    drill_down_to_a_project(page)
    narrow_sort_and_export(page)
    what_is_newly_late(page)
    open_the_clause(page)


def figure(page: Page, label: str) -> int:
    shown = page.locator(".kpi").filter(has=page.get_by_role("link", name=label, exact=True))
    return int(shown.locator(".kpi-value").inner_text().replace(",", ""))


def read_a_chart_as_a_table(page: Page) -> None:
    """Whoever cannot read the picture reads the same numbers: they add up to the figure above."""
    chart = page.locator(".chart").filter(has_text="Claims by state")
    expect(chart.locator("canvas, svg").first).to_be_visible()
    chart.get_by_text("The numbers as a table").click()
    counts = chart.locator("tbody td").all_inner_texts()
    assert sum(int(count.replace(",", "")) for count in counts) == figure(page, "Claims")
    shoot(page, "overview-chart")


def drill_down_to_a_project(page: Page) -> None:
    page.get_by_role("link", name="Projects covered", exact=True).click()
    page.get_by_role("link", name="Donghu Court").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Donghu Court")
    shoot(page, "project-english", whole=True)
    missed = figure(page, "Missed terms")
    page.get_by_role("link", name="Missed terms", exact=True).click()
    expect(page.locator(".list-count")).to_have_text(re.compile(rf"^{missed} entr"))


def narrow_sort_and_export(page: Page) -> None:
    """The file holds the rows of the screen in the order of the screen."""
    page.goto("/supervision/claims/")
    page.get_by_label("Progress").select_option(label="Being handled")
    page.wait_for_url("**standing=open**")
    page.get_by_role("link", name="Filed on").click()
    page.wait_for_url("**sort=**")
    shoot(page, "claims-english", whole=True)
    shown = page.locator("tbody th").all_inner_texts()
    page.get_by_role("button", name="Export as Excel").click()
    file = download(page, page.get_by_role("link", name="Download"))
    rows = CalamineWorkbook.from_filelike(io.BytesIO(file)).get_sheet_by_index(0).to_python()
    assert rows[0][0] == "Number"
    assert [row[0] for row in rows[1:]] == shown


def what_is_newly_late(page: Page) -> None:
    """Opened from the overview; whoever is newly late is among all who are late."""
    page.goto("/supervision/")
    newly, missed = figure(page, "Newly missed today"), figure(page, "Missed terms")
    assert newly <= missed
    page.get_by_role("link", name="Newly missed today", exact=True).click()
    expect(page.locator(".list-count")).to_have_text(re.compile(rf"^{newly} entr"))
    shoot(page, "newly-late-english")
    page.goto("/supervision/")
    page.get_by_role("link", name="Missed terms", exact=True).click()
    shoot(page, "missed-english", whole=True)


def open_the_clause(page: Page) -> None:
    page.get_by_role("link", name=re.compile("Why this date")).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Why this date?")
    account = page.locator("main")
    expect(account.get_by_role("row").filter(has_text="Last day")).to_have_count(1)
    assert CHINESE.search(account.locator("mark").first.inner_text())
    shoot(page, "why-english", whole=True)
