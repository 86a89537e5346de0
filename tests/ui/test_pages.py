"""What every page of the frame keeps: language, one heading, the content policy, and the reader's switches."""

import re
from pathlib import Path

import pytest
from django.conf import settings as project_settings
from django.db import DatabaseError, IntegrityError, OperationalError
from django.http import HttpRequest
from django.template.loader import get_template
from django.test import Client, RequestFactory
from django.utils import translation
from pytest_django.fixtures import Settings

from idi_platform.tenancy.public import Actor, acting_as, uuid7
from idi_platform.ui import navigation
from idi_platform.ui.context import Shell
from idi_platform.ui.public import HeaderBadge, NavItem, register_header_badge, register_nav
from idi_platform.ui.web.errors import server_error, service_unavailable
from idi_platform.wsgi import application

PLAIN_PAGES = ("400.html", "403_csrf.html", "413.html", "500.html", "503.html")
LANGUAGES = [("zh-hans", "zh-Hans-CN"), ("en", "en")]
# Words that a Chinese page keeps: names of languages, of formats, of sample cases.
LATIN = re.compile(r"\b(?!English\b|IDI\b|Enter\b)[A-Za-z]{2,}")


@pytest.fixture
def demo(settings: Settings, db: None) -> None:
    settings.DEMO_MODE = True


def words_of(html: str) -> str:
    """What a reader reads: no tags, scripts or attributes."""
    body = re.sub(r"<(script|style|template)\b.*?</\1>", " ", html, flags=re.DOTALL)
    return re.sub(r"<[^>]+>", " ", body)


def gallery(client: Client, language: str) -> str:
    client.cookies[project_settings.LANGUAGE_COOKIE_NAME] = language
    response = client.get("/ui/gallery/")
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize(("language", "lang"), LANGUAGES)
def test_a_page_names_its_language_and_has_one_heading(demo: None, client: Client, language: str, lang: str) -> None:
    html = gallery(client, language)
    assert f'<html lang="{lang}"' in html
    assert html.count("<h1") == 1


def test_a_chinese_page_has_no_english_words(demo: None, client: Client) -> None:
    assert LATIN.findall(words_of(gallery(client, "zh-hans"))) == []


def test_an_english_page_has_no_chinese_words(demo: None, client: Client) -> None:
    text = words_of(gallery(client, "en")).replace("中文", "")
    assert re.findall(r"[\u4e00-\u9fff]+", text) == []


def test_nothing_is_inline_so_the_content_policy_can_be_strict(demo: None, client: Client) -> None:
    html = gallery(client, "en")
    assert re.findall(r"\sstyle=|\son[a-z]+=|<style|javascript:", html) == []
    assert re.findall(r"<script(?![^>]*(?:src=|application/json))", html) == []


def test_the_content_policy_allows_our_own_scripts_and_styles_only(demo: None, client: Client) -> None:
    policy = {one.strip() for one in client.get("/ui/gallery/").headers["Content-Security-Policy"].split(";")}
    assert policy >= {"script-src 'self'", "style-src 'self'"}
    assert not any("unsafe" in one for one in policy)


def test_the_gallery_is_not_there_outside_a_demo(settings: Settings, db: None, client: Client) -> None:
    settings.DEMO_MODE = False
    assert client.get("/ui/gallery/").status_code == 404


@pytest.mark.parametrize(("language", "lang"), LANGUAGES)
@pytest.mark.parametrize("page", PLAIN_PAGES)
def test_a_page_for_trouble_needs_neither_request_nor_database(page: str, language: str, lang: str) -> None:
    with translation.override(language):
        html = get_template(page).render()
    assert f'<html lang="{lang}"' in html
    assert html.count("<h1") == 1
    other = r"[\u4e00-\u9fff]+" if language == "en" else LATIN
    assert re.findall(other, words_of(html)) == []


def test_a_missing_page_answers_in_the_readers_language(db: None, client: Client) -> None:
    assert "未找到页面" in client.get("/no/such/page/").content.decode()
    client.cookies[project_settings.LANGUAGE_COOKIE_NAME] = "en"
    response = client.get("/no/such/page/")
    assert response.status_code == 404
    assert "Page not found" in response.content.decode()


