"""Pages of letters in a browser, on a phone and a desk: axe clean, no sideways scroll, no foreign word in Chinese."""

import re
from collections.abc import Iterator
from mimetypes import guess_type
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page, Route, sync_playwright

from idi_platform.accounts.public import Membership
from idi_platform.outbox.public import Message
from idi_platform.tenancy.public import acting_as
from tests.axe import fits_its_screen, violations
from tests.documents import letters
from tests.world import World

pytestmark = pytest.mark.e2e

CHROMIUM = "/usr/bin/chromium"
SITE = "http://letters.test"
PHONE, DESK = (360, 740), (1440, 900)
ENGLISH = re.compile(r"[A-Za-z]{4,}")
# The switch to English, and what a code or a key of a keyboard looks like.
SAME_IN_BOTH = {"English", "Enter"}


@pytest.fixture
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


def pages_of(world: World, language: str) -> dict[str, str]:
    """Each page as the site answers it, by a name."""
    here = world.here
    made, waiting, given_up = letters.made(here, letters.issued(here)), letters.issued(here), letters.issued(here)
    with acting_as(here.system):
        Message.objects.filter(source_id=given_up.pk).update(skipped=True, attempts=5)
    mine = letters.made(here, letters.issued(here, dossier=here.unit.dossier))
    stranger, staff, owner = Client(REMOTE_ADDR="2001:db8::77"), _of(here.adjuster), _of(here.owner)
    for client in (stranger, staff, owner):
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    check = reverse("documents:verify_code", args=[made.code])
    answers = {
        "letter": staff.get(reverse("documents:letter", args=[made.pk])),
        "being made": staff.get(reverse("documents:letter", args=[waiting.pk])),
        "given up": staff.get(reverse("documents:letter", args=[given_up.pk])),
        "owner's": owner.get(reverse("documents:letter", args=[mine.pk])),
        "verify": stranger.get(reverse("documents:verify")),
        "bad code": stranger.get(reverse("documents:verify"), {"code": "12"}),
        "genuine": stranger.get(check),
        "no file": stranger.post(check),
        "other file": stranger.post(check, {"file": SimpleUploadedFile("a.pdf", b"%PDF-1.7")}),
        "unknown": stranger.get(reverse("documents:verify_code", args=["0" * 24])),
    }
    return {name: answer.content.decode() for name, answer in answers.items()}


def _of(person: Membership) -> Client:
    client = Client()
    client.force_login(person.user)
    return client


def show(page: Page, html: str) -> None:
    """The answer with its style sheets and scripts; what it asks for later is left unanswered."""

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(SITE)
        file = Path(settings.STATIC_ROOT) / path.removeprefix(settings.STATIC_URL)
        if path == "/":
            route.fulfill(body=html, content_type="text/html; charset=utf-8")
        elif path.startswith(settings.STATIC_URL) and file.is_file():
            route.fulfill(path=file, content_type=guess_type(file.name)[0])
        else:
            route.abort()

    page.route("**/*", answer)
    page.goto(f"{SITE}/", wait_until="load")


@pytest.mark.parametrize(("language", "screen"), [("zh-hans", PHONE), ("en", DESK)], ids=["zh-phone", "en-desk"])
def test_pages_of_letters_can_be_read_by_everybody(
    world: World, request: pytest.FixtureRequest, full: bool, language: str, screen: tuple[int, int]
) -> None:
    """Every state in Chinese on a phone; in English on a desk with --full, as tests/e2e shows the usual ones anyway."""
    if language == "en" and not full:
        pytest.skip("in English with --full")
    pages = pages_of(world, language)
    # Not before: a browser holds an event loop, and Django refuses the database beside one.
    chromium: Browser = request.getfixturevalue("chromium")
    for name, html in pages.items():
        page = chromium.new_page(viewport={"width": screen[0], "height": screen[1]})
        show(page, html)
        assert violations(page) == [], name
        assert fits_its_screen(page), name
        assert page.locator("h1").count() == 1, name
        if language == "zh-hans":
            words = re.sub(r"\b[0-9A-Za-z-]{20,}\b", "", page.locator("main").inner_text())
            assert set(ENGLISH.findall(words)) <= SAME_IN_BOTH, name
        page.close()
