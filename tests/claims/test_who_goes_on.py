"""The home changes hands while a claim is open: the desk is asked which of the new owners goes on."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims.constants import ClaimEvent
from claims.errors import ClaimantStays, NoOwner, NotYourStep
from claims.models import Claim
from claims.services.succession import choose_claimant
from idi_platform.audit.public import Event
from idi_platform.tenancy.public import tenant_work
from tests.registry.test_ownership_changes_hands import claim_of
from tests.registry.transfers import Desk, desk_of, facts, sell
from tests.world import World


@pytest.fixture
def desk(world: World) -> Desk:
    return desk_of(world)


def test_the_adjuster_is_asked_once_and_the_record_says_who(desk: Desk, client: Client) -> None:
    claim, _photograph = claim_of(desk)
    page, address = reverse("claims:case", args=[claim.pk]), reverse("claims:claimant", args=[claim.pk])
    client.force_login(desk.adjuster.user)
    assert client.get(page).context["succession"] is None
    bought = sell(desk, facts(desk.buyer))
    assert client.get(page).context["succession"] is not None
    assert client.post(address, {"person_id": str(desk.seller.user_id)}).status_code == 422
    assert client.post(address, {"person_id": str(desk.buyer.pk)}).status_code == 302
    assert client.get(page).context["succession"] is None
    with tenant_work(bought.actor()) as actor:
        assert Claim.objects.visible_to(actor).get(pk=claim.pk).claimant_id == desk.buyer.pk
        told = Event.objects.get(dossier_id=claim.pk, code=ClaimEvent.CLAIMANT_CHANGED).payload
    assert told == {"from": str(desk.seller.user_id), "to": str(desk.buyer.pk)}


def test_only_the_insurers_adjuster_puts_a_present_owner_in_the_place_of_a_former_one(desk: Desk) -> None:
    claim, _photograph = claim_of(desk)
    at = timezone.now()
    with tenant_work(desk.adjuster.actor()) as by:
        with pytest.raises(ClaimantStays):
            choose_claimant(claim=claim, person_id=desk.seller.user_id, by=by, at=at)
        with pytest.raises(NoOwner):
            choose_claimant(claim=claim, person_id=desk.buyer.pk, by=by, at=at)
    sell(desk, facts(desk.buyer))
    with tenant_work(desk.manager.actor()) as by, pytest.raises(NotYourStep):
        choose_claimant(claim=claim, person_id=desk.buyer.pk, by=by, at=at)
