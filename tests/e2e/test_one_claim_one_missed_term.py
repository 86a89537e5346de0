"""The main job on real processes: a claim on the eve of a holiday, the term that passes, and who learns of it."""

import re

import pytest
from playwright.sync_api import Page, expect

from .acts import A_MINUTE, business_time, file_a_claim, press, step
from .conftest import People, shoot

pytestmark = pytest.mark.e2e

WORDS = "国庆前一天下大雨，客厅窗边滴水，已经泡了地板。"
# Seven days after 30 September is 7 October, a holiday: the term ends on the 8th, and is missed from the 9th on.
ROLLED = "2026-10-08"


def test_a_missed_determination_reaches_insurer_and_bureau_with_its_reasons(people: People) -> None:
    owner = people.enter("owner", phone=True)
    number = file_a_claim(owner, words=WORDS)
    expect(owner.locator("main")).to_contain_text(ROLLED)
    shoot(owner, "owner-receipt")
    adjuster = people.enter("adjuster")
    record_the_survey(adjuster, number)
    officer = people.enter("officer", english=True)
    late_before = late_figure(officer)

    move_the_clock(people.enter("operator"), "2026-10-08T23:58")
    adjuster.goto(f"/claims/?q={number}")
    expect(adjuster.get_by_role("row").filter(has_text=number)).to_contain_text("即将到期")
    move_the_clock(people.enter("operator"), "2026-10-09T00:01")

    find_in_the_inbox(adjuster, number, "违规逾期")
    shoot(adjuster, "insurer-inbox")
    find_in_the_inbox(officer, number, "Breach")
    assert late_figure(officer) > late_before
    shoot(officer, "dashboard")
    follow_to_the_clause(officer, number)
    owner.goto("/my/")
    owner.get_by_role("link", name=number).click()
    expect(owner.locator("main")).to_contain_text("违规逾期")
    shoot(owner, "owner-claim")


def test_another_citys_people_find_nothing(people: People) -> None:
    page = people.enter("adjuster")
    address = page.get_by_role("link", name=re.compile("CLM-")).first.get_attribute("href") or ""
    stranger = people.enter("adjuster-longgang")
    expect(stranger.locator("main")).not_to_contain_text("东湖雅苑")
    answer = stranger.goto(address)
    assert answer is not None
    assert answer.status == 404


def record_the_survey(page: Page, number: str) -> None:
    """The insurer's queue shows the claim with its clock; the adjuster records what was found."""
    page.goto(f"/claims/?q={number}")
    row = page.get_by_role("row").filter(has_text=number)
    expect(row).to_contain_text(ROLLED)
    row.get_by_role("link", name=number).click()
    survey = step(page, "登记查勘")
    survey.get_by_label("什么时候查勘的？").fill(f"{business_time(page):%Y-%m-%dT%H:%M}")
    survey.get_by_label("谁在场？").fill("业主李秀兰")
    survey.get_by_label("查勘情况如何？").fill("窗框与外墙交接处渗水。")
    shoot(page, "case")
    press(survey, "登记查勘")
    expect(page.locator("main")).to_contain_text("已查勘")
    page.goto("/claims/")
    shoot(page, "queue")


def move_the_clock(page: Page, to: str) -> None:
    page.goto("/operations/clock/")
    page.locator("input[name=to]").fill(to)
    page.get_by_role("button", name="调整时钟").click()
    expect(page.locator("main")).to_contain_text(to[:10])
    shoot(page, "operator")


def find_in_the_inbox(page: Page, number: str, words: str) -> None:
    """Within a minute of the moved clock: swept by the clock worker, delivered by the worker, read by the person."""
    line = page.locator(".inbox-line").filter(has_text=number).filter(has_text=words)
    for _ in range(A_MINUTE // 1000):
        page.goto("/inbox/")
        if line.count():
            break
        page.wait_for_timeout(1000)
    expect(line.first).to_be_visible()


def late_figure(page: Page) -> int:
    page.goto("/supervision/")
    figure = page.locator(".kpi").filter(has_text="Missed terms").first
    return int(re.findall(r"\d+", figure.inner_text())[0])


def follow_to_the_clause(page: Page, number: str) -> None:
    """From the overview's figure to its terms and the claim, and from the claim's clock to the days and the clause."""
    page.get_by_role("link", name="Newly missed today").click()
    page.locator("tr").filter(has_text=number).get_by_role("link", name=number).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(number)
    page.get_by_role("link", name=re.compile("Why this date")).first.click()
    account = page.locator("main")
    expect(account).to_contain_text("National Day")
    expect(account).to_contain_text("国办发明电〔2025〕7号")
    expect(account.locator("mark")).to_contain_text("七日内作出核定")
    shoot(page, "why-this-date")
