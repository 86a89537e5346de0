"""One stack of real processes and one browser for the whole run of journeys."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, StorageState, ViewportSize, expect, sync_playwright
from pytest_django.plugin import DjangoDbBlocker

from tests import databases
from tests.demo.seeded import EVE, seeded_demo

from .stack import Stack, free_port

CHROMIUM = "/usr/bin/chromium"
PHONE = ViewportSize(width=390, height=844)
DESKTOP = ViewportSize(width=1440, height=900)
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
    databases.clone(name, seeded_demo(EVE, django_db_blocker))
    # Each of pytest's workers has a stack of its own, and none may take another's messages.
    redis_database = 1 + int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    log = tmp_path_factory.mktemp("stack")
    running = Stack(database=name, port=free_port(), log=log, redis_database=redis_database)
    try:
        running.start()
        yield running
    finally:
        running.stop()
        databases.drop(name)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """For one module: Playwright holds an event loop while it is open, and Django refuses the database beside one."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


class People:
    """Opens browsers as people: each has their own cookies, language and screen."""

    def __init__(self, browser: Browser, url: str, signed_in: dict[str, StorageState]) -> None:
        self.browser = browser
        self.url = url
        self.signed_in = signed_in
        self.contexts: list[BrowserContext] = []
        self.problems: list[str] = []

    def visit(self, *, phone: bool = False, english: bool = False, cookies_of: StorageState | None = None) -> Page:
        """A browser of one's own, signed in as nobody unless cookies say so."""
        context = self.browser.new_context(
            base_url=self.url,
            viewport=PHONE if phone else DESKTOP,
            has_touch=phone,
            locale="zh-CN",
            storage_state=cookies_of,
        )
        if english:
            context.add_cookies([{"name": "idi_language", "value": "en", "url": self.url}])
        self.contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: self.problems.append(f"{page.url}: {error}"))
        page.on("response", lambda answer: self._note(answer.status, answer.url))
        return page

    def enter(self, username: str, *, phone: bool = False, english: bool = False, at: str | None = "/") -> Page:
        """Stands on the person's first page, or on none yet; signs in by the demo's one click the first time."""
        if username not in self.signed_in:
            page = self.visit()
            page.goto("/sign-in/")
            page.locator(f'button[name="username"][value="{username}"]').click()
            page.wait_for_url(lambda url: "/sign-in/" not in url)
            self.signed_in[username] = page.context.storage_state()
        page = self.visit(phone=phone, english=english, cookies_of=self.signed_in[username])
        if at is not None:
            page.goto(at)
        return page

    def _note(self, status: int, url: str) -> None:
        if status >= 500:
            self.problems.append(f"{status} {url}")

    def leave(self) -> None:
        for context in self.contexts:
            context.close()


@pytest.fixture(scope="session")
def signed_in(stack: Stack) -> dict[str, StorageState]:
    """The sessions of those who have signed in to this stack."""
    return {}


@pytest.fixture
def people(stack: Stack, chromium: Browser, signed_in: dict[str, StorageState]) -> Iterator[People]:
    """Whoever enters leaves at the end, and no page may have failed meanwhile."""
    visitors = People(chromium, stack.url, signed_in)
    yield visitors
    visitors.leave()
    assert visitors.problems == []


def shoot(page: Page, name: str, *, whole: bool = False) -> None:
    """Keeps the screen, or the whole page, when IDI_SCREENSHOTS names a folder (docs/images is made so)."""
    if SCREENSHOTS:
        page.screenshot(path=Path(SCREENSHOTS) / f"{name}.png", full_page=whole)
