"""Who is in charge of a case, who stands in, who takes over; and who is told of its terms."""

from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone

from idi_platform.accounts.public import Membership, Role
from idi_platform.alerts.delivery import recipients
from idi_platform.audit.public import Event
from idi_platform.deadlines.models import Deadline
from idi_platform.deadlines.public import Audience
from idi_platform.organisations.errors import (
    AbsenceGone,
    AwayAlready,
    DeputyAway,
    DeputyNotOfRole,
    NotAColleague,
    NotYourAbsence,
    NotYourOrganisation,
    StandsInThen,
)
from idi_platform.organisations.models import Absence, Assignment
from idi_platform.organisations.services.assigning import (
    AbsenceFacts,
    assign,
    enter_absence,
    hand_over,
    withdraw_absence,
)
from idi_platform.tenancy.public import tenant_work
from tests.organisations.house import House, browser, build_house
from tests.supervision.cases import Term, moment, start_term
from tests.threads import at_once
from tests.world import World, member

NOW = timezone.now()


@pytest.fixture
def house(world: World) -> House:
    return build_house(world.here)


@pytest.fixture
def term(house: House) -> Deadline:
    """A running term on a claim of the house."""
    return start_term(house.city, Term(moment(10)))


def colleague(house: House, name: str, role: str = Role.ADJUSTER) -> Membership:
    return member(name, role=role, city=house.city.city, organisation=house.city.insurer)


def put(house: House, term: Deadline, person: Membership, *, by: Membership | None = None) -> Assignment:
    with tenant_work((by or house.city.adjuster).actor()) as actor:
        return assign(dossier=term.dossier, assignee=person.user, by=actor, at=NOW)


def leave(person: Membership, deputy: Membership, *, days: int = 5, by: Membership | None = None) -> Absence:
    on = timezone.localdate(NOW)
    facts = AbsenceFacts(person.user, deputy.user, on, on + timedelta(days=days))
    with tenant_work((by or person).actor()) as actor:
        return enter_absence(facts=facts, by=actor, at=NOW)


def told(house: House, term: Deadline) -> set[str]:
    """The user names of whom a rung for those in charge and the managers would reach now."""
    with tenant_work(house.city.system):
        reached = recipients(Audience.CHARGED | Audience.MANAGERS, term, on=timezone.localdate(NOW))
    return set(Membership.objects.filter(user_id__in=reached).values_list("user__username", flat=True))


def test_a_case_in_somebodys_charge_is_told_to_them_their_deputy_and_the_managers(house: House, term: Deadline) -> None:
    first, second, _third = (colleague(house, name) for name in ("first", "second", "third"))
    colleague(house, "boss", Role.INSURER_MANAGER)
    assert told(house, term) == {"here-adjuster", "first", "second", "third", "boss"}
    put(house, term, first)
    assert told(house, term) == {"first", "boss"}
    absence = leave(first, second)
    assert told(house, term) == {"first", "second", "boss"}
    assert browser(second).get("/organisation/work/").context["rows"][0][2] is True
    with tenant_work(first.actor()) as by:
        withdraw_absence(absence=absence, by=by, at=NOW)
    assert told(house, term) == {"first", "boss"}
    Membership.objects.filter(pk=first.pk).update(valid_to=house.today)
    assert told(house, term) == {"here-adjuster", "second", "third", "boss"}


def offered(reader: Membership, page: str) -> set[str]:
    return {str(person) for person in browser(reader).get(page).context["form"].fields["assignee"].queryset}


