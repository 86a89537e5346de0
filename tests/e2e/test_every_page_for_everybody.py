"""Every page a person meets: axe clean, no sideways scroll, one heading, and no foreign word on a Chinese page."""

import re
from collections.abc import Callable
from random import randrange

import pytest
from playwright.sync_api import Page

from tests.axe import fits_its_screen, violations

from .conftest import People

pytestmark = pytest.mark.e2e

# Codes and formats that are the same in both languages; everything else on a Chinese page is Chinese.
SAME_IN_BOTH = {
    *("IDI", "CLM", "UNIT", "PRJ", "AMB", "TIS", "RCP", "DEN", "POL", "SHA", "ORG"),
    *("JPEG", "PNG", "WebP", "HEIC", "PDF", "CSV", "Excel", "jpg"),
    *("English", "Enter"),
    *("PostgreSQL", "Redis", "Python", "Django", "Celery"),
}
SESSION = re.compile(r"^idi_session")
ENGLISH = re.compile(r"[A-Za-z]{3,}")
ADDRESSES = re.compile(r"https?://\S+|\S+@\S+")
SOURCE_WORDS = """() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
        const text = walker.currentNode;
        const isOther = text.parentElement.closest('script, style, template, [lang="en"], [translate="no"]');
        if (!isOther) found.push(text.textContent);
    }
    return found.join(' ');
}"""

Route = Callable[[Page], None]


def address(path: str) -> Route:
    """The page at an address."""
    return lambda page: _goto(page, path)


def first_link(start: str, *hrefs: str, then: str = "") -> Route:
    """The page behind the first link of `start` whose address begins so, and so on, and a page below it."""

    def go(page: Page) -> None:
        _goto(page, start)
        for href in hrefs:
            _goto(page, page.locator(f'main a[href^="{href}"]').first.get_attribute("href") or "")
        if then:
            _goto(page, page.url + then)

    return go


def of_a_policy(href: str) -> Route:
    """A page of the first policy of the list that is linked from the policy's own page."""

    def go(page: Page) -> None:
        first_link("/insurance-policies/", "/insurance-policies/0")(page)
        _goto(page, page.locator(f'main a[href*="{href}"]').first.get_attribute("href") or "")

    return go


def draft_finding(page: Page) -> None:
    """The page with the camera, of a report that is being written."""
    first_link("/inspections/", "/inspections/0")(page)
    page.locator('form[action$="/findings/add/"] button').click()
    page.wait_for_url("**/inspections/findings/*/")


def answer_to_a_finding(page: Page) -> None:
    """The contractor's answer, begun and not sent."""
    first_link("/findings/?progress=open", "/findings/0")(page)
    page.locator('form[action$="/answer/"] button').click()
    page.wait_for_url("**/rectifications/*/")


def new_site_link(page: Page) -> None:
    """The page that shows a link once."""
    first_link("/findings/?progress=open", "/findings/0")(page)
    page.locator('form[action$="/links/"] button').click()
    page.locator("code.key").wait_for()


def finding_by_link(page: Page) -> None:
    """What a site worker sees: the token goes from the address into the form by itself."""
    new_site_link(page)
    key = page.locator("code.key").inner_text().partition("#")[2]
    # Opening it begins a session, and the contractor's own is kept for other pages.
    page.context.clear_cookies(name=SESSION)
    _goto(page, "/site/#" + key)
    page.locator("main form button").first.click()
    page.wait_for_url("**/site/finding/")


def look_as_the_adjuster(page: Page) -> None:
    """Where the operator says why they look as somebody."""
    first_link("/operations/people/?q=adjuster", "/operations/people/0")(page)
    _goto(page, page.locator('main a[href*="/look/"]').first.get_attribute("href") or "")


def under_a_look(page: Page) -> None:
    """The adjuster's claims, as the operator sees them, in a session that no other page is read in."""
    page.context.clear_cookies(name=SESSION)
    _goto(page, "/sign-in/")
    page.locator('button[name="username"][value="operator"]').click()
    page.wait_for_url(lambda url: "/sign-in/" not in url)
    look_as_the_adjuster(page)
    page.locator("textarea[name=reason]").fill("12345")
    page.locator("main form button").first.click()
    page.locator(".banner-look").wait_for()
    _goto(page, "/claims/")


