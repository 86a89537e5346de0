"""A home changes hands: one person records it, a second approves, access follows on the day (PROMISES 13)."""

from datetime import timedelta
from fractions import Fraction
from io import BytesIO

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims.models import Claim
from claims.services.drafting import add_photograph, save_answers, start_draft
from claims.services.filing import file_claim
from idi_platform.accounts.public import Membership, Role, User
from idi_platform.audit.public import Event
from idi_platform.documents.public import Upload
from idi_platform.dossiers.granting import grants_amiss
from idi_platform.dossiers.public import Dossier
from idi_platform.registry.constants import Title, TransferState
from idi_platform.registry.errors import ChangesInOrder, NotYourHome, OwnersMissing, OwnerTwice, SharesIncomplete
from idi_platform.registry.models import Ownership, Transfer, Unit
from idi_platform.registry.services.transfers import record_correction, refuse_transfer
from idi_platform.tenancy.public import DomainError, MovedOn, OneWaits, SamePerson, move_clock, tenant_work
from tests.documents.files import picture
from tests.registry.transfers import TODAY, Desk, approve, desk_of, facts, in_days, record, sell
from tests.threads import at_once
from tests.world import World, member

OwnershipHistory = apps.get_model("registry", "OwnershipHistory")


@pytest.fixture
def desk(world: World) -> Desk:
    return desk_of(world)


def sees(who: Membership, desk: Desk) -> bool:
    with tenant_work(who.actor()) as actor:
        return Unit.objects.visible_to(actor).filter(pk=desk.here.unit.pk).exists()


def answer(client: Client, address: str) -> int:
    """The status; a file that came with it is read to its end, which closes it."""
    response = client.get(address)
    response.getvalue()
    return response.status_code


def claim_of(desk: Desk) -> tuple[Claim, Upload]:
    """A claim of the seller with one photograph."""
    with tenant_work(desk.seller.actor()) as by:
        at = timezone.now()
        draft = start_draft(unit=desk.here.unit, by=by, at=at)
        save_answers(
            draft=draft,
            by=by,
            at=at,
            place="roof",
            defect="leak",
            description="wet",
            noticed_on=TODAY,
            is_dangerous=False,
        )
        photograph = add_photograph(draft=draft, file=BytesIO(picture()), filename="wet.jpg", by=by, at=at)
        return file_claim(draft_id=draft.pk, consented_at=at, by=by, at=at), photograph


@pytest.mark.parametrize(("days", "seller", "buyer"), [(1, True, False), (0, False, True), (-30, False, True)])
def test_the_seller_sees_it_until_the_day_before_and_the_buyer_from_the_day_on(
    desk: Desk, days: int, seller: bool, buyer: bool
) -> None:
    bought = sell(desk, facts(desk.buyer, on=in_days(days)))
    assert (sees(desk.seller, desk), sees(bought, desk)) == (seller, buyer)
    with tenant_work(desk.here.system):
        assert grants_amiss(desk.here.city.pk) == 0


def test_nothing_runs_on_the_day_of_a_change_that_was_recorded_before(desk: Desk) -> None:
    bought = sell(desk, facts(desk.buyer, on=in_days(10)))
    assert (sees(desk.seller, desk), sees(bought, desk)) == (True, False)
    move_clock(timezone.now() + timedelta(days=10))
    assert (sees(desk.seller, desk), sees(bought, desk)) == (False, True)


def test_a_former_owner_finds_nothing_of_the_home_on_any_way(desk: Desk, client: Client) -> None:
    """Pages, files, lists and the API; what they wrote stays theirs in their own data."""
    claim, photograph = claim_of(desk)
    home, file = desk.here.unit.pk, reverse("documents:download", args=[photograph.pk])
    addresses = [
        reverse("claims:my_claim", args=[claim.pk]),
        reverse("claims:receipt", args=[claim.pk]),
        reverse("api-v1:home", args=[home]),
        reverse("api-v1:claim", args=[claim.pk]),
        reverse("api-v1:document", args=[photograph.pk]),
        file,
    ]
    lists = [reverse("claims:my_homes"), reverse("api-v1:homes"), reverse("api-v1:claims")]
    bought = sell(desk, facts(desk.buyer))
    title = desk.here.unit.dossier.title
    for who, status in ((desk.seller, 404), (bought, 200)):
        client.force_login(who.user)
        assert {address: answer(client, address) for address in addresses} == dict.fromkeys(addresses, status)
        for address in lists:
            page = client.get(address).content.decode()
            assert (title in page or str(home) in page or claim.dossier.number in page) == (status == 200), address
    client.force_login(desk.seller.user)
    assert client.post(reverse("claims:start", args=[home])).status_code == 404
    with tenant_work(desk.seller.actor()) as actor:
        assert not Dossier.objects.visible_to(actor).exists()
        assert not Event.objects.visible_to(actor).exists()


