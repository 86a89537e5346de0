"""One masked field over the API: with a reason, on record, by the scope made for it."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from idi_platform.accounts.public import Membership, Role
from idi_platform.api.public import let_program_in, make_key
from idi_platform.audit.public import Access, AccessKind
from idi_platform.tenancy.public import acting_as
from tests.api.calling import caller, done, post, refused
from tests.mydata.people import PHONE, claimed
from tests.world import World, member

pytestmark = pytest.mark.usefixtures("attacked")

FIELD = "claims.Claim.claimant.phone"
PATH = "reveals/"
SCOPE = "mydata:read"


def asked(pk: object, **other: str) -> dict[str, str]:
    return {"field": FIELD, "id": str(pk), "reason": "回访报案人", **other}


def looks(world: World) -> list[tuple[Any, ...]]:
    with acting_as(world.here.system):
        found = Access.objects.filter(kind=AccessKind.REVEAL)
        return list(found.values_list("actor_user_id", "subject", "subject_id", "fields", "reason"))


def program(world: World, *scopes: str) -> Client:
    admin = member("admin", role=Role.ORG_ADMIN, city=world.here.city, organisation=world.here.bureau).actor()
    now = timezone.now()
    client = let_program_in(name="x", role=Role.BUREAU, scopes=scopes, by=admin, at=now)
    key = make_key(client=client, expires_on=timezone.localdate() + timedelta(days=9), by=admin, at=now)[1]
    return Client(headers={"Authorization": f"Bearer {key}"})


def test_an_officer_is_told_one_field_and_the_look_is_on_record(world: World) -> None:
    claim = claimed(world.here)
    told = done(post(world.here.officer, PATH, asked(claim.pk)))
    assert told == {"field": FIELD, "id": str(claim.pk), "value": PHONE}
    look = (world.here.officer.user_id, "claims.Claim", str(claim.pk), ["claimant.phone"], "回访报案人")
    assert looks(world) == [look]


def test_nothing_is_told_without_reason_right_sight_or_a_known_field(world: World) -> None:
    claim = claimed(world.here)
    here, there = world.here.officer, world.there.officer
    site = member("site", role=Role.PARTICIPANT, city=world.here.city, organisation=world.here.developer)
    assert refused(post(here, PATH, asked(claim.pk, reason=" "))) == (400, "invalid", ["reason"])
    assert refused(post(here, PATH, asked(claim.pk, field="claims.Claim.claimant.password")))[0] == 400
    assert post(here, PATH, asked(uuid4())).status_code == 404
    assert post(there, PATH, asked(claim.pk)).status_code == 404
    assert post(site, PATH, asked(claim.pk)).status_code == 403
    assert post(world.here.owner, PATH, asked(claim.pk)).status_code == 403
    assert looks(world) == []


@pytest.mark.parametrize(("scopes", "status"), [((SCOPE,), 200), (("claims:read",), 403)])
def test_a_program_needs_the_scope_made_for_it(world: World, scopes: tuple[str, ...], status: int) -> None:
    claim = claimed(world.here)
    answer = program(world, *scopes).post(f"/api/v1/{PATH}", asked(claim.pk), content_type="application/json")
    assert answer.status_code == status
    assert len(looks(world)) == (status == 200)


def test_a_session_confirms_first(world: World, settings: Any) -> None:
    claim = claimed(world.here)
    settings.CONFIRMATION_LASTS = timedelta(0)
    assert refused(post(world.here.officer, PATH, asked(claim.pk)))[:2] == (403, "confirmation_needed")
    assert looks(world) == []


def test_what_is_masked_elsewhere_stays_masked(world: World) -> None:
    claim = claimed(world.here)
    officer: Membership = world.here.officer
    done(post(officer, PATH, asked(claim.pk)))
    assert PHONE not in caller(officer).get(f"/api/v1/claims/{claim.pk}/").content.decode()
