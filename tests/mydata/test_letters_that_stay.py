"""What is told of retention: on each case file, and of the letters that stay when a person is erased."""

import json
from datetime import date

from django.urls import reverse
from django.utils import timezone

from claims.public import Claim
from idi_platform.accounts.public import Role
from idi_platform.documents.public import Letter
from idi_platform.mydata.keeping import keeping_of
from idi_platform.mydata.letters import letters_about
from idi_platform.mydata.retention import due_rows
from idi_platform.mydata.services import lift_hold, place_hold
from idi_platform.tenancy.public import acting_as, tenant_work
from tests.claims.reports import signed_in
from tests.mydata.people import claimed
from tests.mydata.test_erasure import LATER, insured
from tests.mydata.test_the_file_is_whole import file_of, told
from tests.world import CityWorld, World, member

UNTIL = date(2044, 3, 10)


def receipt(claim: Claim, city: CityWorld) -> Letter:
    with tenant_work(city.system):
        return Letter.objects.get(dossier=claim.dossier_id)


def test_a_case_file_says_until_when_it_is_kept_and_by_which_law(world: World) -> None:
    claim = claimed(world.here)
    page = reverse("claims:my_claim", args=[claim.pk])
    owner = signed_in(world.here.owner, "en")
    assert "counts from a day that is not known yet" in owner.get(page).content.decode()
    insured(world.here, until=date(2034, 3, 10))
    text = owner.get(page).content.decode()
    assert "10 Mar 2044" in text
    assert "第八十七条" in text
    with tenant_work(world.here.system) as by:
        for dossier in (claim.dossier, claim.project.dossier):
            keeping = keeping_of(dossier, by)
            assert keeping
            assert keeping.until == UNTIL


def test_a_legal_hold_is_told_to_those_who_may_know_of_it(world: World) -> None:
    claim = claimed(world.here)
    with acting_as(world.operator.actor()) as by:
        hold = place_hold(person=world.here.owner.user, reason="法院调取", by=by, at=timezone.now())
    page = signed_in(world.here.adjuster, "en").get(reverse("claims:case", args=[claim.pk])).content.decode()
    assert "A legal hold stands on this file" in page
    assert "法院调取" not in page
    site = member("site", role=Role.PARTICIPANT, city=world.here.city, organisation=world.here.developer)
    with tenant_work(site.actor()) as viewer:
        keeping = keeping_of(claim.dossier, viewer)
        assert keeping
        assert not keeping.is_held
    with acting_as(world.operator.actor()) as by:
        lift_hold(hold_id=hold.pk, by=by, at=timezone.now())
    with tenant_work(world.here.owner.actor()) as viewer:
        assert not getattr(keeping_of(claim.dossier, viewer), "is_held", True)


def test_letters_that_stay_are_told_before_erasure_and_listed_in_the_file(world: World) -> None:
    claim = claimed(world.here)
    insured(world.here, until=date(2034, 3, 10))
    letter = receipt(claim, world.here)
    owner = world.here.owner
    assert [(kept.letter, kept.until) for kept in letters_about(owner.user_id)] == [(letter, UNTIL)]
    page = signed_in(owner, "en").get(reverse("mydata:erasure")).content.decode()
    assert letter.number in page.replace("\u2060", "")
    assert "10 Mar 2044" in page
    file = file_of(owner)
    assert [(one["number"], one["kept_until"]) for one in told(file)["letters"]] == [(letter.number, "2044-03-10")]
    assert letter.number in json.dumps(file.read("index.html").decode().replace("\u2060", ""))
    assert letters_about(world.there.owner.user_id) == []


def test_a_letter_whose_time_is_over_is_listed_for_an_officer(world: World) -> None:
    claimed(world.here)
    insured(world.here, until=date(2034, 3, 10))
    assert "documents.Letter" in {due.table.model for due in due_rows(on=LATER)}
