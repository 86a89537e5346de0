"""A project is pinned once and for ever, or honestly not at all."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from django.db import ProgrammingError, connection, transaction

from idi_platform.audit.public import Event
from idi_platform.dossiers.public import Dossier, DossierKind
from idi_platform.tenancy.public import acting_as
from policies.models import Pin
from policies.public import AlreadyPinned, PinOutcome, PinReason, pin
from policies.services.pinning import PINNED_EVENT, OnlyProjectsArePinned
from tests.world import CityWorld, World, build_world

AT = datetime(2022, 7, 1, 1, tzinfo=UTC)
CONTRACT = {"contract_formed": date(2022, 6, 20)}


def pin_project(city: CityWorld, anchors: dict[str, date], dossier_id: UUID | None = None) -> PinOutcome:
    with acting_as(city.system), transaction.atomic():
        project = dossier_id or city.project.dossier_id
        return pin(project_dossier_id=project, anchors=anchors, by=city.system, at=AT)


@pytest.mark.usefixtures("in_force")
def test_the_version_in_force_at_the_contract_is_pinned_and_recorded() -> None:
    here = build_world().here
    made = pin_project(here, CONTRACT).pin
    assert made is not None
    assert (made.version.code, made.anchor, made.anchor_on) == ("jiangmen-2022", "contract_formed", date(2022, 6, 20))
    with acting_as(here.system), transaction.atomic():
        event = Event.objects.get(code=PINNED_EVENT)
        assert event.dossier_id == here.project.dossier_id
        assert event.payload["version"] == "jiangmen-2022"


@pytest.mark.usefixtures("in_force")
def test_a_second_pin_is_refused() -> None:
    here = build_world().here
    pin_project(here, CONTRACT)
    with pytest.raises(AlreadyPinned):
        pin_project(here, CONTRACT)


@pytest.mark.usefixtures("in_force")
def test_a_pin_cannot_be_changed_or_removed() -> None:
    here = build_world().here
    pin_project(here, CONTRACT)
    for statement in ("UPDATE policies_pin SET anchor_on = '2023-01-01'", "DELETE FROM policies_pin"):
        with acting_as(here.system), pytest.raises(ProgrammingError), transaction.atomic():
            connection.cursor().execute(statement)


@pytest.mark.usefixtures("in_force")
def test_a_contract_before_the_text_is_not_pinned_to_it() -> None:
    here = build_world().here
    outcome = pin_project(here, {"contract_formed": date(2022, 3, 31)})
    assert (outcome.pin, outcome.reason, outcome.on) == (None, PinReason.NOT_YET, date(2022, 4, 1))
    with acting_as(here.system), transaction.atomic():
        assert not Pin.objects.exists()


@pytest.mark.usefixtures("in_force")
def test_a_city_whose_text_prints_no_date_is_not_pinned() -> None:
    outcome = pin_project(build_world().there, CONTRACT)
    assert (outcome.is_pinned, outcome.reason) == (False, PinReason.UNKNOWN_DATE)


@pytest.mark.usefixtures("in_force")
def test_without_the_anchor_date_the_fact_is_asked_for() -> None:
    outcome = pin_project(build_world().here, {"construction_permit_application": date(2022, 6, 1)})
    assert (outcome.is_pinned, outcome.reason) == (False, PinReason.NEED_FACT)


@pytest.mark.shows("JM-070")
def test_an_unconfirmed_date_is_never_guessed(committed_world: World) -> None:
    outcome = pin_project(committed_world.here, CONTRACT)
    assert (outcome.is_pinned, outcome.reason) == (False, PinReason.UNKNOWN_DATE)


@pytest.mark.usefixtures("in_force")
def test_only_a_project_is_pinned() -> None:
    here = build_world().here
    with pytest.raises(OnlyProjectsArePinned):
        pin_project(here, CONTRACT, here.unit.dossier_id)


@pytest.mark.usefixtures("in_force")
def test_another_citys_project_cannot_be_pinned() -> None:
    world = build_world()
    with pytest.raises(Dossier.DoesNotExist):
        pin_project(world.here, CONTRACT, world.there.project.dossier_id)


@pytest.mark.usefixtures("in_force")
def test_another_city_does_not_see_the_pin() -> None:
    world = build_world()
    pin_project(world.here, CONTRACT)
    with acting_as(world.there.system), transaction.atomic():
        assert not Pin.objects.exists()
        assert Dossier.objects.filter(kind=DossierKind.PROJECT).exists()
