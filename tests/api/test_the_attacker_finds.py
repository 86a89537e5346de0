"""The attacks on the journeys' commands fail where a wall is taken away."""

from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import Settings
from pytest_django.plugin import DjangoDbBlocker

from claims.api.commands import Told, WithdrawClaim
from claims.api.filing import HomeCommand
from claims.models import Claim
from idi_platform.registry.public import Unit
from idi_platform.tenancy.wall import tenant_tables
from tests import databases
from tests.api.attacking import Attacker, attacking
from tests.api.calling import at, post
from tests.api.conftest import Peopled
from tests.api.test_a_claim_with_its_papers import REPORT, filed
from tests.world import World


@pytest.fixture
def thorough(peopled: Peopled, world: World, settings: Settings, tmp_path: Path) -> Any:
    settings.MEDIA_ROOT = tmp_path / "uploads"
    with at("2026-11-20T14:00:00+08:00"):
        yield Attacker(peopled.strangers)


def attack(attacker: Attacker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Client, "post", attacking(Client.post, attacker))


def test_a_list_of_everybodys_homes(world: World, thorough: Attacker, monkeypatch: pytest.MonkeyPatch) -> None:
    attack(thorough, monkeypatch)
    monkeypatch.setattr(HomeCommand, "get_queryset", lambda _self: Unit.objects.all())
    with pytest.raises(AssertionError, match="FileClaim"):
        post(world.here.owner, f"homes/{world.here.unit.pk}/claims/", REPORT)


def test_a_command_that_keeps_whatever_it_is_sent(
    world: World, thorough: Attacker, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim, plain = filed(world.here), WithdrawClaim.take

    def keep(self: WithdrawClaim, claim: Claim, told: Told, **when: Any) -> None:
        plain(self, claim, told, **when)
        sent: Any = self.request.data
        Claim.objects.filter(pk=claim.pk).update(filed_at=sent.get("filed_at", claim.filed_at))

    attack(thorough, monkeypatch)
    monkeypatch.setattr(WithdrawClaim, "take", keep)
    with pytest.raises(AssertionError, match="claims_claim"):
        post(world.here.owner, f"claims/{claim['id']}/withdrawal/", {"reason": "已自行修好"})


@pytest.fixture(scope="module")
def without_wall(worker_database: str, peopled: Peopled) -> Iterator[str]:
    """The same database, whose tables show every city's rows to everybody."""
    name = f"{worker_database}_open"
    databases.clone(name, peopled.database)
    with databases.owner_cursor(name) as owner:
        for table in tenant_tables():
            owner.execute(f'ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY')
    yield name
    databases.drop(name)


@pytest.mark.parametrize("walls", [{"database"}, {"application"}, set()])
def test_either_wall_keeps_the_other_city_out_alone(
    peopled: Peopled,
    without_wall: str,
    monkeypatch: pytest.MonkeyPatch,
    django_db_blocker: DjangoDbBlocker,
    walls: set[str],
) -> None:
    here, database = peopled.world.here, peopled.database if "database" in walls else without_wall
    others = Attacker([one for one in peopled.strangers if one.city != here.city])
    with django_db_blocker.unblock(), databases.using(database), transaction.atomic(), at("2026-11-20T14:00:00+08:00"):
        path = f"claims/{filed(here)['id']}/withdrawal/"
        attack(others, monkeypatch)
        if "application" not in walls:
            monkeypatch.setattr(WithdrawClaim, "get_queryset", lambda _self: Claim.objects.all())
        with nullcontext() if walls else pytest.raises(AssertionError, match="WithdrawClaim"):
            post(here.owner, path, {"reason": "已自行修好"})
        transaction.set_rollback(True)