def test_all_work_goes_to_a_successor_who_may_open_it(house: House, term: Deadline) -> None:
    successor, writer = colleague(house, "next"), colleague(house, "writer", Role.UNDERWRITER)
    put(house, term, house.city.adjuster)
    for by, to, refusal in (
        (house.admin, writer, NotAColleague),
        (house.city.adjuster, successor, NotYourOrganisation),
    ):
        with tenant_work(by.actor()) as actor, pytest.raises(refusal):
            hand_over(person=house.city.adjuster.user, successor=to.user, by=actor, at=NOW)
    page = f"/organisation/people/{house.city.adjuster.pk}/hand-over/"
    assert offered(house.admin, page) == {"next"}
    assert browser(house.admin).post(page, {"assignee": house.city.adjuster.user.pk}).status_code == 422
    assert browser(house.admin).post(page, {"assignee": successor.user.pk}).status_code == 302
    with tenant_work(house.city.system):
        assert Assignment.objects.get(ended_at=None).assignee == successor.user
        assert Event.objects.filter(dossier_id=term.dossier_id, code="case_assigned").count() == 2


def test_only_colleagues_who_may_open_the_case_are_put_in_charge(world: World, house: House, term: Deadline) -> None:
    for stranger in (world.here.officer, world.there.adjuster, colleague(house, "writer", Role.UNDERWRITER)):
        with pytest.raises(NotAColleague):
            put(house, term, stranger)


def test_a_deputy_holds_the_same_role_and_is_there(house: House) -> None:
    first, second = colleague(house, "first"), colleague(house, "second")
    for person, deputy, by, refusal in (
        (first, first, first, DeputyNotOfRole),
        (first, house.admin, first, DeputyNotOfRole),
        (first, house.city.officer, first, DeputyNotOfRole),
        (first, second, second, NotYourAbsence),
    ):
        with pytest.raises(refusal):
            leave(person, deputy, by=by)
    absence = leave(first, second, by=house.admin)
    with pytest.raises(AwayAlready):
        leave(first, house.city.adjuster)
    with pytest.raises(DeputyAway):
        leave(second, first)
    with pytest.raises(StandsInThen):
        leave(second, house.city.adjuster)
    with tenant_work(second.actor()) as actor, pytest.raises(NotYourAbsence):
        withdraw_absence(absence=absence, by=actor, at=NOW)
    with tenant_work(house.admin.actor()) as actor:
        withdraw_absence(absence=absence, by=actor, at=NOW)
        with pytest.raises(AbsenceGone):
            withdraw_absence(absence=absence, by=actor, at=NOW)


def test_the_pages_put_in_charge_and_enter_leave(house: House, term: Deadline) -> None:
    second, client = colleague(house, "second"), browser(house.city.adjuster)
    colleague(house, "writer", Role.UNDERWRITER)
    case = f"/organisation/work/{term.dossier_id}/"
    assert offered(house.city.adjuster, case) == {"here-adjuster", "second"}
    assert client.post(case, {"assignee": house.city.officer.user.pk}).status_code == 422
    assert client.post(case, {"assignee": house.city.adjuster.user.pk}).status_code == 302
    assert "here-adjuster" in client.get(case).content.decode()
    assert term.dossier.number in client.get("/organisation/work/").content.decode()
    given = {
        "person": house.city.adjuster.user.pk,
        "deputy": second.user.pk,
        "from_on": house.today.isoformat(),
        "last_day": (house.today - timedelta(days=1)).isoformat(),
    }
    assert client.post("/organisation/absences/new/", given).status_code == 422
    assert house.admin.user not in client.get("/organisation/absences/new/").context["form"].fields["deputy"].queryset
    assert client.post("/organisation/absences/new/", {**given, "last_day": house.tomorrow}).status_code == 302
    with tenant_work(house.city.system):
        absence = Absence.objects.get()
    assert browser(house.city.officer).post(f"/organisation/absences/{absence.pk}/end/").status_code == 404
    assert client.post(f"/organisation/absences/{absence.pk}/end/").status_code == 302


def test_of_two_put_in_charge_at_once_the_later_counts(committed_db: str, committed_world: World) -> None:
    house = build_house(committed_world.here)
    term = start_term(house.city, Term(moment(10)))
    people = [colleague(house, name) for name in ("first", "second")]
    at_once(committed_db, *[("idi_app", partial(put, house, term, person)) for person in people])
    with tenant_work(house.city.system):
        assert Assignment.objects.filter(ended_at=None).count() == 1
        assert Assignment.objects.count() == 2
