"""axe and the content policy over every component: both languages, both themes, phone and desk."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.conf import settings as project_settings
from django.test import Client
from playwright.sync_api import Page, Route, sync_playwright
from pytest_django.fixtures import Settings

from tests.axe import AXE, fits_its_screen, violations

pytestmark = pytest.mark.e2e

TOP = Path(__file__).parents[2]
BUILD = TOP / "idi_platform" / "ui" / "static" / "build"
CHROMIUM = Path("/usr/bin/chromium")
HOST = "http://gallery.test"
MIME = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}

needs_browser = pytest.mark.skipif(
    not (CHROMIUM.exists() and AXE.exists() and (BUILD / "app.css").exists()),
    reason="needs Chromium, npm ci and manage.py assets",
)


@dataclass
class Served:
    """Pages made beforehand (the browser's loop forbids the database), and what the browser complained of."""

    html: str
    policy: str
    complaints: list[str] = field(default_factory=list)

    def answer(self, route: Route) -> None:
        path = route.request.url.removeprefix(HOST)
        if not path.startswith("/static/build/"):
            route.fulfill(body=self.html, content_type="text/html", headers={"Content-Security-Policy": self.policy})
            return
        name = Path(path.split("?")[0]).name
        stem, ending = name.split(".")[0], Path(name).suffix
        route.fulfill(body=(BUILD / f"{stem}{ending}").read_bytes(), content_type=MIME[ending])


@pytest.fixture
def served(settings: Settings, db: None, client: Client, language: str, theme: str) -> Served:
    settings.DEMO_MODE = True
    client.cookies["idi_theme"] = theme
    client.cookies[project_settings.LANGUAGE_COOKIE_NAME] = language
    response = client.get("/ui/gallery/")
    return Served(response.content.decode(), response.headers["Content-Security-Policy"])


@pytest.fixture
def page(served: Served, width: int) -> Iterator[Page]:
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=str(CHROMIUM))
        page = browser.new_page(viewport={"width": width, "height": 900}, reduced_motion="reduce")
        page.route("**/*", served.answer)
        page.on("console", lambda message: served.complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: served.complaints.append(str(error)))
        page.goto(f"{HOST}/ui/gallery/")
        page.wait_for_selector("figure canvas")
        yield page
        browser.close()


@needs_browser
@pytest.mark.in_turn(2)
@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_gallery_is_clean_in_every_language_theme_and_size(served: Served, page: Page) -> None:
    assert violations(page) == []
    assert fits_its_screen(page)
    assert served.complaints == []
