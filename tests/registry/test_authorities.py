"""Others act for owners: recorded on paper by one person, confirmed by a second, open from day to day (LEGAL.md)."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from idi_platform.accounts.public import Membership, OrganisationKind, Role, User
from idi_platform.audit.public import Event
from idi_platform.documents.public import Upload
from idi_platform.dossiers.granting import grants_amiss, rebuild_grants
from idi_platform.dossiers.models import DossierGroupObjectPermission
from idi_platform.dossiers.public import Dossier
from idi_platform.registry.constants import AuthorityState
from idi_platform.registry.errors import AuthorityEnded, HolderWrong, NotTheirHome, NotYourAuthority, PeriodWrong
from idi_platform.registry.models import Authority, Project, Unit
from idi_platform.registry.services.authorities import refuse_authority
from idi_platform.tenancy.public import MovedOn, SamePerson, tenant_work
from tests.registry import authorities, transfers
from tests.registry.authorities import body_of, confirm, confirmed, end, of_common_parts, of_home, recorded
from tests.threads import at_once
from tests.world import SINCE, CityWorld, World, member

TODAY = timezone.localdate()


@pytest.fixture
def manager(world: World) -> Membership:
    return authorities.property_manager(world.here)


def sees(who: Membership, city: CityWorld) -> bool:
    with tenant_work(who.actor()) as actor:
        seen = Unit.objects.visible_to(actor).filter(pk=city.unit.pk).exists()
        assert Dossier.objects.visible_to(actor).filter(pk=city.unit.pk).exists() == seen
        return seen


def amiss(city: CityWorld) -> int:
    with tenant_work(city.system):
        return grants_amiss(city.city.pk)


def test_nothing_is_open_until_a_second_person_confirms_and_nothing_after_the_end(
    world: World, manager: Membership
) -> None:
    here = world.here
    authority = recorded(here, of_home(here, body_of(manager)))
    assert not sees(manager, here)
    confirm(here, authority)
    assert sees(manager, here)
    with tenant_work(manager.actor()) as actor:
        assert not Project.objects.visible_to(actor).exists()
        assert list(Authority.objects.visible_to(actor)) == [authority]
    end(authority, here.owner)
    assert not sees(manager, here)
    with tenant_work(manager.actor()) as actor:
        assert not Authority.objects.visible_to(actor).exists()
        assert not Upload.objects.visible_to(actor).exists()
    assert amiss(here) == 0
    with tenant_work(here.system):
        told = Event.objects.filter(dossier_id=here.unit.pk, code__startswith="authority_")
        assert set(told.values_list("code", flat=True)) == {
            "authority_recorded",
            "authority_confirmed",
            "authority_ended",
        }


@pytest.mark.parametrize(
    ("begins", "ends", "opens"), [(0, None, True), (1, None, False), (-9, 0, False), (-9, 1, True)]
)
def test_it_opens_from_its_first_day_to_its_last(
    world: World, manager: Membership, begins: int, ends: int | None, opens: bool
) -> None:
    here = world.here
    until = None if ends is None else TODAY + timedelta(days=ends)
    facts = replace(of_home(here, body_of(manager)), from_on=TODAY + timedelta(days=begins), to_on=until)
    confirmed(here, facts)
    assert sees(manager, here) is opens


def test_of_common_parts_no_home_is_opened(world: World, manager: Membership) -> None:
    here = world.here
    confirmed(here, of_common_parts(here, body_of(manager)))
    assert not sees(manager, here)
    with tenant_work(manager.actor()) as actor:
        assert [unit.is_common for unit in Unit.objects.visible_to(actor)] == [True]
    assert amiss(here) == 0


def test_a_child_acts_for_its_parent_until_the_home_is_sold(world: World) -> None:
    desk = transfers.desk_of(world)
    here = world.here
    child = User.objects.create(username="child", full_name="child")
    confirmed(here, of_home(here, child))
    acting = Membership.objects.get(user=child, role=Role.OWNER)
    assert sees(acting, here)
    transfers.sell(desk, transfers.facts(desk.buyer, on=transfers.in_days(0)))
    assert not sees(acting, here)
    assert amiss(here) == 0


def test_a_rebuild_makes_what_was_there(world: World, manager: Membership) -> None:
    here = world.here
    confirmed(here, of_home(here, body_of(manager)))
    with tenant_work(here.system) as by:
        DossierGroupObjectPermission.objects.filter(organisation=manager.organisation).delete()
        assert grants_amiss(here.city.pk) == 1
        assert rebuild_grants(by=by) == 1
    assert sees(manager, here)


@pytest.mark.attacks("registry.confirm_authority")
def test_neither_who_recorded_gave_or_holds_it_confirms_it(world: World) -> None:
    here = world.here
    agent = User.objects.create(username="agent", full_name="agent")

    def also_officer(user: User) -> Membership:
        return Membership.objects.create(
            user=user, role=Role.BUREAU, city=here.city, organisation=here.bureau, valid_from=SINCE
        )

    authority = recorded(here, of_home(here, agent))
    for user in (here.adjuster.user, here.owner.user, agent):
        with pytest.raises(SamePerson):
            confirm(here, authority, who=also_officer(user))
    for nobody in (here.adjuster, here.owner, world.there.officer):
        with pytest.raises(NotYourAuthority):
            confirm(here, authority, who=nobody)
    confirm(here, authority)
    with pytest.raises(MovedOn):
        confirm(here, authority)


def test_an_owner_names_an_agent_for_own_homes_alone(world: World) -> None:
    here = world.here
    agent = User.objects.create(username="agent", full_name="agent")
    neighbour = member("neighbour", role=Role.OWNER, city=here.city)
    confirm(here, recorded(here, of_home(here, agent), who=here.owner))
    assert sees(Membership.objects.get(user=agent, role=Role.OWNER), here)
    with pytest.raises(NotYourAuthority):
        recorded(here, of_home(here, agent), who=neighbour)
    with pytest.raises(NotTheirHome):
        recorded(here, replace(of_home(here, agent), given_by=neighbour.user), who=neighbour)


def test_whoever_answers_for_the_defect_acts_for_no_owner(world: World, manager: Membership) -> None:
    here = world.here
    for wrong in (
        of_home(here, here.insurer),
        of_home(here, here.developer),
        of_home(here, here.owner.user),
        replace(of_home(here, body_of(manager)), kind="committee"),
        replace(of_home(here, body_of(manager)), person=here.officer.user),
    ):
        with pytest.raises(HolderWrong):
            recorded(here, wrong)
    here.developer.kind = OrganisationKind.PROPERTY_MANAGER
    here.developer.save(update_fields=["kind"])
    with pytest.raises(HolderWrong):
        recorded(here, of_home(here, here.developer))
    with pytest.raises(PeriodWrong):
        recorded(here, replace(of_home(here, body_of(manager)), to_on=TODAY))
    with pytest.raises(NotTheirHome):
        recorded(here, replace(of_home(here, body_of(manager)), given_by=None))


def test_only_whom_it_concerns_ends_it_and_once(world: World, manager: Membership) -> None:
    here = world.here
    authority = confirmed(here, of_home(here, body_of(manager)))
    outsider = authorities.property_manager(here, "outsider")
    for nobody in (outsider, world.there.adjuster, member("other", role=Role.OWNER, city=here.city)):
        with pytest.raises(NotYourAuthority):
            end(authority, nobody)
    end(authority, manager)
    with pytest.raises(AuthorityEnded):
        end(authority, here.adjuster)


def test_its_paper_is_read_by_those_whom_it_concerns_alone(world: World, manager: Membership) -> None:
    """Everybody in the project sees the home's file, not who acts for its owner on which paper."""
    here = world.here
    authority = confirmed(here, of_home(here, body_of(manager)))
    developer = member("developer", role=Role.PARTICIPANT, city=here.city, organisation=here.developer)
    for who, reads in (
        (manager, True),
        (here.owner, True),
        (here.adjuster, True),
        (here.officer, True),
        (developer, False),
    ):
        with tenant_work(who.actor()) as actor:
            assert Upload.objects.visible_to(actor).filter(pk=authority.document_id).exists() is reads


