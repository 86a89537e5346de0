"""One stack of real processes and one browser for the whole run of journeys."""

import os
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from pytest_django.plugin import DjangoDbBlocker

from idi_platform.tenancy.public import move_clock
from tests import databases

from .stack import Stack, free_port

CHROMIUM = "/usr/bin/chromium"
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1440, "height": 900}
# The morning before the National Day holiday of 2026: terms that end in it roll to 8 October.
EVE = datetime(2026, 9, 30, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
SCREENSHOTS = os.environ.get("IDI_SCREENSHOTS")

expect.set_options(timeout=15_000)


@pytest.fixture(scope="session")
def stack(
    worker_database: str,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Stack]:
    """The demo on the eve of a holiday, run by web, worker, clock and beat."""
    name = f"{worker_database}_stack"
    databases.clone(name)
    databases.manage("confirm_demo_dates", login="idi_owner", database=name, IDI_DEMO="1")
    with django_db_blocker.unblock(), databases.using(name):
        move_clock(EVE)
    databases.manage("seed", "--demo", login="idi_app", database=name, IDI_DEMO="1")
    running = Stack(database=name, port=free_port(), log=tmp_path_factory.mktemp("stack"))
    try:
        running.start()
        yield running
    finally:
        running.stop()
        databases.drop(name)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


class People:
    """Opens browsers as people: each has their own cookies, language and screen."""

    def __init__(self, browser: Browser, url: str) -> None:
        self.browser = browser
        self.url = url
        self.contexts: list[BrowserContext] = []
        self.problems: list[str] = []

    def enter(self, username: str, *, phone: bool = False, english: bool = False) -> Page:
        """Signs in by the demo's one click and stands on the person's first page."""
        context = self.browser.new_context(
            base_url=self.url, viewport=PHONE if phone else DESKTOP, has_touch=phone, locale="zh-CN"
        )
        self.contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: self.problems.append(f"{page.url}: {error}"))
        page.on("response", lambda answer: self._note(answer.status, answer.url))
        page.goto("/sign-in/")
        if english:
            context.add_cookies([{"name": "idi_language", "value": "en", "url": self.url}])
            page.reload()
        page.locator(f'button[name="username"][value="{username}"]').click()
        page.wait_for_url(lambda url: "/sign-in/" not in url)
        return page

    def _note(self, status: int, url: str) -> None:
        if status >= 500:
            self.problems.append(f"{status} {url}")

    def leave(self) -> None:
        for context in self.contexts:
            context.close()


@pytest.fixture
def people(stack: Stack, chromium: Browser) -> Iterator[People]:
    """Whoever enters leaves at the end, and no page may have failed meanwhile."""
    visitors = People(chromium, stack.url)
    yield visitors
    visitors.leave()
    assert visitors.problems == []


def shoot(page: Page, name: str) -> None:
    """Keeps a screenshot when IDI_SCREENSHOTS names a folder (docs/images is made so)."""
    if SCREENSHOTS:
        page.screenshot(path=Path(SCREENSHOTS) / f"{name}.png", full_page=True)


def words(page: Page) -> str:
    """What a reader reads on the page, white space folded."""
    return re.sub(r"\s+", " ", page.locator("body").inner_text())
