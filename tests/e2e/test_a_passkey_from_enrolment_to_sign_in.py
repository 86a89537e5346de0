"""A staff member's first sign-in sets up a passkey in a real browser; the second needs nothing but it."""

from playwright.sync_api import Page, expect

from demo.people import PASSWORD

from .conftest import People, shoot
from .stack import Stack

# What Chromium pretends to have: a device of its own that has just seen its person's finger.
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def with_device(page: Page) -> Page:
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    return page


def test_a_passkey_from_enrolment_to_sign_in(people: People, stack: Stack) -> None:
    page = with_device(people.visit(phone=True))
    # Over plain HTTP browsers make passkeys for localhost alone.
    site = stack.url.replace("127.0.0.1", "localhost")
    page.goto(f"{site}/sign-in/")
    page.locator("#id_username").fill("auditor")
    page.locator("#id_password").fill(PASSWORD)
    page.locator("main form button").first.click()

    page.wait_for_url("**/sign-in/enrol/")
    expect(page.locator("img.qr")).to_be_visible()
    shoot(page, "enrolment", whole=True)
    page.locator("#id_name").fill("手机")
    page.locator("form[data-passkey] button").click()
    page.wait_for_url("**/sign-in/enrol/codes/")
    expect(page.locator(".codes li")).to_have_count(10)
    page.locator("main form button").click()
    page.wait_for_url(lambda url: "/sign-in/" not in url)

    page.goto(f"{site}/me/security/")
    expect(page.locator("th[scope=row]")).to_have_text("手机")
    shoot(page, "security", whole=True)
    page.goto(f"{site}/me/devices/")
    page.locator("button[name=everywhere]").click()

    page.wait_for_url("**/sign-in/**")
    page.locator("form[data-passkey] button").click()
    page.wait_for_url(lambda url: "/sign-in/" not in url)
    page.goto(f"{site}/me/security/")
    expect(page.locator("th[scope=row]")).to_have_text("手机")
