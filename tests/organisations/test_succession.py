"""One body takes another's place from a day on: who may say so, what passes, and what keeps the old name."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from claims.models import Claim
from idi_platform.accounts.public import Membership, Organisation, OrganisationKind, Role
from idi_platform.audit.public import Event
from idi_platform.deadlines.models import Deadline
from idi_platform.dossiers.public import Dossier
from idi_platform.organisations.constants import CertificateKind, SuccessionKind, SuccessionState
from idi_platform.organisations.errors import (
    NoOtherOrganisation,
    NotAParty,
    NotYourDecision,
    NotYourOrganisation,
    SucceededAlready,
)
from idi_platform.organisations.models import Certificate, OrganisationInCity, Succession
from idi_platform.organisations.selectors import chain_of
from idi_platform.organisations.services.certifying import CertificateFacts, enter_certificate
from idi_platform.organisations.services.succeeding import (
    SuccessionFacts,
    carry_out_due,
    confirm_succession,
    organisation_named,
    propose_succession,
    refuse_succession,
)
from idi_platform.registry.public import Party, Project
from idi_platform.tenancy.public import Actor, MovedOn, tenant_work
from operations.search import organisations as found_anywhere
from tests.claims.reports import filed
from tests.organisations.house import House, browser, build_house
from tests.supervision.cases import Term, moment, start_term
from tests.threads import at_once
from tests.world import SINCE, World, member

NOW = timezone.now()


@pytest.fixture
def house(world: World) -> House:
    return build_house(world.here)


@pytest.fixture
def heir() -> Organisation:
    return Organisation.objects.create(kind=OrganisationKind.INSURER, name_zh="新海保险", name_en="New Sea Insurance")


def proposed(
    house: House,
    heir: Organisation,
    *,
    kind: str = SuccessionKind.MERGER,
    from_on: date | None = None,
    by: Membership | None = None,
) -> Succession:
    facts = SuccessionFacts(kind, house.city.insurer, heir, from_on or house.today, "合并公告〔2026〕1 号")
    with tenant_work((by or house.admin).actor()) as actor:
        return propose_succession(facts=facts, by=actor, at=NOW)


def decide(officer: Membership, succession: Succession) -> None:
    with tenant_work(officer.actor()) as by:
        confirm_succession(succession=succession, by=by, at=NOW)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def in_effect(house: House, heir: Organisation, *, kind: str = SuccessionKind.MERGER) -> Succession:
    succession = proposed(house, heir, kind=kind)
    decide(house.city.officer, succession)
    succession.refresh_from_db()
    assert succession.state == SuccessionState.DONE
    return succession


def seen(actor: Actor) -> Iterator[bool]:
    """Whether somebody sees a project, a claim, a dossier."""
    with tenant_work(actor) as by:
        yield Project.objects.visible_to(by).exists()
        yield Claim.objects.visible_to(by).exists()
        yield Dossier.objects.visible_to(by).filter(kind="claim").exists()


def test_after_a_merger_the_same_people_do_the_same_work_for_the_successor(house: House, heir: Organisation) -> None:
    claim = filed(house.city)
    before = house.city.adjuster
    in_effect(house, heir)
    now_held = Membership.objects.get(user=before.user, organisation=heir)
    assert (now_held.role, now_held.valid_from) == (Role.ADJUSTER, house.today)
    before.refresh_from_db()
    assert before.valid_to == house.today
    assert all(seen(now_held.actor()))
    # Whoever came back with the old membership would find nothing.
    assert not any(seen(before.actor()))
    page = browser(now_held).get(f"/claims/{claim.pk}/").content.decode()
    assert "新海保险" in page
    assert "已由承继机构承接" in page


def test_duties_that_run_pass_and_what_has_ended_keeps_the_old_name(house: House, heir: Organisation) -> None:
    ended, running = (start_term(house.city, Term(moment(10))) for _number in range(2))
    with tenant_work(house.city.system):
        Deadline.objects.filter(pk=ended.pk).update(closed_at=NOW, closed_as="cancelled")
        events = list(Event.objects.order_by("pk").values_list("pk", "payload", "actor_organisation_id"))
    in_effect(house, heir, kind=SuccessionKind.INSOLVENCY)
    with tenant_work(house.city.system):
        assert Deadline.objects.get(pk=running.pk).obliged_id == heir.pk
        assert Deadline.objects.get(pk=ended.pk).obliged_id == house.city.insurer.pk
        kept = Event.objects.filter(pk__in=[pk for pk, *_ in events]).order_by("pk")
        assert list(kept.values_list("pk", "payload", "actor_organisation_id")) == events
        assert Event.objects.filter(code="deadline_passed_on").count() == 1
    # People of a body in insolvency stay with it.
    assert not Membership.objects.filter(organisation=heir).exists()


def test_parts_in_projects_end_on_the_day_and_begin_anew(house: House, heir: Organisation) -> None:
    in_effect(house, heir)
    with tenant_work(house.city.system):
        old = Party.objects.get(organisation=house.city.insurer)
        new = Party.objects.get(organisation=heir)
        assert (old.from_on, old.to_on) == (SINCE, house.today)
        assert (new.from_on, new.to_on, new.role) == (house.today, None, old.role)


def test_a_certificate_goes_along_with_its_holder(house: House, heir: Organisation) -> None:
    holder = house.city.adjuster.user
    facts = CertificateFacts(holder, CertificateKind.TITLE, "ZS-1", "人社局", SINCE, None)
    with tenant_work(house.admin.actor()) as by:
        certificate = enter_certificate(facts=facts, by=by, at=NOW)
    in_effect(house, heir)
    with tenant_work(house.city.system):
        assert Certificate.objects.get(pk=certificate.pk).organisation_id == heir.pk


def test_it_takes_effect_on_its_day_and_once(house: House, heir: Organisation) -> None:
    succession = proposed(house, heir, from_on=house.tomorrow)
    decide(house.city.officer, succession)
    with tenant_work(house.city.system) as by:
        assert carry_out_due(by=by, at=NOW) == 0
        assert Party.objects.filter(organisation=heir).count() == 0
        assert carry_out_due(by=by, at=NOW + timedelta(days=1)) == 1
        assert carry_out_due(by=by, at=NOW + timedelta(days=1)) == 0
        assert Party.objects.filter(organisation=heir).count() == 1
    succession.refresh_from_db()
    assert (succession.state, succession.moved["parties"]) == (SuccessionState.DONE, 1)


@pytest.mark.attacks("organisations.confirm_succession")
def test_neither_the_proposer_nor_the_two_nor_another_city_confirms(
    world: World, house: House, heir: Organisation
) -> None:
    succession = proposed(house, heir)
    city, bureau = house.city.city, house.city.bureau
    same = Membership.objects.create(
        user=house.admin.user, role=Role.BUREAU, city=city, organisation=bureau, valid_from=SINCE
    )
    of_a_party = member("of-a-party", role=Role.BUREAU, city=city, organisation=heir)
    district = member("d", role=Role.BUREAU, city=city, organisation=bureau, district=house.city.district)
    for nobody in (same, of_a_party, district, world.there.officer, house.second):
        with pytest.raises(NotYourDecision):
            decide(nobody, succession)
    decide(house.city.officer, succession)
    with pytest.raises(MovedOn):
        decide(house.city.officer, succession)


def test_only_an_administrator_of_one_of_the_two_proposes_it_and_once(house: House, heir: Organisation) -> None:
    stranger_body = Organisation.objects.create(kind=OrganisationKind.INSURER, name_zh="旁人", name_en="stranger")
    stranger = member("stranger", role=Role.ORG_ADMIN, city=house.city.city, organisation=stranger_body)
    with pytest.raises(NotAParty):
        proposed(house, heir, by=stranger)
    with pytest.raises(NotYourOrganisation):
        proposed(house, heir, by=house.city.adjuster)
    with pytest.raises(NoOtherOrganisation):
        proposed(house, house.city.insurer)
    first = proposed(house, heir)
    with pytest.raises(SucceededAlready):
        proposed(house, stranger_body)
    with tenant_work(house.city.officer.actor()) as by:
        refuse_succession(succession=first, reason="公告不全", by=by, at=NOW)
    proposed(house, heir)


def test_the_other_is_named_exactly(house: House, heir: Organisation) -> None:
    own = house.city.insurer
    assert organisation_named(" 新海保险 ", besides=own) == heir
    for words in ("新海", "", own.name_zh, "%"):
        with pytest.raises(NoOtherOrganisation):
            organisation_named(words, besides=own)


def test_both_names_lead_to_the_successor_and_its_dossier_shows_the_chain(house: House, heir: Organisation) -> None:
    in_effect(house, heir)
    last = Organisation.objects.create(kind=OrganisationKind.INSURER, name_zh="三海保险", name_en="Third Sea")
    admin = Membership.objects.get(user=house.admin.user, organisation=heir)
    facts = SuccessionFacts(SuccessionKind.RENAME, heir, last, house.today, "更名通知")
    with tenant_work(admin.actor()) as by:
        decide_this = propose_succession(facts=facts, by=by, at=NOW)
    decide(house.city.officer, decide_this)
    assert heir in found_anywhere(house.city.insurer.name_zh)
    with tenant_work(house.city.officer.actor()):
        standing = OrganisationInCity.objects.get(organisation=heir)
        chain = [(row.predecessor_id, row.successor_id) for row in chain_of(standing)]
    assert chain == [(house.city.insurer.pk, heir.pk), (heir.pk, last.pk)]
    officer = browser(house.city.officer)
    assert "新海保险" in officer.get("/organisation/all/", {"q": house.city.insurer.name_zh}).content.decode()
    page = officer.get(f"/organisation/{standing.pk}/").content.decode()
    assert house.city.insurer.name_zh in page
    assert "三海保险" in page


def test_proposed_and_confirmed_on_the_pages(house: House, heir: Organisation) -> None:
    sent = {"kind": "rename", "ours": "is_succeeded", "other": "无此机构", "from_on": house.today, "grounds": "通知"}
    admin, officer = browser(house.admin), browser(house.city.officer)
    assert admin.post("/organisation/successions/new/", sent).status_code == 422
    made = admin.post("/organisation/successions/new/", {**sent, "other": "新海保险"})
    page = made["Location"]
    assert officer.post(f"{page}refuse/", {"reason": ""}).status_code == 422
    assert "更名" in officer.get("/organisation/successions/").content.decode()
    assert officer.post(f"{page}confirm/").status_code == 302
    assert Succession.objects.get().state == SuccessionState.DONE
    assert officer.post(f"{page}confirm/").status_code == 409


def test_of_two_officers_at_once_one_decides(committed_db: str, committed_world: World) -> None:
    house = build_house(committed_world.here)
    heir = Organisation.objects.create(kind=OrganisationKind.INSURER, name_zh="新海保险", name_en="New Sea Insurance")
    succession = proposed(house, heir, from_on=house.tomorrow)
    here = committed_world.here
    second = member("second-officer", role=Role.BUREAU, city=here.city, organisation=here.bureau)

    def race(officer: Membership) -> str:
        try:
            decide(officer, Succession.objects.get(pk=succession.pk))
        except MovedOn:
            return "too late"
        return "done"

    outcomes = at_once(committed_db, ("idi_app", lambda: race(here.officer)), ("idi_app", lambda: race(second)))
    assert sorted(outcomes) == ["done", "too late"]
