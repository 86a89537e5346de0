"""One table of rights: every address asks for a declared right, and docs/permissions.md shows the table."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from idi_platform.accounts.public import (
    CITY_ROLES,
    PLATFORM_ROLES,
    Right,
    Role,
    declare_right,
    declared_rights,
    right_of,
)
from idi_platform.privacy.public import uses
from tests.access.permissions import PAGE, page

# Everybody's: what needs no sign-in, and the steps of signing in, out and from one membership to another.
OPEN = {
    "account_login",
    "accounts:demo_messages",
    "accounts:demo_sign_in",
    "accounts:enrol",
    "accounts:enrol_codes",
    "accounts:enrol_passkey",
    "accounts:organisations",
    "accounts:owner_code",
    "accounts:owner_sign_in",
    "accounts:owner_who",
    "accounts:permissions",
    "accounts:sign_out",
    "accounts:switch",
    "alerts:feed",
    "alerts:text_receipt",
    "api-v1:calendar",
    "api-v1:compare",
    "api-v1:compute_deadline",
    "api-v1:heads",
    "api-v1:regime_versions",
    "api-v1:regimes",
    "api-v1:resolve",
    "api:docs",
    "api:schema",
    "audit:heads",
    "deadlines:calendar",
    "deadlines:calendars",
    "documents:verify",
    "documents:verify_code",
    "hotline:ask",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "mydata:privacy",
    "openid_connect_callback",
    "openid_connect_login",
    "operations:health",
    "operations:web_health",
    "organisations:join",
    "policies:compare",
    "policies:cover",
    "policies:parameter",
    "policies:reading",
    "policies:readings",
    "policies:realisation",
    "policies:realisation_sheet",
    "policies:regime",
    "policies:regimes",
    "riskmgmt:by_link",
    "riskmgmt:link_photograph",
    "riskmgmt:link_thumbnail",
    "riskmgmt:open_link",
    "ui:gallery",
    "ui:home",
    "ui:language",
    "ui:preference",
}


def _walk(resolver: URLResolver, prefix: str) -> Iterator[tuple[str, Any]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _walk(entry, f"{prefix}{entry.namespace}:" if entry.namespace else prefix)
        elif isinstance(entry, URLPattern):
            view = entry.callback
            yield f"{prefix}{entry.name}", getattr(view, "cls", view)


VIEWS = dict(_walk(get_resolver(), ""))


@pytest.mark.parametrize("name", sorted(set(VIEWS) - OPEN))
def test_every_address_asks_for_a_declared_right(name: str) -> None:
    asked = getattr(VIEWS[name], "rights", ())
    assert asked, "declare its right in the app's rights.py, or list it as everybody's"
    assert set(asked) <= set(declared_rights())


def test_every_right_is_asked_for_somewhere() -> None:
    asked = {right.code for view in VIEWS.values() for right in getattr(view, "rights", ()) or ()}
    assert {right.code for right in declared_rights()} <= asked


def test_what_is_open_is_there_and_asks_for_nothing() -> None:
    assert set(VIEWS) >= OPEN
    assert not [name for name in OPEN if getattr(VIEWS[name], "rights", None)]


def test_the_right_to_reveal_is_of_those_whom_the_register_names() -> None:
    named = {role for use in uses() for role in use.reveal_to}
    assert set(right_of("mydata.reveal").roles) == named


def test_no_role_acts_both_in_a_city_and_for_the_platform() -> None:
    for right in declared_rights():
        if right == right_of("accounts.own"):  # everybody's, of their own account
            continue
        assert set(right.roles) <= set(CITY_ROLES) or set(right.roles) <= set(PLATFORM_ROLES), right.code


def test_every_pair_of_two_persons_is_attacked_by_one() -> None:
    """PROMISES 24: `pytest.mark.attacks` names the rights that a test tries with one person in two memberships."""
    tests = Path(__file__).parents[1].rglob("test_*.py")
    marks = (re.findall(r"^@pytest\.mark\.attacks\((.*)\)$", test.read_text(encoding="utf-8"), re.M) for test in tests)
    attacked = {code for mark in marks for codes in mark for code in re.findall(r'"([\w.]+)"', codes)}
    assert attacked == {right.code for right in declared_rights() if right.second_to}


def test_the_second_person_follows_a_declared_right() -> None:
    for right in declared_rights():
        assert right.code not in right.second_to
        for code in right.second_to:
            assert right_of(code).subject == right.subject


def test_a_right_is_declared_once_and_for_somebody() -> None:
    for code, roles in (("claims.read", (Role.OWNER,)), ("claims.nobody", ())):
        with pytest.raises(RuntimeError):
            declare_right(Right(code=code, subject="", label="", roles=roles))


def test_the_document_shows_the_table() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m tests.access.permissions"


@pytest.mark.django_db
def test_the_page_shows_what_one_role_may_do(client: Client) -> None:
    whole, owners = (client.get(address).content.decode() for address in ("/permissions/", "/permissions/?role=owner"))
    assert "批准核定" in whole
    assert "批准核定" not in owners
    assert "撤回索赔" in owners
    claims = client.get("/permissions/?thing=claims.read").content.decode()
    assert "批准核定" in claims
    assert "签发保单" not in claims
    assert client.get("/permissions/?thing=nonsense&role=nonsense").content.decode().count("签发保单") >= 1
