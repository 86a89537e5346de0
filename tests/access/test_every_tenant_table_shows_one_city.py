"""Every tenant table, filled in two cities by the real services, as idi_app sees it (PROMISES rows 7 and 9)."""

import pytest

from tests.access.scene import Scene
from tests.tenancy.logins import ask, session, set_city, tables, tenant_models

TABLES = tables(tenant_models())
# Tables that the scene leaves empty in both cities: what they show is known from their policy alone.
EMPTY = {
    *("alerts_calendarfeed", "alerts_choice", "alerts_mute", "alerts_preference", "alerts_robot", "alerts_sending"),
    *("claims_agreement", "claims_complexcase", "claims_determination", "claims_determinationevidence"),
    *("claims_developerrepair", "claims_documentrequest", "claims_performance", "claims_requesteddocument"),
    *(
        "claims_payoutaccount",
        "claims_survey",
        "claims_telephonereport",
        "deadlines_expectation",
        "deadlines_move",
        "deadlines_pause",
        "dossiers_dossieruserobjectpermission",
        "outbox_replay",
        "policies_statedduty",
        "riskmgmt_findingphotograph",
        "riskmgmt_stopwork",
    ),
    "underwriting_contractterm",
    "underwriting_contracttermhistory",
}


def cities_in(database: str, login: str, table: str, city_id: int | None = None) -> set[int]:
    with session(login, database) as connection:
        if city_id is not None:
            set_city(connection, city_id)
        return {row[0] for row in ask(connection, f"SELECT DISTINCT city_id FROM {table}")}  # noqa: S608  # our tables


@pytest.mark.parametrize("table", TABLES)
def test_a_table_shows_the_contexts_city_and_nothing_without_one(scene: Scene, scene_db: str, table: str) -> None:
    here, there = scene.world.here.city.pk, scene.world.there.city.pk
    held = cities_in(scene_db, "idi_backup", table)
    assert bool(held) != (table in EMPTY)
    assert cities_in(scene_db, "idi_app", table) == set()
    assert cities_in(scene_db, "idi_app", table, 0) == set()
    for city_id in (here, there):
        assert cities_in(scene_db, "idi_app", table, city_id) == held & {city_id}


def test_most_tables_have_rows_of_both_cities(scene: Scene, scene_db: str) -> None:
    """Otherwise the test above would prove little. The other city has no regime, so no pin and no timer."""
    both = {scene.world.here.city.pk, scene.world.there.city.pk}
    alone = {table for table in TABLES if cities_in(scene_db, "idi_backup", table) != both}
    assert alone <= EMPTY | {"deadlines_deadlineplan", "deadlines_deadlinetimer", "outbox_message", "policies_pin"}