def test_a_part_that_is_down_asks_to_come_back(rf: RequestFactory) -> None:
    response = service_unavailable(rf.get("/"))
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "30"


def test_chinese_comes_first_whatever_the_browser_asks_for(db: None, client: Client) -> None:
    response = client.get("/no/such/page/", headers={"Accept-Language": "en-GB,en;q=0.9"})
    assert response.headers["Content-Language"] == "zh-hans"


def test_the_language_switch_keeps_the_page(db: None, client: Client) -> None:
    response = client.post("/ui/language/", {"language": "en", "next": "/inbox/?page=2"})
    assert (response.status_code, response.headers["Location"]) == (302, "/inbox/?page=2")
    assert client.get("/no/such/page/").headers["Content-Language"] == "en"


def test_an_unknown_language_in_the_cookie_is_chinese(db: None, client: Client) -> None:
    client.cookies[project_settings.LANGUAGE_COOKIE_NAME] = "xx"
    assert client.get("/no/such/page/").headers["Content-Language"] == "zh-hans"


def test_a_form_without_its_token_is_refused_in_words(db: None, strict_client: Client) -> None:
    response = strict_client.post("/ui/language/", {"language": "en"})
    assert response.status_code == 403
    assert "表单已过期" in response.content.decode()


def test_theme_and_large_print_are_kept_in_cookies(db: None, client: Client) -> None:
    response = client.post("/ui/preference/theme/", {"value": "dark", "next": "/inbox/"})
    assert (response.status_code, response.headers["Location"]) == (302, "/inbox/")
    client.post("/ui/preference/elder/", {"value": "on"})
    assert client.cookies["idi_theme"].value == "dark"
    assert client.cookies["idi_elder"].value == "on"
    assert 'data-bs-theme="dark"' in client.get("/no/such/page/").content.decode()


def test_a_switch_leads_to_no_foreign_site(db: None, client: Client) -> None:
    response = client.post("/ui/preference/theme/", {"value": "dark", "next": "https://example.com/"})
    assert response.headers["Location"] == "/"


@pytest.mark.parametrize(
    ("path", "value", "status"), [("theme", "pink", 400), ("theme", "", 400), ("password", "dark", 404)]
)
def test_an_unknown_preference_is_refused(db: None, client: Client, path: str, value: str, status: int) -> None:
    assert client.post(f"/ui/preference/{path}/", {"value": value}).status_code == status


@pytest.mark.parametrize("path", ["/ui/preference/theme/", "/ui/language/"])
def test_a_switch_does_not_turn_by_looking(db: None, client: Client, path: str) -> None:
    assert client.get(path).status_code == 405


def test_without_a_reader_the_start_page_leads_to_the_sign_in(db: None, client: Client) -> None:
    response = client.get("/")
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/")


@pytest.fixture
def empty_shell(monkeypatch: pytest.MonkeyPatch) -> None:
    """The frame without the entries that the apps registered."""
    monkeypatch.setattr(navigation, "_items", {})
    monkeypatch.setattr(navigation, "_badges", [])


def shell_for(role: str, path: str) -> Shell:
    request = RequestFactory().get(path)
    with acting_as(Actor(user_id=uuid7(), organisation_id=None, role=role, city_id=None)):
        shell = Shell(request)
        assert isinstance(shell.nav, list)
        assert isinstance(shell.badges, list)
    return shell


def test_a_reader_sees_the_entries_of_their_role_in_order_and_the_current_one_marked(empty_shell: None) -> None:
    everybody = frozenset({"adjuster", "operator"})
    register_nav(NavItem(label="Gallery", icon="photo", url_name="ui:gallery", roles=everybody, order=2))
    register_nav(NavItem(label="Start", icon="door", url_name="ui:home", roles=everybody, order=1))
    register_nav(NavItem(label="Switch", icon="sun", url_name="ui:language", roles=frozenset({"operator"})))
    links = shell_for("adjuster", "/ui/gallery/").nav
    assert [(link.item.label, link.is_current) for link in links] == [("Start", False), ("Gallery", True)]


