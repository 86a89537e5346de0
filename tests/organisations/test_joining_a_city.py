"""An organisation asks to work in another city; that city's bureau decides, never the organisation itself."""

from functools import partial

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from idi_platform.accounts.public import Membership, Organisation, OrganisationKind, Role
from idi_platform.audit.public import Event
from idi_platform.organisations.constants import FactKind, facts_of
from idi_platform.organisations.errors import FactMissing, NotYourDecision, StaysInItsCity, WorksThereAlready
from idi_platform.organisations.models import Admission, EligibilityFact, OrganisationInCity
from idi_platform.organisations.services.admitting import admit, apply_to_city, refuse_admission
from idi_platform.organisations.services.standing import Statement, state_fact, take_up
from idi_platform.tenancy.public import DomainError, MovedOn, OneWaits, tenant_work
from tests.access.housed import housed
from tests.organisations.house import House, browser, build_house
from tests.threads import at_once
from tests.world import SINCE, World, member


def applied(world: World, admin: Membership) -> Admission:
    """From here to there."""
    stated = [Statement(kind=kind, words="是") for kind in facts_of(OrganisationKind.INSURER)]
    with tenant_work(admin.actor()) as by:
        return apply_to_city(city=world.there.city, statements=stated, by=by, at=timezone.now())


def decide(officer: Membership, application: Admission, *, reason: str = "") -> bool:
    with tenant_work(officer.actor()) as by:
        try:
            if reason:
                refuse_admission(admission=application, reason=reason, by=by, at=timezone.now())
            else:
                admit(admission=application, by=by, at=timezone.now())
        except MovedOn:
            return False
    return True


@pytest.fixture
def house(world: World) -> House:
    return build_house(world.here)


def test_the_applicant_administers_the_organisation_where_it_is_admitted(world: World, house: House) -> None:
    application = applied(world, house.admin)
    decide(world.there.officer, application)
    assert Membership.objects.filter(
        user=house.admin.user, role=Role.ORG_ADMIN, city=world.there.city, organisation=house.city.insurer
    ).exists()
    with tenant_work(world.there.system):
        standing = OrganisationInCity.objects.get(organisation=house.city.insurer)
        assert (standing.admitted_on, standing.dossier.kind) == (house.today, "organisation")
        assert {fact.kind for fact in standing.facts.all()} == set(facts_of(OrganisationKind.INSURER))
        codes = set(Event.objects.filter(dossier_id=standing.pk).values_list("code", flat=True))
    assert {"dossier_opened", "city_applied_to", "fact_stated", "city_admitted"} <= codes
    with pytest.raises(WorksThereAlready):
        applied(world, house.admin)


def test_who_is_refused_reads_why_and_may_ask_again(world: World, house: House) -> None:
    application = applied(world, house.admin)
    with pytest.raises(OneWaits):
        applied(world, house.second)
    decide(world.there.officer, application, reason="服务网点未设立")
    assert "服务网点未设立" in browser(house.second).get("/organisation/cities/").content.decode()
    assert not Membership.objects.filter(user=house.admin.user, city=world.there.city).exists()
    decide(world.there.officer, applied(world, house.second))


def test_only_another_organisations_officer_of_the_whole_city_decides(world: World, house: House) -> None:
    application, there = applied(world, house.admin), world.there
    district = member("d", role=Role.BUREAU, city=there.city, organisation=there.bureau, district=there.district)
    own = member("own", role=Role.BUREAU, city=there.city, organisation=house.city.insurer)
    same = member(house.admin.user.username, role=Role.BUREAU, city=there.city, organisation=there.bureau)
    for nobody in (district, own, same, world.here.officer, there.adjuster):
        with pytest.raises(NotYourDecision):
            decide(nobody, application)


def test_what_the_bureau_decides_by_must_be_stated(world: World, house: House) -> None:
    chief = member("chief", role=Role.ORG_ADMIN, city=world.here.city, organisation=world.here.bureau)
    for admin, refusal in ((house.admin, FactMissing), (chief, StaysInItsCity)):
        with tenant_work(admin.actor()) as by, pytest.raises(refusal):
            apply_to_city(city=world.there.city, statements=[], by=by, at=timezone.now())


def test_a_newer_statement_replaces_the_one_before_and_keeps_it(world: World, house: House) -> None:
    with tenant_work(world.here.system) as by:
        take_up(organisation=house.city.insurer, on=SINCE, by=by, at=timezone.now())
        take_up(organisation=house.city.insurer, on=house.today, by=by, at=timezone.now())
    for words in ("210%", "230%"):
        with tenant_work(house.admin.actor()) as by:
            state_fact(statement=Statement(kind=FactKind.SOLVENCY, words=words), by=by, at=timezone.now())
    with tenant_work(world.here.system):
        assert OrganisationInCity.objects.get(organisation=house.city.insurer).admitted_on == SINCE
        assert EligibilityFact.objects.filter(replaced_at=None).get().words == "230%"
        assert EligibilityFact.objects.count() == 2


def test_the_pages_from_application_to_decision(world: World, house: House) -> None:
    client, where = browser(house.admin), f"/organisation/cities/{world.there.city.code}/"
    words = {f"{kind}_words": "是" for kind in facts_of(OrganisationKind.INSURER)}
    fake = SimpleUploadedFile("a.pdf", b"no paper", "application/pdf")
    assert client.post(where, {**words, "licence_paper": fake}).status_code == 422
    assert client.post(where, words).status_code == 302
    assert client.post(where, words).status_code == 422
    officer = browser(world.there.officer)
    assert house.city.insurer.name_zh in officer.get("/organisation/applications/").content.decode()
    page = f"/organisation/applications/{Admission.objects.get().pk}/"
    assert officer.post(f"{page}refuse/").status_code == 422
    assert browser(world.here.officer).post(f"{page}admit/").status_code == 404
    assert officer.post(f"{page}admit/").status_code == 302
    assert officer.post(f"{page}admit/").status_code == 409
    assert officer.get(page).status_code == 200


def test_the_dossier_is_its_peoples_and_the_bureaus(world: World) -> None:
    found = housed(world.here, case=world.here.project.dossier, at=timezone.now())
    where = f"/organisation/{found.standing}/"
    rivals = Organisation.objects.create(kind=OrganisationKind.INSURER, name_zh="r", name_en="r")
    rival = member("rival", role=Role.ADJUSTER, city=world.here.city, organisation=rivals)
    readers = (world.here.adjuster, world.here.officer, rival, world.there.officer, world.here.owner)
    assert [browser(one).get(where).status_code for one in readers] == [200, 200, 404, 404, 403]


def test_of_two_officers_one_decides(committed_db: str, committed_world: World) -> None:
    house = build_house(committed_world.here)
    application, there = applied(committed_world, house.admin), committed_world.there
    other = member("other", role=Role.BUREAU, city=there.city, organisation=there.bureau)
    works = (partial(decide, there.officer, application), partial(decide, other, application, reason="不符合"))
    assert sorted(at_once(committed_db, *[("idi_app", work) for work in works])) == [False, True]


def test_of_two_applications_at_once_one_is_made(committed_db: str, committed_world: World) -> None:
    house = build_house(committed_world.here)

    def ask(admin: Membership) -> bool:
        try:
            applied(committed_world, admin)
        except DomainError:
            return False
        return True

    works = [("idi_app", partial(ask, admin)) for admin in (house.admin, house.second)]
    assert sorted(at_once(committed_db, *works)) == [False, True]