def in_the_report(path: str) -> Route:
    """A page of an unfinished report."""

    def go(page: Page) -> None:
        _goto(page, "/my/")
        page.locator('form[action$="/report/"] button').first.click()
        page.wait_for_url("**/my/reports/*/")
        _goto(page, page.url + path)

    return go


def why_of_the_first_claim(start: str, href: str, then: str = "") -> Route:
    def go(page: Page) -> None:
        first_link(start, href)(page)
        terms = page.locator('main a[href^="/deadlines/"]:not([href$="/stop/"])')
        _goto(page, (terms.first.get_attribute("href") or "") + then)

    return go


def owners_code(page: Page) -> None:
    """The page that waits for a code; the demo shows the message."""
    _goto(page, "/sign-in/owner/")
    page.locator("input[name=number]").fill(f"139{randrange(10**8):08d}")
    page.locator("main form button").first.click()
    page.wait_for_url("**/sign-in/owner/code/")


def owners_name(page: Page) -> None:
    """The page that asks whom a new number belongs to."""
    owners_code(page)
    shown = re.search(r"\d{6}(?!\d)", page.locator(".note").last.inner_text().partition("\n")[2])
    assert shown
    page.locator("input[name=code]").fill(shown[0])
    page.locator("main form button").first.click()
    page.wait_for_url("**/sign-in/owner/who/")


def finished_excel(page: Page) -> None:
    """The page of a job, from its start to the button that hands out the file."""
    _goto(page, "/claims/")
    page.locator('form[action^="/claims/export/xlsx/"] button').click()
    page.wait_for_url("**/jobs/*/")
    page.locator('a[href$="/result/"]').wait_for()


