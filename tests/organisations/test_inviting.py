"""An administrator invites a colleague, who accepts once, as the role that the organisation may give."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from idi_platform.accounts.public import Membership, MembershipHeld, Organisation, OrganisationKind, Role, User
from idi_platform.audit.public import PlatformEvent
from idi_platform.organisations.constants import INVITATION_LASTS, ROLES_OF_KIND, InvitationState
from idi_platform.organisations.errors import (
    ContactMissing,
    DistrictNotForRole,
    InvitationGone,
    NotYourOrganisation,
    OwnInvitation,
    PeriodEmpty,
    RoleNotOfKind,
)
from idi_platform.organisations.links import token_of
from idi_platform.organisations.models import Invitation
from idi_platform.organisations.services.inviting import accept_invitation, renew_link, withdraw_invitation
from idi_platform.tenancy.public import tenant_work
from tests.organisations.house import House, browser, build_house, invitation
from tests.world import World, member

ACCOUNT = {"username": "zhen", "password": "correct-horse-battery", "again": "correct-horse-battery"}


@pytest.fixture
def house(world: World) -> House:
    return build_house(world.here)


def address(row: Invitation) -> str:
    return f"/join/{token_of(row)}/"


def test_a_new_person_chooses_how_to_sign_in_and_has_the_role_at_once(house: House) -> None:
    row, visitor = invitation(house), Client()
    page = visitor.get(address(row))
    assert house.city.insurer.name_zh in page.content.decode()
    response = visitor.post(address(row), ACCOUNT)
    assert (response.status_code, response.headers["Location"]) == (302, "/sign-in/")
    person = User.objects.get(username="zhen")
    assert (person.full_name, person.phone) == ("甄宝珠", "13800000000")
    assert person.check_password(ACCOUNT["password"])
    membership = person.memberships.get()
    assert (membership.role, membership.organisation, membership.city_id) == (
        Role.ADJUSTER,
        house.city.insurer,
        house.city.city.pk,
    )
    assert [event.code for event in PlatformEvent.objects.filter(subject_id=str(house.city.insurer.pk))] == [
        "invitation_sent",
        "membership_granted",
        "invitation_accepted",
    ]
    assert visitor.get(address(row)).status_code == 404


def test_somebody_signed_in_takes_the_role_as_themselves(house: House) -> None:
    officer, row = house.city.officer, invitation(house)
    assert browser(officer).post(address(row)).status_code == 302
    assert officer.user.memberships.filter(role=Role.ADJUSTER, organisation=house.city.insurer).exists()


def test_what_is_typed_wrongly_is_told_and_the_link_still_opens(house: House) -> None:
    row = invitation(house)
    for wrong in ({"again": "another-horse"}, {"password": "short", "again": "short"}, {"username": "h-admin-1"}):
        assert Client().post(address(row), {**ACCOUNT, **wrong}).status_code == 422
    assert Client().post(address(row), ACCOUNT).status_code == 302


def test_nobody_accepts_their_own_invitation(house: House) -> None:
    row = invitation(house)
    assert browser(house.admin).post(address(row)).status_code == 422
    with pytest.raises(OwnInvitation):
        accept_invitation(token=token_of(row), person=house.admin.user, at=timezone.now())
    assert not house.admin.user.memberships.filter(role=Role.ADJUSTER).exists()


def test_whoever_holds_the_role_already_is_told(house: House) -> None:
    row = invitation(house)
    with pytest.raises(MembershipHeld):
        accept_invitation(token=token_of(row), person=house.city.adjuster.user, at=timezone.now())


@pytest.mark.parametrize("way", ["withdrawn", "renewed", "too old", "forged"])
def test_a_link_that_no_longer_opens_is_404(house: House, way: str) -> None:
    row = invitation(house, at=timezone.now() - INVITATION_LASTS if way == "too old" else None)
    where = address(row)
    with tenant_work(house.admin.actor()) as by:
        if way == "withdrawn":
            withdraw_invitation(invitation=row, by=by, at=timezone.now())
        if way == "renewed":
            renew_link(invitation=row, by=by, at=timezone.now())
    if way == "forged":
        where = where[:-3] + ("aa/" if where[-3:-1] != "aa" else "bb/")
    for method in (Client().get, Client().post):
        assert method(where).status_code == 404
    if way == "renewed":
        assert Client().get(address(row)).status_code == 200


def test_a_used_invitation_is_neither_renewed_nor_withdrawn(house: House) -> None:
    row = invitation(house)
    accept_invitation(token=token_of(row), person=house.city.officer.user, at=timezone.now())
    for act in (renew_link, withdraw_invitation):
        with tenant_work(house.admin.actor()) as by, pytest.raises(InvitationGone):
            act(invitation=row, by=by, at=timezone.now())


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"role": Role.INSPECTOR}, RoleNotOfKind),
        ({"role": Role.OPERATOR}, RoleNotOfKind),
        ({"phone": ""}, ContactMissing),
        ({"valid_to": timezone.localdate() - timedelta(days=9)}, PeriodEmpty),
    ],
)
def test_what_no_insurer_may_give_is_refused(
    house: House, changed: dict[str, object], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        invitation(house, **changed)  # type: ignore[arg-type]  # a test's shorthand


def test_a_district_is_for_officers_of_the_city_only(world: World, house: House) -> None:
    chief = member("chief", role=Role.ORG_ADMIN, city=world.here.city, organisation=world.here.bureau)
    for by, role, district in (
        (house.admin, Role.ADJUSTER, world.here.district),
        (chief, Role.BUREAU, world.there.district),
    ):
        with pytest.raises(DistrictNotForRole):
            invitation(house, by=by, role=role, district=district)
    assert invitation(house, by=chief, role=Role.BUREAU, district=world.here.district).district == world.here.district


def test_only_an_administrator_in_force_invites(house: House) -> None:
    Membership.objects.filter(pk=house.second.pk).update(valid_to=house.today)
    for nobody in (house.second, house.city.adjuster):
        with pytest.raises(NotYourOrganisation):
            invitation(house, by=nobody)


def test_every_kind_gives_its_administrator_and_no_role_of_the_platform() -> None:
    for kind in OrganisationKind:
        given = ROLES_OF_KIND.get(kind, (Role.ORG_ADMIN,))
        assert Role.ORG_ADMIN in given
        assert not {Role.OWNER, Role.OPERATOR, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN} & {*given}


def test_an_administrator_sees_the_own_invitations_only(world: World, house: House) -> None:
    row = invitation(house)
    rivals = Organisation.objects.create(kind=OrganisationKind.INSURER, name_zh="r", name_en="r")
    stranger = member("stranger", role=Role.ORG_ADMIN, city=world.here.city, organisation=rivals)
    where = f"/organisation/invitations/{row.pk}/"
    assert token_of(row) in browser(house.second).get(where).content.decode()
    for other in (stranger, build_house(world.there, "t").admin):
        assert browser(other).get(where).status_code == 404
        assert browser(other).post(f"{where}renew/").status_code == 404


def test_the_pages_invite_renew_and_withdraw(house: House) -> None:
    client = browser(house.admin)
    given = {
        "full_name": "关镕",
        "phone": "138 0000 0001",
        "role": "underwriter",
        "valid_from": house.today.isoformat(),
        "last_day": house.today.isoformat(),
    }
    assert client.post("/organisation/invitations/new/", {**given, "phone": ""}).status_code == 422
    where = client.post("/organisation/invitations/new/", given).headers["Location"]
    assert client.post(f"{where}renew/").status_code == 302
    assert client.post(f"{where}withdraw/").status_code == 302
    assert client.post(f"{where}withdraw/").status_code == 409
    assert "关镕" in client.get("/organisation/invitations/?state=withdrawn").content.decode()
    with tenant_work(house.city.system):
        row = Invitation.objects.get(full_name="关镕")
    assert (row.state, row.link_number, row.valid_to) == (InvitationState.WITHDRAWN, 2, house.tomorrow)
