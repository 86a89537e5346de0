"""A building is entered with its homes: shown first, entered once, and never twice."""

from functools import partial
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from idi_platform.audit.public import Event
from idi_platform.registry.public import Building, end_party
from tests.underwriting.policies import AT, Desk, at_work
from underwriting.errors import BuildingTwice, NotYourProject
from underwriting.public import enter_building
from underwriting.selectors import buildings_of

PLAN = {"number": "9 幢", "floors": "3", "doors": "2"}
DOORS = ["0101", "0102", "0201", "0202", "0301", "0302"]


def press(desk: Desk, **typed: str) -> Any:
    client = Client()
    client.force_login(desk.underwriter.user)
    return client.post(reverse("underwriting:new_building", args=[desk.here.project.pk]), typed)


def test_the_homes_are_shown_before_anything_is_entered(desk: Desk) -> None:
    shown = press(desk, **PLAN)
    assert [door.number for door in shown.context["homes"]] == DOORS
    assert not Building.objects.filter(number="9 幢").exists()


def test_the_same_plan_pressed_again_enters_building_and_homes(desk: Desk) -> None:
    assert press(desk, **PLAN, seen="9 幢|3|2").status_code == 302
    building = Building.objects.get(number="9 幢")
    assert (building.floors, sorted(building.units.values_list("number", flat=True))) == (3, DOORS)
    assert Event.objects.filter(dossier_id=desk.here.project.pk, code="building_registered").count() == 1


def test_another_plan_than_the_one_shown_is_shown_first(desk: Desk) -> None:
    assert press(desk, **{**PLAN, "floors": "4"}, seen="9 幢|3|2").status_code == 200
    assert not Building.objects.filter(number="9 幢").exists()


@pytest.mark.parametrize(
    ("typed", "field"),
    [({"number": ""}, "number"), ({"floors": "x"}, "floors"), ({"doors": "0"}, "doors"), ({"doors": "799"}, "doors")],
)
def test_what_is_wrong_lands_on_its_field_and_nothing_is_lost(desk: Desk, typed: dict[str, str], field: str) -> None:
    refused = press(desk, **{**PLAN, **typed})
    assert (refused.status_code, set(refused.context["form"].errors)) == (422, {field})
    assert refused.context["form"]["floors"].value() == {**PLAN, **typed}["floors"]


def test_a_second_press_is_refused_by_its_number(desk: Desk) -> None:
    press(desk, **PLAN, seen="9 幢|3|2")
    again = press(desk, **PLAN, seen="9 幢|3|2")
    assert (again.status_code, set(again.context["form"].errors)) == (422, {"number"})


def test_the_service_refuses_a_number_twice_and_a_project_of_others(desk: Desk) -> None:
    with at_work(desk) as by:
        enter = partial(enter_building, project=desk.here.project, number="9 幢", floors=1, doors=1, by=by, at=AT)
        enter()
        with pytest.raises(BuildingTwice):
            enter()
        for party in desk.here.project.parties.all():
            end_party(party=party, to_on=AT.date(), by=by, at=AT)
        with pytest.raises(NotYourProject):
            enter()


def test_a_projects_buildings_are_told_with_their_homes(desk: Desk) -> None:
    press(desk, **PLAN, seen="9 幢|3|2")
    actor = desk.underwriter.actor()
    told = {row.building.number: row for row in buildings_of(actor, desk.here.project, on=AT.date())}
    assert [home.number for home in told["9 幢"].homes] == DOORS