def test_an_owner_reads_since_when_and_co_owners_behind_a_mask(desk: Desk, client: Client) -> None:
    wife = User.objects.create(username="wife", full_name="欧阳明月")
    bought = sell(desk, facts(desk.buyer, wife, shares=[Fraction(1, 3), Fraction(2, 3)], title=Title.PENDING))
    client.force_login(bought.user)
    page = client.get(reverse("claims:my_homes")).content.decode()
    assert "欧阳明月" not in page
    assert "2/3" in page
    assert str(Title.PENDING.label) in page


def test_whoever_recorded_it_never_approves_it(desk: Desk) -> None:
    recorded = record(desk, facts(desk.buyer))
    both = Membership.objects.create(
        user=desk.adjuster.user,
        role=Role.INSURER_MANAGER,
        city=desk.here.city,
        organisation=desk.here.insurer,
        valid_from=TODAY,
    )
    with pytest.raises(SamePerson):
        approve(desk, recorded, who=both)
    assert sees(desk.seller, desk)


@pytest.mark.attacks("registry.approve_transfer")
def test_a_second_membership_is_no_second_person(desk: Desk, client: Client) -> None:
    recorded = record(desk, facts(desk.buyer))
    both = Membership.objects.create(
        user=desk.adjuster.user,
        role=Role.INSURER_MANAGER,
        city=desk.here.city,
        organisation=desk.here.insurer,
        valid_from=TODAY,
    )
    with tenant_work(both.actor()) as by, pytest.raises(SamePerson):
        refuse_transfer(transfer=recorded, reason="x", by=by, at=timezone.now())
    with tenant_work(desk.here.system):
        assert Transfer.objects.get(pk=recorded.pk).state == TransferState.ASKED


def test_only_the_lead_insurers_people_record_and_decide(desk: Desk) -> None:
    rivals = member("rival", role=Role.ADJUSTER, city=desk.here.city, organisation=desk.world.there.insurer)
    for who in (rivals, desk.seller, desk.here.officer, desk.manager):
        with pytest.raises(NotYourHome):
            record(desk, facts(desk.buyer), who=who)
    recorded = record(desk, facts(desk.buyer))
    with pytest.raises(NotYourHome):
        approve(desk, recorded, who=desk.adjuster)


@pytest.mark.parametrize(
    ("names", "shares", "error"),
    [
        ((), (), OwnersMissing),
        (("buyer", "buyer"), (), OwnerTwice),
        (("buyer", "seller"), (Fraction(1, 2), None), SharesIncomplete),
        (("buyer", "seller"), (Fraction(1, 2), Fraction(1, 3)), SharesIncomplete),
    ],
)
def test_owners_and_shares_make_one_whole(
    desk: Desk, names: tuple[str, ...], shares: tuple[Fraction | None, ...], error: type[DomainError]
) -> None:
    people = {"buyer": desk.buyer, "seller": desk.seller.user}
    with pytest.raises(error):
        record(desk, facts(*(people[name] for name in names), shares=shares))


def test_changes_are_recorded_in_their_order_and_one_at_a_time(desk: Desk) -> None:
    first = record(desk, facts(desk.buyer, on=in_days(5)))
    with pytest.raises(OneWaits):
        record(desk, facts(desk.buyer, on=in_days(6)))
    approve(desk, first)
    for day in (0, 5):
        with pytest.raises(ChangesInOrder):
            record(desk, facts(desk.seller.user, on=in_days(day)))
    with pytest.raises(MovedOn):
        approve(desk, first)


def test_a_co_owner_who_stays_is_never_shut_out(desk: Desk) -> None:
    sell(desk, facts(desk.seller.user, desk.buyer))
    assert sees(desk.seller, desk)
    with tenant_work(desk.here.system):
        held = Ownership.objects.filter(unit=desk.here.unit, owner=desk.seller.user).order_by("from_on")
        assert [(row.from_on, row.to_on) for row in held][1:] == [(TODAY, None)]


def test_of_two_managers_at_once_one_decides(committed_db: str, committed_world: World) -> None:
    desk = desk_of(committed_world)
    here = desk.here
    second = member("second-manager", role=Role.INSURER_MANAGER, city=here.city, organisation=here.insurer)
    recorded = record(desk, facts(desk.buyer))

    def decide(who: Membership) -> bool:
        try:
            approve(desk, recorded, who=who)
        except MovedOn:
            return False
        return True

    decided = at_once(committed_db, *(("idi_app", lambda who=who: decide(who)) for who in (desk.manager, second)))
    assert sorted(decided) == [False, True]
    with tenant_work(here.system):
        assert Ownership.objects.filter(unit=here.unit, from_on=TODAY).count() == 1


