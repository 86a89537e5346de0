"""Grants open what a dated fact opens, to whom it names, and nothing else (PROMISES 12)."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.contrib.auth.models import Permission as PermissionRow
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from idi_platform.accounts.public import Membership, Organisation, OrganisationKind, Role
from idi_platform.dossiers.granting import compare_grants, grant_differences, grants_amiss, rebuild_grants
from idi_platform.dossiers.models import DossierGroupObjectPermission, DossierUserObjectPermission, Permission
from idi_platform.registry.public import Party, PartyRole, Project, add_party, end_party
from idi_platform.tenancy.public import Actor, acting_as, tenant_work
from tests.threads import at_once
from tests.world import SINCE, CityWorld, World, member

TODAY = timezone.localdate()


def sees(actor: Actor, city: CityWorld) -> bool:
    with tenant_work(actor):
        return Project.objects.visible_to(actor).filter(pk=city.project.pk).exists()


def builder(city: CityWorld, name: str = "builder") -> Membership:
    body = Organisation.objects.create(kind=OrganisationKind.CONTRACTOR, name_zh=name, name_en=name)
    return member(name, role=Role.PARTICIPANT, city=city.city, organisation=body)


def join(city: CityWorld, who: Membership, from_on: date = SINCE, role: str = PartyRole.CONTRACTOR) -> Party:
    assert who.organisation is not None
    with tenant_work(city.system) as by:
        return add_party(
            project=city.project, organisation=who.organisation, role=role, from_on=from_on, by=by, at=timezone.now()
        )


def leave(city: CityWorld, party: Party, to_on: date) -> None:
    with tenant_work(city.system) as by:
        end_party(party=party, to_on=to_on, by=by, at=timezone.now())


def amiss(city: CityWorld) -> int:
    with tenant_work(city.system):
        return grants_amiss(city.city.pk)


def grant(city: CityWorld, holder: Organisation, *, permission: str = Permission.TAKE_PART) -> None:
    """A row that no fact asks for."""
    group, _is_new = Group.objects.get_or_create(name=str(holder.pk))
    with tenant_work(city.system):
        DossierGroupObjectPermission.objects.create(
            city=city.city,
            organisation=holder,
            group=group,
            permission=PermissionRow.objects.get(content_type__app_label="dossiers", codename=permission),
            content_object_id=city.project.pk,
        )


def test_a_part_opens_the_project_and_its_end_closes_it_that_day(world: World) -> None:
    who = builder(world.here)
    assert not sees(who.actor(), world.here)
    part = join(world.here, who)
    assert sees(who.actor(), world.here)
    leave(world.here, part, TODAY + timedelta(days=1))
    assert sees(who.actor(), world.here)
    leave(world.here, part, TODAY)
    assert not sees(who.actor(), world.here)
    assert amiss(world.here) == 0


def test_two_parts_of_one_body_are_one_grant_and_the_longer_lasts(world: World) -> None:
    who = builder(world.here)
    join(world.here, who)
    other = join(world.here, who, role=PartyRole.SUPERVISOR)
    leave(world.here, other, TODAY)
    assert sees(who.actor(), world.here)
    assert amiss(world.here) == 0


def test_a_grant_in_another_city_opens_nothing_here(world: World) -> None:
    """Even a row of there that names a body of here: the city is always asked for."""
    grant(world.there, world.here.insurer)
    assert not sees(world.here.adjuster.actor(), world.there)
    assert not sees(world.there.adjuster.actor(), world.here)


def test_no_other_app_has_a_permission_of_the_same_name(world: World) -> None:
    """A list asks for the permission by its name alone: of two, the database would refuse the list."""
    assert PermissionRow.objects.filter(codename__in=Permission.values).count() == len(Permission)


def test_a_person_of_two_bodies_acts_for_one(world: World) -> None:
    here, elsewhere = world.here, builder(world.here, "elsewhere")
    both = Membership.objects.create(
        user=here.adjuster.user,
        role=Role.PARTICIPANT,
        city=here.city,
        organisation=elsewhere.organisation,
        valid_from=SINCE,
    )
    assert sees(here.adjuster.actor(), here)
    assert not sees(both.actor(), here)


def test_a_persons_grant_serves_no_body(world: World) -> None:
    who = builder(world.here)
    with tenant_work(world.here.system):
        DossierUserObjectPermission.objects.create(
            city=world.here.city,
            user=who.user,
            permission=PermissionRow.objects.get(codename=Permission.TAKE_PART),
            content_object_id=world.here.project.pk,
        )
    assert not sees(who.actor(), world.here)
    assert amiss(world.here) == 1


@pytest.mark.parametrize("permission", [Permission.DEVELOP, Permission.INSURE])
def test_another_permission_opens_no_project(world: World, permission: Permission) -> None:
    who = builder(world.here)
    assert who.organisation is not None
    grant(world.here, who.organisation, permission=permission)
    assert not sees(who.actor(), world.here)


def test_no_permission_without_a_case_file_can_be_given_or_read(world: World) -> None:
    """guardian's generic tables and Django's "global" permissions are nobody's: the application cannot touch them."""
    tables = (
        "guardian_userobjectpermission",
        "guardian_groupobjectpermission",
        "auth_group_permissions",
        "accounts_user_user_permissions",
        "accounts_user_groups",
    )
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute("SELECT has_table_privilege(current_user, %s, 'SELECT, INSERT, UPDATE, DELETE')", [table])
            assert cursor.fetchone() == (False,), table


