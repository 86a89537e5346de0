"""Certificates are entered by an administrator, seen by few, and their people are told before they lapse, once."""

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from idi_platform.accounts.public import Membership, Role
from idi_platform.alerts.lapses import CERTIFICATE_LAPSES, FACT_LAPSES
from idi_platform.alerts.models import Notice
from idi_platform.audit.public import Access, Event
from idi_platform.deadlines.public import Expectation, ExpectationState, listen
from idi_platform.documents.public import Upload
from idi_platform.dossiers.public import CIVIL_ZONE
from idi_platform.organisations.constants import WARNED_BEFORE, CertificateKind, FactKind
from idi_platform.organisations.errors import CertificateTwice, NotOneOfYours, NotYourOrganisation, PeriodEmpty
from idi_platform.organisations.models import Certificate
from idi_platform.organisations.services.certifying import CertificateFacts, enter_certificate
from idi_platform.organisations.services.lapsing import warn_of_lapses
from idi_platform.organisations.services.standing import Statement, state_fact, take_up
from idi_platform.outbox.delivery import deliver_batch
from idi_platform.tenancy.public import tenant_work
from tests.access.scene import _photograph
from tests.organisations.house import House, browser, build_house
from tests.world import SINCE, World, member


@pytest.fixture
def house(world: World) -> House:
    with tenant_work(world.here.system) as by:
        take_up(organisation=world.here.insurer, on=SINCE, by=by, at=timezone.now())
    return build_house(world.here)


def entered(house: House, *, by: Membership | None = None, **changed: object) -> Certificate:
    given = {
        "holder": house.city.adjuster.user,
        "kind": CertificateKind.RISK_STAFF,
        "number": "FX-0001",
        "issuer": "行业协会",
        "valid_from": SINCE,
        "valid_to": house.today + WARNED_BEFORE,
        **changed,
    }
    with tenant_work((by or house.admin).actor()) as actor:
        return enter_certificate(facts=CertificateFacts(**given), by=actor, at=timezone.now())  # type: ignore[arg-type]  # a test's shorthand


def warned(house: House) -> int:
    """One tick and its delivery."""
    with tenant_work(house.city.system) as by:
        count = warn_of_lapses(by=by, at=timezone.now())
    deliver_batch(by=house.city.system, at=timezone.now())
    return count


def told(house: House, kind: str) -> set[str]:
    with tenant_work(house.city.system):
        return set(Notice.objects.filter(kind=kind).values_list("recipient__username", flat=True))


def test_holder_and_administrators_are_told_once(house: House) -> None:
    certificate = entered(house)
    assert (warned(house), warned(house)) == (1, 0)
    assert told(house, CERTIFICATE_LAPSES) == {"here-adjuster", "h-admin-1", "h-admin-2"}
    page = browser(house.city.adjuster).get("/inbox/").content.decode()
    assert f"/organisation/certificates/{certificate.pk}/" in page


def test_nobody_is_told_of_what_lasts_was_renewed_or_withdrawn(house: House) -> None:
    entered(house, valid_to=house.today + WARNED_BEFORE + timedelta(days=1))
    entered(house, number="2", valid_to=None)
    entered(house, number="3", kind=CertificateKind.TITLE)
    entered(house, number="4", kind=CertificateKind.TITLE, valid_to=date(2099, 1, 1))
    wrong = entered(house, number="5", kind=CertificateKind.ACTUARY)
    assert browser(house.admin).post(f"/organisation/certificates/{wrong.pk}/withdraw/").status_code == 302
    assert warned(house) == 0


def test_a_statement_that_lapses_is_told_to_the_administrators(house: House) -> None:
    with tenant_work(house.admin.actor()) as by:
        stated = Statement(kind=FactKind.LICENCE, words="0001", valid_to=house.tomorrow)
        state_fact(statement=stated, by=by, at=timezone.now())
    assert warned(house) == 1
    assert told(house, FACT_LAPSES) == {"h-admin-1", "h-admin-2"}