def test_the_pages_record_and_approve(desk: Desk, client: Client) -> None:
    unit = desk.here.unit
    client.force_login(desk.adjuster.user)
    found = client.get(reverse("registry:transfers"), {"q": unit.number})
    assert [home.pk for home in found.context["homes"]] == [unit.pk]
    address = reverse("registry:new_transfer", args=[unit.pk])
    typed = {"cause": "sale", "on": TODAY.isoformat(), "title": "registered", "document": "deed 7"}
    assert client.post(address, typed).status_code == 422
    wrong = {**typed, "name_0": "李四", "number_0": "110101199003077775", "kind_0": "resident_id"}
    refused = client.post(address, wrong)
    assert (refused.status_code, set(refused.context["form"].errors)) == (422, {"number_0"})
    assert not User.objects.filter(full_name="李四").exists()
    right = {**wrong, "number_0": "11010119900307803X"}
    assert client.post(address, right).status_code == 302
    with tenant_work(desk.here.system):
        recorded = Transfer.objects.get(unit=unit)
    page = reverse("registry:transfer", args=[recorded.pk])
    assert client.get(page).status_code == 200
    assert client.post(reverse("registry:approve_transfer", args=[recorded.pk])).status_code == 403
    client.force_login(desk.manager.user)
    assert client.get(page).context["may_decide"]
    assert client.post(reverse("registry:refuse_transfer", args=[recorded.pk]), {"reason": ""}).status_code == 422
    assert client.post(reverse("registry:approve_transfer", args=[recorded.pk])).status_code == 302
    assert not sees(desk.seller, desk)
    with tenant_work(desk.here.system):
        events = Event.objects.filter(dossier_id=unit.pk, code__startswith="transfer")
        assert set(events.values_list("code", flat=True)) == {"transfer_recorded", "transfer_approved"}
        assert "李四" not in str([event.payload for event in events])
        kept = OwnershipHistory._default_manager.filter(unit_id=unit.pk).latest("pgh_id")
        assert (kept.origin, kept.actor_user_id) == ("request:registry:approve_transfer", desk.manager.user_id)


def put_right(desk: Desk, wrong: Transfer, *, who: Membership | None = None) -> Transfer:
    with tenant_work((who or desk.adjuster).actor()) as by:
        return record_correction(wrong=wrong, document="deed 2 shows another", by=by, at=timezone.now())


def periods(desk: Desk) -> list[tuple[object, ...]]:
    with tenant_work(desk.here.system):
        return list(
            Ownership.objects.filter(unit=desk.here.unit).order_by("pk").values_list("owner", "from_on", "to_on")
        )


@pytest.mark.attacks("registry.approve_transfer")
def test_an_approved_change_that_was_wrong_is_taken_back_by_two_and_both_stay_on_record(desk: Desk) -> None:
    before = periods(desk)
    wrong = record(desk, facts(desk.buyer))
    with pytest.raises(MovedOn):
        put_right(desk, wrong)
    approve(desk, wrong)
    buyer = Membership.objects.get(user=desk.buyer, role=Role.OWNER)
    assert (sees(desk.seller, desk), sees(buyer, desk)) == (False, True)
    with pytest.raises(NotYourHome):
        put_right(desk, wrong, who=desk.manager)
    asked = put_right(desk, wrong)
    assert sees(buyer, desk)
    same_person = Membership.objects.create(
        user=desk.adjuster.user,
        role=Role.INSURER_MANAGER,
        city=desk.here.city,
        organisation=desk.here.insurer,
        valid_from=TODAY,
    )
    with pytest.raises(SamePerson):
        approve(desk, asked, who=same_person)
    approve(desk, asked)
    assert (sees(desk.seller, desk), sees(buyer, desk)) == (True, False)
    assert periods(desk) == before
    with tenant_work(desk.here.system):
        states = list(Transfer.objects.order_by("pk").values_list("state", "cause"))
        assert states == [(TransferState.TAKEN_BACK, "sale"), (TransferState.APPROVED, "correction")]
        assert grants_amiss(desk.here.city.pk) == 0
        told = Event.objects.filter(code="transfer_approved").values_list("payload__corrects", flat=True)
        assert list(told.order_by("pk")) == [None, str(wrong.pk)]
    with pytest.raises(MovedOn):
        put_right(desk, wrong)
    # What is right is recorded as any change is.
    sell(desk, facts(desk.buyer))


def test_only_the_latest_change_is_taken_back(desk: Desk, client: Client) -> None:
    first = record(desk, facts(desk.buyer, on=TODAY - timedelta(days=30)))
    approve(desk, first)
    approve(desk, record(desk, facts(desk.seller.user)))
    client.force_login(desk.adjuster.user)
    assert not client.get(reverse("registry:transfer", args=[first.pk])).context["may_correct"]
    sent = client.post(reverse("registry:correct_transfer", args=[first.pk]), {"document": "x"})
    assert sent.status_code == 422
    with tenant_work(desk.here.system):
        latest = Transfer.objects.latest("pk")
    page = reverse("registry:transfer", args=[latest.pk])
    assert client.get(page).context["may_correct"]
    asked = client.post(reverse("registry:correct_transfer", args=[latest.pk]), {"document": "deed 3"})
    assert client.get(asked["Location"]).status_code == 200


def test_a_stranger_finds_no_page(desk: Desk, client: Client) -> None:
    recorded = record(desk, facts(desk.buyer))
    for who, status in ((desk.world.there.adjuster, 404), (desk.seller, 403), (desk.here.officer, 403)):
        client.force_login(who.user)
        for address in (
            reverse("registry:transfer", args=[recorded.pk]),
            reverse("registry:home_owners", args=[desk.here.unit.pk]),
        ):
            assert client.get(address).status_code == status