def test_a_case_file_with_grants_is_not_deleted(world: World) -> None:
    with connection.cursor() as cursor, acting_as(world.here.system):
        cursor.execute(
            "SELECT confdeltype FROM pg_constraint WHERE conname IN "
            "('dossiers_groupgrant_dossier_fk', 'dossiers_usergrant_dossier_fk')"
        )
        assert cursor.fetchall() == [("a",), ("a",)]


def test_hand_made_damage_is_counted_and_mended(world: World) -> None:
    here, stranger = world.here, builder(world.here)
    assert stranger.organisation is not None
    assert amiss(here) == 0
    with tenant_work(here.system):
        lost, _ = DossierGroupObjectPermission.objects.filter(content_object_id=here.project.pk).delete()
    grant(here, stranger.organisation)
    assert sees(stranger.actor(), here)
    assert not sees(here.adjuster.actor(), here)
    assert amiss(here) == lost + 1
    with pytest.raises(CommandError):
        call_command("grants", "--compare")
    with tenant_work(here.system) as by:
        assert rebuild_grants(by=by) == lost + 1
        assert rebuild_grants(by=by) == 0
    assert not sees(stranger.actor(), here)
    assert sees(here.adjuster.actor(), here)
    call_command("grants", "--compare")


def test_a_group_that_names_no_body_is_amiss(world: World) -> None:
    with tenant_work(world.here.system) as by:
        DossierGroupObjectPermission.objects.create(
            city=world.here.city,
            organisation=world.here.bureau,
            group=Group.objects.create(name=f"all-{uuid4()}"),
            permission=PermissionRow.objects.get(codename=Permission.TAKE_PART),
            content_object_id=world.here.project.pk,
        )
        assert rebuild_grants(by=by) == 1


def test_the_nightly_comparison_is_on_record_for_each_city(world: World) -> None:
    for city in (world.here, world.there):
        with tenant_work(city.system) as by:
            compare_grants(by=by, at=timezone.now())
    assert {told.subject_id: told.payload["differences"] for told in grant_differences()} == {
        str(world.here.city.pk): 0,
        str(world.there.city.pk): 0,
    }


def test_parts_that_begin_at_once_are_all_granted(committed_db: str, committed_world: World) -> None:
    """Each service locks the case file before it reads the facts: none writes over the other's grant."""
    here = committed_world.here
    many = [builder(here, f"builder-{number}") for number in range(4)]
    at_once(committed_db, *(("idi_app", lambda who=who: join(here, who)) for who in many))
    assert all(sees(who.actor(), here) for who in many)
    assert amiss(here) == 0