@pytest.mark.parametrize(("count", "first", "rest"), [(8, 8, 0), (9, 7, 2), (20, 7, 13)])
def test_what_does_not_fit_one_line_stands_under_more(empty_shell: None, count: int, first: int, rest: int) -> None:
    names = ["ui:home"] * (count - 1) + ["ui:gallery"]
    for place, name in enumerate(names):
        roles = frozenset({"adjuster", f"r{place}"})
        register_nav(NavItem(label=f"{place}", icon="door", url_name=name, roles=roles, order=place))
    shell = shell_for("adjuster", "/ui/gallery/")
    assert (len(shell.nav_first), len(shell.nav_rest)) == (first, rest)
    assert [*shell.nav_first, *shell.nav_rest] == shell.nav
    hidden = shell.nav_current_in_rest
    assert (hidden.item.url_name if hidden else None) == ("ui:gallery" if rest else None)


def test_an_entry_that_leads_nowhere_takes_no_page_down(empty_shell: None) -> None:
    register_nav(NavItem(label="Gone", icon="door", url_name="gone:away", roles=frozenset({"adjuster"})))
    assert shell_for("adjuster", "/").nav == []


def test_two_roles_know_one_page_by_two_names(empty_shell: None) -> None:
    for role, label in (("owner", "My home"), ("participant", "Homes I act for"), ("owner", "My home")):
        register_nav(NavItem(label=label, icon="home", url_name="ui:home", roles=frozenset({role})))
    assert [[link.item.label for link in shell_for(role, "/").nav] for role in ("owner", "participant")] == [
        ["My home"],
        ["Homes I act for"],
    ]


def test_a_badge_shows_only_where_its_app_has_one(empty_shell: None) -> None:
    register_header_badge(lambda _request: None)
    badge = HeaderBadge(label="Inbox", icon="bell", url_name="ui:home", count=3)
    register_header_badge(lambda _request: badge)
    assert shell_for("adjuster", "/").badges == [badge]


def test_templates_and_scripts_stay_small() -> None:
    top = Path(project_settings.BASE_DIR)
    long = [
        str(path)
        for folder in (top / "templates", top / "idi_platform" / "ui" / "assets" / "js")
        for path in folder.rglob("*.*")
        if len(path.read_text(encoding="utf-8").splitlines()) > 200
    ]
    assert long == []


def test_the_frame_asks_no_tenant_table_on_a_page_for_trouble(empty_shell: None, db: None, client: Client) -> None:
    def broken(_request: HttpRequest) -> HeaderBadge:
        raise AssertionError

    register_header_badge(broken)
    assert client.get("/no/such/page/").status_code == 404


def test_a_body_larger_than_any_form_is_refused_unread(db: None, client: Client) -> None:
    response = client.post("/sign-in/", CONTENT_LENGTH=str(project_settings.LARGEST_BODY + 1))
    assert response.status_code == 413
    assert "请返回" in response.content.decode()


@pytest.mark.parametrize(("charset", "status"), [("rot13", 400), ("gbk", 400), ("utf-8", 302), ("nonsense", 302)])
def test_a_head_in_another_script_is_refused_and_breaks_nothing(db: None, charset: str, status: int) -> None:
    """Past the test client, which fails over it as Django's own handler does."""
    environ = {**RequestFactory().get("/").environ, "CONTENT_TYPE": f"text/plain; charset={charset}"}
    told: list[str] = []
    body = application(environ, lambda line, _head, _error=None: told.append(line))  # type: ignore[arg-type]  # writes nothing itself
    assert told[0].startswith(str(status))
    assert (status == 400) == ("无法识别" in b"".join(body).decode())


@pytest.mark.parametrize(
    ("error", "status"),
    [(OperationalError("gone"), 503), (DatabaseError("no message"), 503), (IntegrityError("ours"), 500), (None, 500)],
)
def test_a_database_that_is_away_is_said_to_be_away(rf: RequestFactory, error: Exception | None, status: int) -> None:
    """Also by what stumbles over it later."""
    try:
        try:
            raise error or ValueError
        finally:
            raise KeyError
    except KeyError:
        assert server_error(rf.get("/")).status_code == status
