"""A program of the lead insurer records who acts for an owner; a person of the bureau confirms it; it is ended."""

from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import Settings

from idi_platform.registry.models import Authority
from idi_platform.registry.public import Unit
from idi_platform.tenancy.public import tenant_work
from tests.api.calling import done, get, picture, post, refused, send
from tests.registry.authorities import body_of, property_manager
from tests.world import World

pytestmark = pytest.mark.usefixtures("attacked")


@pytest.fixture(autouse=True)
def _uploads(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "uploads"


def told(world: World, **changed: Any) -> dict[str, Any]:
    return {
        "kind": "property_service",
        "given_by": str(world.here.owner.user_id),
        "body": "property",
        "from_on": timezone.localdate().isoformat(),
        "paper": "物业服务合同 1 号",
        "file": picture(),
        **changed,
    }


def test_one_records_it_another_confirms_it_and_whom_it_concerns_ends_it(world: World) -> None:
    here, manager = world.here, property_manager(world.here)
    asked = done(send(here.adjuster, f"homes/{here.unit.pk}/authorities/", told(world)))
    assert (asked["state"], asked["organisation"]["id"], asked["person"]) == ("asked", str(body_of(manager).pk), "")
    assert [home["id"] for home in asked["homes"]] == [str(here.unit.pk)]
    path = f"authorities/{asked['id']}/"
    assert refused(get(manager, path))[0] == 404
    assert refused(post(here.adjuster, f"{path}confirmation/"))[0] == 403
    assert done(post(here.officer, f"{path}confirmation/"))["state"] == "confirmed"
    assert refused(post(here.officer, f"{path}refusal/", {"reason": "x"}))[:2] == (409, "moved_on")
    with tenant_work(manager.actor()) as by:
        assert Unit.objects.visible_to(by).filter(pk=here.unit.pk).exists()
    rows = done(get(manager, f"authorities/?state=confirmed&home={here.unit.pk}"))["results"]
    assert [row["id"] for row in rows] == [asked["id"]]
    assert refused(post(manager, f"{path}end/", {}))[0] == 400
    ended = done(post(manager, f"{path}end/", {"reason": "合同解除"}))
    assert (ended["end_reason"], ended["to_on"]) == ("合同解除", timezone.localdate().isoformat())
    assert done(get(manager, "authorities/"))["results"] == []


def test_what_is_told_is_judged_as_on_the_page(world: World) -> None:
    here = world.here
    property_manager(here)
    path = f"homes/{here.unit.pk}/authorities/"
    for changed, code, field in (
        ({"body": "nobody"}, "holder_wrong", "body"),
        ({"given_by": str(here.adjuster.user_id)}, "not_their_home", "given_by"),
        ({"kind": "agent", "body": ""}, "holder_wrong", "holder"),
        ({"file": picture("x.exe", colour="red"), "to_on": "2020-01-01"}, "period_wrong", "to_on"),
    ):
        answer = refused(send(here.adjuster, path, told(world, **changed)))
        assert answer[1:] == (code, [field]), changed
    assert refused(send(world.there.adjuster, path, told(world)))[0] == 404
    with tenant_work(here.system):
        assert not Authority.objects.filter(homes__unit=here.unit).exists()


def test_an_owner_gives_it_for_their_own_home_and_only_themselves(world: World) -> None:
    here = world.here
    agent = {
        "kind": "family",
        "body": "",
        "person": "李四",
        "document_number": "11010119900307803X",
        "phone": "13800000001",
    }
    path = f"homes/{here.unit.pk}/authorities/"
    body = told(world, **agent)
    del body["given_by"]
    given = done(send(here.owner, path, body))
    assert (given["state"], given["kind"], given["organisation"]) == ("asked", "family", None)
    assert done(post(here.officer, f"authorities/{given['id']}/refusal/", {"reason": "无公证"}))["reason"] == "无公证"
    other = told(world, given_by=str(here.adjuster.user_id), **agent)
    assert refused(send(here.owner, path, other))[1] == "not_their_home"
