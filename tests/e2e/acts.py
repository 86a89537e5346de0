"""What people do on the pages, in their words: a journey is made of these."""

import random
import re
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.sync_api import FilePayload, Locator, Page, expect

from demo.photographs import paper_page, wall_photograph

_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)（周.）(\d\d:\d\d)")
_CLAIM = re.compile(r"CLM-\d{4}-\d{6}")
A_MINUTE = 60_000


def photograph(name: str) -> FilePayload:
    """A drawn wall: another one for each name."""
    return FilePayload(name=f"{name}.jpg", mimeType="image/jpeg", buffer=wall_photograph(random.Random(name)))


def paper(name: str) -> FilePayload:
    return FilePayload(name=f"{name}.jpg", mimeType="image/jpeg", buffer=paper_page(random.Random(name)))


def business_time(page: Page) -> datetime:
    """The moment in the banner of a moved clock, to the minute."""
    found = _MOMENT.search(page.locator(".banner").inner_text())
    assert found
    return datetime.fromisoformat(f"{found[1]}T{found[2]}").replace(tzinfo=ZoneInfo("Asia/Shanghai"))


def press(page: Page | Locator, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def file_a_claim(page: Page, *, words: str) -> str:
    """One question a page, two photographs, consent, one claim; its number. Ends on the receipt."""
    page.get_by_role("button", name="报修").first.click()
    page.get_by_role("link", name="继续").click()
    page.get_by_label("客厅").check()
    press(page, "保存并继续")
    page.get_by_label("渗水或滴水").check()
    page.get_by_label("请用自己的话说一说").fill(words)
    press(page, "保存并继续")
    page.get_by_label("您最早何时发现？").fill(f"{business_time(page):%Y-%m-%d}")
    press(page, "保存并继续")
    page.get_by_label("否").check()
    press(page, "保存并继续")
    page.locator("input[type=file]").set_input_files([photograph("客厅远"), photograph("客厅近")])
    expect(page.locator(".upload-item img[src*='/documents/']")).to_have_count(2)
    press(page, "保存并继续")
    expect(page.locator("main")).to_contain_text(words)
    page.get_by_role("checkbox").check()
    press(page, "提交报修")
    page.wait_for_url("**/receipt/")
    found = _CLAIM.search(page.locator("main").inner_text())
    assert found
    return found.group()


def open_claim(page: Page, number: str) -> None:
    """Looks it up in the desk's queue and opens it."""
    page.goto("/claims/")
    page.get_by_role("searchbox").fill(number)
    expect(page.locator(".list-count")).to_contain_text("共 1 条")
    page.get_by_role("link", name=number, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(number)


def step(page: Page, name: str) -> Locator:
    """The form of a claim's step, unfolded where it lies among the other steps."""
    form = page.locator("form").filter(has=page.get_by_role("button", name=name, exact=True, include_hidden=True))
    # First the page after the last press must be there: only then can a form be said to be folded.
    form.wait_for(state="attached")
    if not form.is_visible():
        page.locator("summary").filter(has_text=name).click()
    return form


def download(page: Page, link: Locator) -> bytes:
    """The file behind a link. Letters of the whole demo may stand before this one; the page asks for it by itself."""
    link.wait_for(timeout=2 * A_MINUTE)
    with page.expect_download() as coming:
        link.click()
    return Path(coming.value.path()).read_bytes()