PAGES: dict[str, tuple[str, Route]] = {
    "sign-in": ("", address("/sign-in/")),
    "owner's sign-in": ("", address("/sign-in/owner/")),
    "owner's code": ("", owners_code),
    "owner's name": ("", owners_name),
    "own number": ("owner03", address("/me/number/")),
    "owner's security": ("owner03", address("/me/security/")),
    "regimes": ("", address("/regimes/")),
    "regimes compared": ("", address("/regimes/compare/?topic=claims")),
    "parameter": ("", address("/regimes/parameters/claims.determination.normal/")),
    "regime": ("", first_link("/regimes/", "/regimes/jiangmen")),
    "readings": ("", address("/regimes/readings/")),
    "reading": ("", address("/regimes/readings/AMB-14/")),
    "what is covered": ("", address("/regimes/cover/")),
    "desk of readings": ("officer-hangzhou", address("/reading-decisions/")),
    "proposal on a reading": ("officer-hangzhou", address("/reading-decisions/AMB-04/")),
    "realisation": ("", address("/regimes/realisation/")),
    "drafts of rules": ("officer-hangzhou", address("/rule-drafts/")),
    "draft of rules": ("officer-hangzhou", first_link("/rule-drafts/", "/rule-drafts/0")),
    "draft as text": ("officer-hangzhou", first_link("/rule-drafts/", "/rule-drafts/0", then="text/")),
    "rule of a draft": ("officer-hangzhou", first_link("/rule-drafts/", "/rule-drafts/0", then="rules/HZ-070/")),
    "new rule of a draft": ("officer-hangzhou", first_link("/rule-drafts/", "/rule-drafts/0", then="new-rule/")),
    "new draft of rules": ("officer-hangzhou", address("/rule-drafts/new/")),
    "not found": ("", address("/nothing-here/")),
    "my homes": ("owner03", address("/my/")),
    "my data": ("owner03", address("/my/data/")),
    "authorities": ("officer", address("/authorities/")),
    "owner's authorities": ("owner", address("/authorities/")),
    "authority to confirm": ("manager", first_link("/authorities/", "/authorities/0")),
    "agent of an owner": ("owner", first_link("/authorities/", "/homes/")),
    "homes in care": ("property", address("/my/")),
    "claim for the owners": ("property", first_link("/my/", "/my/claims/0")),
    "changes of owners": ("manager", address("/ownership-changes/")),
    "change of owners": ("manager", first_link("/ownership-changes/", "/ownership-changes/0")),
    "owners of a home": ("adjuster", first_link("/ownership-changes/", "/ownership-changes/0", "/homes/")),
    "record a change of owners": (
        "adjuster",
        first_link("/ownership-changes/", "/ownership-changes/0", "/homes/", then="new/"),
    ),
    "erasure": ("owner03", address("/my/data/erasure/")),
    "ends of retention": ("security", address("/privacy/retention/")),
    "requests about data": ("security", address("/privacy/requests/")),
    "report": ("owner03", in_the_report("")),
    "where": ("owner03", in_the_report("where/")),
    "what": ("owner03", in_the_report("what/")),
    "since": ("owner03", in_the_report("since/")),
    "danger": ("owner03", in_the_report("danger/")),
    "urgent": ("owner03", in_the_report("danger/call/")),
    "photographs": ("owner03", in_the_report("photographs/")),
    "check": ("owner03", in_the_report("check/")),
    "my claim": ("owner03", first_link("/my/", "/my/claims/")),
    "owner's why": ("owner03", why_of_the_first_claim("/my/", "/my/claims/")),
    "queue": ("adjuster", address("/claims/")),
    "empty queue": ("adjuster", address("/claims/?q=0000")),
    "case": ("adjuster", first_link("/claims/?state=filed", "/claims/0")),
    "job": ("adjuster", finished_excel),
    "inbox": ("manager", address("/inbox/")),
    "how I am told": ("manager", address("/inbox/preferences/")),
    "calendar feeds": ("owner", address("/inbox/calendar/")),
    "why": ("adjuster", why_of_the_first_claim("/claims/", "/claims/0")),
    "stop of a term": ("adjuster", why_of_the_first_claim("/claims/", "/claims/0", "stop/")),
    "inspector's today": ("inspector", address("/inspections/")),
    "new inspection": ("inspector", address("/inspections/new/")),
    "inspection reports": ("manager", address("/inspection-reports/")),
    "inspection report": ("inspector", first_link("/inspection-reports/", "/inspection-reports/0")),
    "findings": ("contractor", address("/findings/")),
    "finding": ("developer", first_link("/findings/", "/findings/0")),
    "dashboard": ("officer", address("/supervision/")),
    "terms": ("officer", first_link("/supervision/", "/supervision/terms/?status=missed")),
    "district dashboard": ("officer-xinhui", address("/supervision/")),
    "privacy": ("", address("/privacy/")),
    "heads": ("", address("/audit/heads/")),
    "record": ("auditor", address("/operations/audit/")),
    "versions": ("auditor", address("/operations/audit/versions/?table=accounts.User&reason=check")),
    "chains": ("auditor", address("/operations/audit/chains/")),
    "programs": ("admin", address("/organisation/programs/")),
    "program": ("admin", first_link("/organisation/programs/", "/organisation/programs/0")),
    "new program": ("admin", address("/organisation/programs/new/")),
    **{
        f"organisation's {path}": ("admin", address(f"/organisation/{path}/"))
        for path in ("people", "invitations", "invitations/new", "certificates", "certificates/new", "cities", "record")
    },
    "organisation": ("admin", address("/organisation/")),
    "joining a city": ("admin", address("/organisation/cities/310000/")),
    "absence": ("admin", address("/organisation/absences/new/")),
    "work": ("inspector", address("/organisation/work/")),
    "applications": ("officer", address("/organisation/applications/")),
    "all organisations": ("officer", address("/organisation/all/")),
    "security": ("manager", address("/me/security/")),
    "devices": ("owner03", address("/me/devices/")),
    "demo clock": ("operator", address("/operations/clock/")),
    "duties": ("security", address("/operations/")),
    "health": ("operator", address("/operations/health/")),
    "mails caught": ("operator", address("/operations/mails/")),
    "not arrived": ("operator", address("/operations/sendings/")),
    "given up": ("operator", address("/operations/messages/")),
    "expected events": ("officer-hangzhou", address("/deadlines/expected/")),
    "ladders": ("officer-hangzhou", address("/ladders/")),
    "draft of a ladder": ("officer-hangzhou", first_link("/ladders/", "/ladders/0")),
    "rungs of a ladder": ("officer-hangzhou", first_link("/ladders/", "/ladders/0", then="rungs/")),
    "new ladder": ("officer-hangzhou", address("/ladders/new/")),
    "ladder that waits": ("officer", first_link("/ladders/", "/ladders/0")),
    "preview of a ladder": ("officer", first_link("/ladders/", "/ladders/0", then="preview/")),
    "words of messages": ("officer-hangzhou", address("/inbox/templates/")),
    "words of one message": ("officer-hangzhou", address("/inbox/templates/missed/mail/")),
    "words that wait": ("officer-hangzhou", address("/inbox/templates/reminder/text/")),
    "works standing still": ("officer-hangzhou", address("/stop-works/")),
    "my terms": ("adjuster", address("/deadlines/mine/")),
    "terms of a month": ("manager", address("/deadlines/month/2026/11/")),
    "stops of terms": ("officer", address("/deadlines/stops/")),
    "timers put aside": ("operator", address("/operations/timers/")),
    "cities": ("operator", address("/operations/cities/")),
    "city": ("operator", first_link("/operations/cities/", "/operations/cities/1")),
    "new city": ("operator", address("/operations/cities/new/")),
    "ask reset": (
        "operator",
        first_link("/operations/people/?q=平台安全", "/operations/people/0", then="ask-reset/"),
    ),
    "group robot": ("admin", address("/inbox/robots/dingtalk/")),
    "sign-in provider": ("admin", address("/organisation/sign-in/")),
    "organisations that sign in": ("", address("/sign-in/organisation/")),
    "successions": ("admin", address("/organisation/successions/")),
    "new succession": ("admin", address("/organisation/successions/new/")),
    "succession": ("officer", first_link("/organisation/successions/", "/organisation/successions/0")),
    "lost numbers": ("adjuster", address("/hotline/")),
    "messages of the demo": ("", address("/sign-in/messages/")),
    "people": ("security", address("/operations/people/?q=own")),
    "person": ("security", first_link("/operations/people/?q=own", "/operations/people/0")),
    "new administrator": ("operator", address("/operations/people/administrators/new/")),
    "organisations": ("operator", address("/operations/organisations/?q=保险")),
    "decisions": ("security", address("/operations/proposals/")),
    "calendars": ("operator", address("/operations/calendars/")),
    "enter a notice": ("operator", address("/operations/calendars/import/")),
    "foreseen calendar": ("security", first_link("/operations/calendars/", "/operations/calendars/0")),
    "public calendars": ("", address("/calendar/")),
    "provisional year": ("", address("/calendar/2027/")),
    "announced year": ("", address("/calendar/2026/")),
    "reckoned anew": ("officer", address("/recomputations/")),
    "empty district": ("officer-quiet", address("/supervision/")),
    "empty inbox": ("officer-quiet", address("/inbox/")),
    **{f"regime of {code}": ("", address(f"/regimes/{code}/")) for code in ("shanghai", "hangzhou")},
    "verify": ("", address("/verify/")),
    "letter": ("adjuster-beijing", first_link("/claims/?state=denied", "/claims/0", "/letters/")),
    "verified letter": ("adjuster-beijing", first_link("/claims/?state=denied", "/claims/0", "/letters/", "/verify/")),
    "denied claim": ("adjuster-beijing", first_link("/claims/?state=denied", "/claims/0")),
    "claim that stands still": (
        "officer-beijing",
        first_link("/supervision/terms/?status=stopped", "/claims/0"),
    ),
    "offer that waits": ("owner-beijing", first_link("/my/", "/my/claims/0")),
    "approvals": ("manager", address("/claims/approvals/")),
    "determination to approve": ("manager", first_link("/claims/approvals/", "/claims/0")),
    "telephone": ("adjuster", address("/claims/telephone/")),
    "repairs": ("developer-hangzhou", address("/repairs/")),
    "repair": ("developer-hangzhou", first_link("/repairs/", "/repairs/0")),
    "repair at home": ("owner-hangzhou", first_link("/my/", "/my/claims/0")),
    "projects": ("underwriter", address("/projects/")),
    "new project": ("underwriter", address("/projects/new/")),
    "project": ("underwriter", first_link("/projects/", "/projects/0")),
    "new building": ("underwriter", first_link("/projects/", "/projects/0", then="buildings/new/")),
    "new policy": ("underwriter", first_link("/projects/", "/projects/0", then="policies/new/")),
    "earlier policy": ("underwriter", first_link("/projects/", "/projects/0", then="policies/earlier/")),
    "insurance policies": ("underwriter", address("/insurance-policies/")),
    "insurance policy": ("underwriter", first_link("/insurance-policies/", "/insurance-policies/0")),
    "shares": ("underwriter", of_a_policy("/shares/")),
    "contract terms": ("underwriter", of_a_policy("/terms/")),
    "duty of a stage": ("underwriter", of_a_policy("/duties/")),
    "correct an entry": ("underwriter", of_a_policy("/entries/")),
    "why cover": ("underwriter", of_a_policy("/cover/")),
    "gates of issue": (
        "underwriter-shanghai",
        first_link("/insurance-policies/?state=draft", "/insurance-policies/0", then="issue/"),
    ),
    "report being written": ("inspector-hangzhou", first_link("/inspections/", "/inspections/0")),
    "finding being written": ("inspector-hangzhou", draft_finding),
    "finding for a second look": ("inspector-hangzhou", first_link("/inspections/", "/findings/0")),
    "answer": ("contractor-hangzhou", answer_to_a_finding),
    "supervised claims": ("officer", address("/supervision/claims/")),
    "look as somebody": ("operator", look_as_the_adjuster),
    "under a look": ("operator", under_a_look),
    "looks by support": ("admin", address("/organisation/people/support/")),
    "site link": ("contractor", first_link("/findings/?progress=open", "/findings/0", "/findings/links/")),
    "new site link": ("contractor-shanghai", new_site_link),
    "door of a site link": ("", address("/site/")),
    "site link that is gone": ("", address("/site/finding/")),
    "finding by link": ("contractor-shanghai", finding_by_link),
    "supervised findings": ("officer-hangzhou", address("/supervision/findings/")),
    "supervised projects": ("officer", address("/supervision/projects/")),
    "supervised project": ("officer-hangzhou", first_link("/supervision/projects/", "/supervision/projects/0")),
    **{f"dashboard of {city}": (f"officer-{city}", address("/supervision/")) for city in ("shanghai", "hangzhou")},
}