def test_it_is_refused_for_a_reason(world: World, manager: Membership) -> None:
    here = world.here
    authority = recorded(here, of_home(here, body_of(manager)))
    with tenant_work(here.officer.actor()) as by:
        refuse_authority(authority=authority, reason="no seal", by=by, at=timezone.now())
    assert (authority.state, authority.reason) == (AuthorityState.REFUSED, "no seal")
    assert not sees(manager, here)


def test_of_two_who_decide_at_once_one_wins(committed_db: str, committed_world: World) -> None:
    here = committed_world.here
    authority = recorded(here, of_home(here, body_of(authorities.property_manager(here))))
    boss = member("boss", role=Role.INSURER_MANAGER, city=here.city, organisation=here.insurer)

    def race(who: Membership) -> str:
        try:
            confirm(here, Authority(pk=authority.pk, **_known(authority)), who=who)
        except MovedOn:
            return "too late"
        return "done"

    outcomes = at_once(committed_db, ("idi_app", lambda: race(here.officer)), ("idi_app", lambda: race(boss)))
    assert sorted(outcomes) == ["done", "too late"]


def _known(authority: Authority) -> dict[str, object]:
    """As each of the two has read it."""
    return {
        name: getattr(authority, name)
        for name in (
            "city_id",
            "project",
            "given_by_id",
            "organisation_id",
            "recorded_by_id",
            "from_on",
            "to_on",
            "state",
        )
    }