def test_the_bureau_hears_when_an_inspectors_certificate_has_lapsed_and_not_before(house: House) -> None:
    """The warning long before goes to holder and administrators alone."""
    inspector = member("inspector", role=Role.INSPECTOR, city=house.city.city, organisation=house.city.insurer)
    ended = entered(house, holder=inspector.user, valid_to=house.today + timedelta(days=9))
    entered(house, number="of an adjuster", valid_to=ended.valid_to)
    assert ended.valid_to
    lapse = datetime.combine(ended.valid_to, time(), CIVIL_ZONE)

    def look(at: datetime) -> tuple[int, str]:
        with tenant_work(house.city.system) as by:
            raised = listen(by=by, at=at)
            return raised, Expectation.objects.get(kind="certificates").state

    assert look(lapse - timedelta(seconds=1)) == (0, ExpectationState.WAITING)
    assert look(lapse) == (1, ExpectationState.MISSING)
    entered(house, holder=inspector.user, number="renewed", valid_from=house.tomorrow, valid_to=date(2099, 1, 1))
    assert look(lapse + timedelta(days=1)) == (0, ExpectationState.CAME_LATE)
    page = browser(house.city.officer).get("/deadlines/expected/").content.decode()
    assert inspector.user.full_name in page


def test_what_cannot_be_is_refused(world: World, house: House) -> None:
    entered(house)
    for changed, refusal in (
        ({}, CertificateTwice),
        ({"holder": world.there.adjuster.user}, NotOneOfYours),
        ({"number": "9", "valid_to": SINCE}, PeriodEmpty),
        ({"number": "9", "by": house.city.adjuster}, NotYourOrganisation),
    ):
        with pytest.raises(refusal):
            entered(house, **changed)


def test_a_certificate_and_its_paper_are_seen_by_few_and_its_number_by_no_event(world: World, house: House) -> None:
    client, colleague = (
        browser(house.admin),
        member("colleague", role=Role.UNDERWRITER, city=world.here.city, organisation=house.city.insurer),
    )
    given = {
        "holder": house.city.adjuster.user.pk,
        "kind": CertificateKind.TITLE,
        "number": "ZC-778899",
        "issuer": "人社局",
        "valid_from": "2024-01-01",
        "last_day": house.tomorrow.isoformat(),
    }
    assert client.post("/organisation/certificates/new/", {**given, "last_day": "2023-01-01"}).status_code == 422
    paper = _photograph()
    paper.name = "证书.jpg"
    where = client.post("/organisation/certificates/new/", {**given, "paper": paper}).headers["Location"]
    with tenant_work(house.city.system):
        file = f"/documents/{Upload.objects.get().pk}/"
        assert not any("ZC-778899" in str(event.payload) for event in Event.objects.all())
    seen = {
        person.user.username: (status(person, where), status(person, file))
        for person in (house.second, house.city.adjuster, house.city.officer, colleague)
    }
    assert seen == {
        "h-admin-2": (200, 200),
        "here-adjuster": (200, 200),
        "here-officer": (200, 200),
        "colleague": (404, 404),
    }


def test_its_number_is_masked_but_for_the_holder_and_shown_with_a_reason(house: House) -> None:
    certificate = entered(house, number="ZC-778899", valid_to=None)
    where = f"/organisation/certificates/{certificate.pk}/"
    reveal = f"/privacy/reveal/organisations.Certificate.number/{certificate.pk}/"
    assert "ZC-778899" in browser(house.city.adjuster).get(where).content.decode()
    for person in (house.admin, house.city.officer):
        client = browser(person)
        assert "ZC-778899" not in client.get(where).content.decode()
        assert client.post(reveal, {"reason": ""}).status_code == 422
        assert "ZC-778899" in client.post(reveal, {"reason": "复核人员资格"}).content.decode()
    assert browser(house.city.adjuster).post(reveal, {"reason": "x"}).status_code == 403
    with tenant_work(house.city.system):
        assert Access.objects.filter(subject="organisations.Certificate", reason="复核人员资格").count() == 2


def status(person: Membership, path: str) -> int:
    response = browser(person).get(path)
    if response.streaming:
        b"".join(response)
    return int(response.status_code)
