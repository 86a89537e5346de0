"""What a program's form offers opens something to the role; what opens nothing is refused wherever it comes from."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

import pytest
from django.apps import apps
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from idi_platform.accounts.public import Membership, Organisation, OrganisationKind, Role
from idi_platform.api.errors import ScopeOpensNothing
from idi_platform.api.models import ApiClient
from idi_platform.api.openings import openings, scope_choices
from idi_platform.api.scopes import known_scopes
from idi_platform.api.services.clients import let_program_in, make_key
from tests.world import World, member

ROLES = (Role.UNDERWRITER, Role.ADJUSTER, Role.INSURER_MANAGER, Role.INSPECTOR, Role.PARTICIPANT, Role.BUREAU)
FORBIDDEN = 403


def api_addresses(area: str) -> Iterator[str]:
    """An address of every view of an app under /api/v1/, about things that there are not."""
    version = next(one for one in get_resolver().url_patterns if getattr(one, "namespace", None) == "api-v1")
    assert isinstance(version, URLResolver)
    for app in version.url_patterns:
        for pattern in getattr(app, "url_patterns", []):
            assert isinstance(pattern, URLPattern)
            config = apps.get_containing_app_config(pattern.callback.__module__)
            if config is not None and config.label == area:
                words = {"year": 2026, "code": "999999"}
                named = {name: words.get(name, uuid4()) for name in pattern.pattern.converters}
                yield reverse(f"api-v1:{pattern.name}", kwargs=named)


def admin_of(role: str, world: World) -> Membership:
    """An administrator of a body where somebody holds that role."""
    body = Organisation.objects.create(kind=OrganisationKind.TIS, name_zh="某机构", name_en="A body")
    member(f"{role}-person", role=role, city=world.here.city, organisation=body)
    return member(f"{role}-admin", role=Role.ORG_ADMIN, city=world.here.city, organisation=body)


@pytest.mark.parametrize("role", ROLES)
def test_each_scope_that_is_offered_opens_something(world: World, role: str) -> None:
    by, now = admin_of(role, world).actor(), timezone.now()
    offered = [scope for scope, _words in scope_choices([role])]
    assert offered
    for scope in offered:
        client = let_program_in(name=scope, role=role, scopes=[scope], by=by, at=now)
        key = make_key(client=client, expires_on=timezone.localdate() + timedelta(days=9), by=by, at=now)[1]
        area, access = scope.split(":")
        ask = Client(headers={"Authorization": f"Bearer {key}"})
        calls = (ask.get, ask.post) if access == "read" else (ask.post,)
        answers = (call(address).status_code for address in api_addresses(area) for call in calls)
        assert any(answer not in (FORBIDDEN, 405) for answer in answers), scope


@pytest.mark.parametrize("role", ROLES)
def test_a_scope_that_opens_nothing_is_refused(world: World, role: str) -> None:
    by = admin_of(role, world).actor()
    offered = {scope for scope, _words in scope_choices([role])}
    idle = [scope for scope in known_scopes() if scope not in offered]
    for scope in [*idle, "claims", "claims:", "claims:sign", "nonsense:read", ""]:
        with pytest.raises(ScopeOpensNothing):
            let_program_in(name="x", role=role, scopes=[*offered, scope], by=by, at=timezone.now())
    assert not ApiClient.objects.exists()


def test_terms_and_documents_are_only_read() -> None:
    reads_only = {f"{area}:write" for area in ("documents", "deadlines")}
    assert reads_only <= set(known_scopes())
    assert not reads_only & set(openings())


def test_the_form_of_an_inspection_service_offers_no_claims_to_change(world: World) -> None:
    browser = Client()
    browser.force_login(admin_of(Role.INSPECTOR, world).user)
    page = browser.get("/organisation/programs/new/").content.decode()
    assert 'value="riskmgmt:write"' in page
    assert 'value="claims:write"' not in page
