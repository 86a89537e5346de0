"""Cities are entered by one and opened by another; districts end and are renamed, and keep their history."""

from datetime import date, datetime

import pytest
from django.test import Client
from django.utils import timezone

from idi_platform.accounts.public import Membership, Role
from idi_platform.audit.public import PlatformEvent
from idi_platform.tenancy.public import City, District
from operations.divisions import division_name, lies_in
from operations.errors import (
    CityHasOpenTerms,
    CityKnown,
    DistrictKnown,
    NoSuchDivision,
    NothingChanged,
    NotInCity,
    PeriodWrong,
)
from operations.models import Proposal
from operations.services.cities import (
    DivisionFacts,
    add_district,
    ask_to_close,
    close_district,
    found_city,
    rename_district,
)
from operations.services.deciding import approve
from tests.supervision.cases import Term, moment, start_term
from tests.threads import at_once
from tests.world import World, member

GUANGZHOU = {"code": "440100", "name_zh": "广州市", "name_en": "Guangzhou"}
FACTS = DivisionFacts(**GUANGZHOU)


def now() -> datetime:
    return timezone.now()


@pytest.fixture
def security(world: World) -> Membership:
    return member("security", role=Role.SECURITY_ADMIN)


@pytest.mark.parametrize(
    ("code", "on", "name"),
    [
        ("440100", date(2026, 1, 1), "广州市"),
        ("330103", date(2020, 1, 1), "下城区"),
        ("330103", date(2026, 1, 1), None),
        ("500101", date(1997, 6, 1), "万县区"),
        ("999999", date(2026, 1, 1), None),
        ("44010", date(2026, 1, 1), None),
        ("44010x", date(2026, 1, 1), None),
    ],
)
def test_a_division_is_known_in_its_years(code: str, on: date, name: str | None) -> None:
    assert division_name(code, on=on) == name


@pytest.mark.parametrize(
    ("code", "city", "inside"),
    [
        ("440103", "440100", True),
        ("440703", "440100", False),
        ("110105", "110000", True),
        ("330383", "330383", True),
        ("330382", "330383", False),
    ],
)
def test_a_division_lies_in_its_city(code: str, city: str, inside: bool) -> None:
    assert lies_in(code, city) is inside


def test_a_city_opens_when_a_second_person_approves(client: Client, world: World, security: Membership) -> None:
    client.force_login(world.operator.user)
    assert client.post("/operations/cities/new/", {**GUANGZHOU, "reason": "joins"}).status_code == 302
    city = City.objects.get(code="440100")
    assert not city.is_active
    page = client.get("/operations/cities/440100/")
    assert len(page.context["steps"]) == 4
    assert "录入" in page.content.decode()
    resident = member("resident", role=Role.BUREAU, city=city)
    assert not Membership.objects.valid_on(timezone.localdate()).filter(pk=resident.pk).exists()
    approve(proposal_id=Proposal.objects.get().pk, by=security.actor(), at=now())
    assert City.objects.filter(code="440100", is_active=True).exists()
    assert Membership.objects.valid_on(timezone.localdate()).filter(pk=resident.pk).exists()
    codes = [event.code for event in PlatformEvent.objects.filter(subject="tenancy.city").order_by("at")]
    assert codes == ["city_entered", "city_opened"]


def test_no_such_code_and_a_known_one_are_refused_on_the_field(client: Client, world: World) -> None:
    client.force_login(world.operator.user)
    for code in ("999999", "440700", "12345", "abcdef"):
        response = client.post("/operations/cities/new/", {**GUANGZHOU, "code": code, "reason": "joins"})
        assert (response.status_code, list(response.context["form"].errors)) == (422, ["code"]), code
    with pytest.raises(NoSuchDivision):
        found_city(facts=DivisionFacts("999999", "x", "x"), reason="x", by=world.operator.actor(), at=now())


def test_of_two_who_enter_a_city_at_once_one_is_told_it_is_there(committed_world: World, committed_db: str) -> None:
    def found() -> bool:
        try:
            found_city(facts=FACTS, reason="joins", by=committed_world.operator.actor(), at=now())
        except CityKnown:
            return False
        return True

    assert sorted(at_once(committed_db, ("idi_app", found), ("idi_app", found))) == [False, True]
    assert City.objects.filter(code="440100").count() == 1


def test_a_city_with_open_terms_is_not_closed(world: World, security: Membership, now: None) -> None:
    city = world.there.city
    asked = ask_to_close(city=city, reason="left", by=world.operator.actor(), at=timezone.now())
    start_term(world.there, Term(moment(30)))
    with pytest.raises(CityHasOpenTerms):
        approve(proposal_id=asked.pk, by=security.actor(), at=timezone.now())
    start_term(world.here, Term(moment(30)))
    with pytest.raises(CityHasOpenTerms):
        ask_to_close(city=world.here.city, reason="left", by=world.operator.actor(), at=timezone.now())


def test_nobody_acts_in_a_closed_city(client: Client, world: World, security: Membership) -> None:
    client.force_login(world.there.officer.user)
    assert client.get("/supervision/").status_code == 200
    asked = ask_to_close(city=world.there.city, reason="left", by=world.operator.actor(), at=now())
    approve(proposal_id=asked.pk, by=security.actor(), at=now())
    assert client.get("/supervision/").status_code == 403


def test_a_renamed_district_keeps_its_old_name_for_older_days(client: Client, world: World) -> None:
    client.force_login(world.operator.user)
    old, day = world.here.district, "2026-05-01"
    form = {"code": old.code, "name_zh": "新区", "name_en": "New", "on": day}
    assert client.post(f"/operations/districts/{old.pk}/rename/", form).status_code == 302
    rows = District.objects.filter(city=world.here.city, code=old.code).order_by("valid_from")
    assert {(row.name_zh, row.valid_from, row.valid_to) for row in rows} == {
        (old.name_zh, old.valid_from, date(2026, 5, 1)),
        ("新区", date(2026, 5, 1), None),
    }
    assert client.post(f"/operations/districts/{old.pk}/end/", {"on": day}).status_code == 422


def test_districts_are_checked_against_city_register_and_time(world: World) -> None:
    city, by = world.here.city, world.operator.actor()
    known = District.objects.filter(city=city, valid_to=None).latest("pk")
    inside = DivisionFacts(known.code, "x", "x")
    with pytest.raises(DistrictKnown):
        add_district(city=city, facts=inside, from_on=date(2026, 1, 1), by=by, at=now())
    with pytest.raises(NotInCity):
        add_district(city=city, facts=DivisionFacts("440103", "x", "x"), from_on=None, by=by, at=now())
    with pytest.raises(NoSuchDivision):
        add_district(city=city, facts=DivisionFacts("440799", "x", "x"), from_on=None, by=by, at=now())
    close_district(district=known, to_on=date(2026, 1, 1), by=by, at=now())
    with pytest.raises(NothingChanged):
        close_district(district=known, to_on=date(2026, 2, 1), by=by, at=now())
    new = add_district(city=city, facts=inside, from_on=date(2026, 1, 1), by=by, at=now())
    with pytest.raises(PeriodWrong):
        rename_district(district=new, facts=inside, on=date(2026, 1, 1), by=by, at=now())