@pytest.mark.in_turn(12)
@pytest.mark.parametrize(("phone", "english"), [(True, False), (False, True)], ids=["zh-phone", "en-desktop"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_can_be_read_by_everybody(
    people: People, request: pytest.FixtureRequest, full: bool, name: str, phone: bool, english: bool
) -> None:
    """One page in twelve a run, by its seed: a third in English on a desktop, the rest in Chinese on a phone."""
    seed = request.config.getoption("randomly_seed", 0)
    if not full and english != ((list(PAGES).index(name) + int(seed)) % 3 == 0):
        pytest.skip("the other way in another run, or with --full")
    person, route = PAGES[name]
    page = (
        people.enter(person, phone=phone, english=english, at=None)
        if person
        else people.visit(phone=phone, english=english)
    )
    route(page)
    page.wait_for_load_state("networkidle")
    assert violations(page) == []
    assert fits_its_screen(page)
    assert page.locator("h1").count() == 1
    assert page.locator("html").get_attribute("lang") == ("en" if english else "zh-Hans-CN")
    if not english:
        foreign = set(ENGLISH.findall(ADDRESSES.sub("", page.evaluate(SOURCE_WORDS)))) - SAME_IN_BOTH
        assert foreign == set()


def _goto(page: Page, path: str) -> None:
    answer = page.goto(path)
    assert answer is not None
    assert answer.status in {200, 404}
