"""Erasure: unreadable afterwards, the record intact, nothing gone that the law has kept (PIPL 47, PROMISES row 40)."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from idi_platform.accounts.public import IdentityDocument, Membership, Role, User
from idi_platform.dossiers.public import DossierKind, open_dossier
from idi_platform.mydata.erasure import fates_of
from idi_platform.mydata.errors import HeldByLaw, NotRipe
from idi_platform.mydata.models import ErasureRequest
from idi_platform.mydata.retention import due_rows
from idi_platform.mydata.services import ask_erasure, carry_out_erasure, lift_hold, place_hold, withdraw_erasure
from idi_platform.tenancy.public import MovedOn, OneWaits, SamePerson, acting_as, tenant_work
from tests.claims.reports import draft
from tests.mydata.people import AT, NAME, PHONE, VALUES, WRITING, claimed, known
from tests.tenancy.logins import managed_models
from tests.world import PASSWORD, CityWorld, World, member
from underwriting.public import CoverWindow, InsurancePolicy, PolicyState

TODAY = AT.date()
RIPE = TODAY + timedelta(days=7)
# Far beyond ten years after any cover of the test's home.
LATER = date(2065, 1, 1)
RECORD = ("audit_event", "audit_access", "audit_platformevent")


@pytest.fixture
def security(world: World) -> Membership:
    return member("security", role=Role.SECURITY_ADMIN)


def asked(world: World) -> ErasureRequest:
    with tenant_work(world.here.owner.actor()) as by:
        return ask_erasure(by=by, at=AT, on=TODAY)


def carried_out(request: ErasureRequest, by: Membership, on: date = RIPE) -> ErasureRequest:
    with acting_as(by.actor()) as actor:
        return carry_out_erasure(request_id=request.pk, by=actor, at=timezone.now(), on=on)


def everything(world: World) -> str:
    """Every row that the application may read, as the database holds it, in the owner's city."""
    found = []
    with tenant_work(world.here.system), connection.cursor() as cursor:
        for model in managed_models():
            cursor.execute("SELECT has_table_privilege(%s, 'SELECT')", [model._meta.db_table])
            if cursor.fetchone()[0]:
                cursor.execute(f'SELECT t::text FROM "{model._meta.db_table}" t')  # noqa: S608  # our own tables
                found += [str(row[0]) for row in cursor.fetchall()]
    return "\n".join(found)


def insured(city: CityWorld, *, until: date) -> None:
    """The city's project covered until that day."""
    with tenant_work(city.system) as by:
        dossier = open_dossier(kind=DossierKind.POLICY, number="POL-1", title="保单", by=by, at=AT)
        policy = InsurancePolicy.objects.create(
            dossier=dossier,
            city_id=city.city.pk,
            project=city.project,
            lead_insurer=city.insurer,
            policy_number="1",
            state=PolicyState.ISSUED,
            contract_formed_on=date(2022, 9, 1),
            issued_on=date(2022, 9, 1),
        )
        CoverWindow.objects.create(city_id=city.city.pk, policy=policy, component="waterproofing", last_on=until)


def record(world: World) -> list[Any]:
    rows: list[Any] = []
    with tenant_work(world.here.system), connection.cursor() as cursor:
        for table in RECORD:
            cursor.execute(f"SELECT id, md5(t::text) FROM {table} t ORDER BY id")  # noqa: S608  # our own tables
            rows += cursor.fetchall()
    return rows


def test_of_an_owner_without_a_case_nothing_readable_is_left(world: World, security: Membership) -> None:
    known(world.here)
    draft(world.here, description=WRITING, photographs=1)
    request, before = asked(world), record(world)
    done = carried_out(request, security)
    assert (done.kept, done.erased > 0) == (0, True)
    left = everything(world)
    assert not [value for value in VALUES if value in left]
    assert set(before) <= set(record(world))
    assert not IdentityDocument.objects.exclude(number="").exists()
    assert not User.objects.get(pk=world.here.owner.user_id).check_password(PASSWORD)
    assert not User.objects.get(pk=world.here.owner.user_id).is_active


def test_what_the_law_has_kept_stays_and_the_rest_goes(world: World, security: Membership) -> None:
    claimed(world.here)
    fates = {fate.table.model: fate for fate in fates_of(world.here.owner.user_id, on=RIPE)}
    assert (fates["claims.Claim"].kept, fates["claims.ClaimDraft"].erased) == (1, 2)
    assert (fates["accounts.User"].kept, fates["documents.Upload"].kept, fates["documents.Upload"].erased) == (1, 1, 1)
    carried_out(asked(world), security)
    left = everything(world)
    assert WRITING not in left
    assert NAME in left
    assert PHONE in left


def test_when_its_time_is_over_the_case_goes_too(world: World, security: Membership) -> None:
    claimed(world.here)
    insured(world.here, until=date(2034, 3, 10))
    fates = {fate.table.model: fate for fate in fates_of(world.here.owner.user_id, on=RIPE)}
    assert fates["claims.Claim"].until == date(2044, 3, 10)
    assert not list(due_rows(on=RIPE))
    assert {due.table.model for due in due_rows(on=LATER)} >= {"claims.Claim", "claims.Survey"}
    before = record(world)
    carried_out(asked(world), security, on=LATER)
    # The letter that was sent is a paper of its own and stays; the receipt names the claimant.
    left = "\n".join(row for row in everything(world).splitlines() if "claim_receipt" not in row)
    assert not [value for value in VALUES if value in left]
    assert set(before) <= set(record(world))


@pytest.mark.attacks("mydata.erase")
def test_a_hold_a_first_person_and_haste_stop_it(world: World, security: Membership) -> None:
    known(world.here)
    request = asked(world)
    with pytest.raises(NotRipe):
        carried_out(request, security, on=TODAY)
    with pytest.raises(SamePerson):
        carried_out(request, world.here.owner)
    with acting_as(security.actor()) as by:
        hold = place_hold(person=world.here.owner.user, reason="法院调取", by=by, at=timezone.now())
    with pytest.raises(HeldByLaw):
        carried_out(request, security)
    assert NAME in everything(world)
    with acting_as(security.actor()) as by:
        lift_hold(hold_id=hold.pk, by=by, at=timezone.now())
    carried_out(request, security)
    with pytest.raises(MovedOn):
        carried_out(request, security)


def test_a_request_is_made_once_and_can_be_taken_back(world: World, security: Membership) -> None:
    request = asked(world)
    with pytest.raises(OneWaits):
        asked(world)
    with tenant_work(world.here.owner.actor()) as by:
        withdraw_erasure(by=by, at=AT)
    with pytest.raises(MovedOn):
        carried_out(request, security)


def test_the_pages_of_both_people_lead_there(world: World, security: Membership) -> None:
    known(world.here)
    owner, officer = Client(), Client()
    owner.force_login(world.here.owner.user)
    officer.force_login(security.user)
    assert owner.get(reverse("mydata:my_data")).status_code == 200
    assert owner.post(reverse("mydata:ask")).status_code == 302
    assert "13800000077" not in officer.get(reverse("mydata:requests")).content.decode()
    request = ErasureRequest.objects.get()
    ErasureRequest.objects.update(ripe_on=date(2020, 1, 1))
    assert officer.post(reverse("mydata:carry_out", args=[request.pk])).status_code == 302
    assert PHONE not in everything(world)
