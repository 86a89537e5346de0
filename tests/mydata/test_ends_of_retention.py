"""What has outlived its retention is erased at night: contents go, number, digest and the fact stay, holds hold."""

import hashlib
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.db import Error, transaction
from django.urls import reverse
from django.utils import timezone

from claims.models import Claim
from idi_platform.accounts.public import Role
from idi_platform.audit.public import PlatformEvent
from idi_platform.documents.letters.checking import check_code
from idi_platform.documents.letters.making import make_letter
from idi_platform.documents.public import Letter, Upload
from idi_platform.mydata.errors import NoSuchFile
from idi_platform.mydata.keeping import keeping_of
from idi_platform.mydata.models import ErasedRow, RetentionRun
from idi_platform.mydata.outliving import erase_outlived
from idi_platform.mydata.retention import due_rows
from idi_platform.mydata.services import lift_hold, place_hold, place_hold_on_file
from idi_platform.outbox.public import Message
from idi_platform.tenancy.public import acting_as, system_actor, tenant_work
from tests.claims.reports import signed_in
from tests.mydata.people import REPORTED, claimed
from tests.mydata.test_erasure import LATER, everything, insured
from tests.mydata.test_letters_that_stay import UNTIL
from tests.world import World, member


def night(world: World, *, on: object = LATER) -> RetentionRun:
    return erase_outlived(city=world.here.city, on=on, started_at=timezone.now())  # type: ignore[arg-type]  # a day


@pytest.fixture
def claim(world: World) -> Claim:
    found = claimed(world.here)
    insured(world.here, until=UNTIL.replace(year=UNTIL.year - 10))
    return found


def test_nothing_goes_before_its_last_day_and_everything_after_it_once(world: World, claim: Claim) -> None:
    before = night(world, on=UNTIL)
    assert (sum(before.erased.values()), before.coming["claims.Claim"]) == (0, {str(UNTIL.year): 1})
    assert REPORTED in everything(world)
    run = night(world, on=UNTIL + timedelta(days=1))
    assert run.erased["claims.Claim"] == run.erased["documents.Letter"] == 1
    assert run.is_finished
    assert REPORTED not in everything(world)
    assert not list(due_rows(on=LATER))
    again = night(world)
    assert sum(again.erased.values()) == 0
    assert PlatformEvent.objects.filter(code="retention_run").count() == 3


def test_of_a_letter_number_and_digest_stay(world: World, claim: Claim) -> None:
    with tenant_work(world.here.system) as by:
        letter = Letter.objects.get(dossier=claim.dossier_id)
        make_letter(Message(city=world.here.city, topic="letter", source_id=letter.pk), by)
        letter = Letter.objects.select_related("file").get(pk=letter.pk)
        path, digest = letter.file.path, letter.file.sha256
        with default_storage.open(path) as file:
            assert hashlib.sha256(file.read()).hexdigest() == digest
    night(world)
    with tenant_work(world.here.system):
        left = Letter.objects.select_related("file").get(pk=letter.pk)
        # Files go with the commit, which a test undoes.
        assert (left.content, left.number, left.file.sha256) == (None, letter.number, digest)
    told = check_code(letter.code)
    assert told
    assert (told.number, told.sha256, told.is_erased, dict(told.facts)) == (letter.number, digest, True, {})
    owner = signed_in(world.here.owner, "en")
    assert (
        "its contents and its file were erased"
        in owner.get(reverse("documents:letter", args=[letter.pk])).content.decode()
    )
    assert owner.get(reverse("documents:letter_pdf", args=[letter.pk])).status_code == 404
    assert owner.get(reverse("documents:verify_code", args=[letter.code])).status_code == 200


def test_a_letter_is_emptied_and_never_rewritten(world: World, claim: Claim) -> None:
    with tenant_work(world.here.system):
        letters = Letter.objects.filter(dossier=claim.dossier_id)
        with pytest.raises(Error), transaction.atomic():
            letters.update(content={"organisation": "another"})


def test_photographs_go_with_their_files(world: World, claim: Claim) -> None:
    with tenant_work(world.here.system):
        upload = Upload.objects.get(dossier=claim.dossier_id)
    night(world)
    with tenant_work(world.here.system):
        left = Upload.objects.get(pk=upload.pk)
    assert (left.file.name, left.filename, left.sha256) == ("", "–", upload.sha256)
    assert ErasedRow.objects.filter(model="documents.Upload", row=upload.pk, kept_until=UNTIL).exists()


@pytest.mark.parametrize("held", ["person", "claim", "project"])
def test_a_legal_hold_keeps_all_of_it(world: World, claim: Claim, held: str) -> None:
    here, at = world.here, timezone.now()
    security = member("security", role=Role.SECURITY_ADMIN)
    with acting_as(system_actor(here.city.pk)):
        number = {"claim": claim.dossier.number, "project": claim.project.dossier.number}.get(held, "")
    with acting_as(security.actor()) as by:
        if held == "person":
            hold = place_hold(person=here.owner.user, reason="court", by=by, at=at)
        else:
            hold = place_hold_on_file(city=here.city, number=number, reason="court", by=by, at=at)
    run = night(world)
    assert (run.erased["claims.Claim"], run.held["claims.Claim"]) == (0, 1)
    assert REPORTED in everything(world)
    with tenant_work(here.adjuster.actor()) as viewer:
        for dossier in (claim.dossier, claim.project.dossier):
            keeping = keeping_of(dossier, viewer)
            assert keeping
            assert keeping.is_held is (held == "project" or dossier == claim.dossier)
    with acting_as(security.actor()) as by:
        lift_hold(hold_id=hold.pk, by=by, at=at)
    assert night(world).erased["claims.Claim"] == 1


def test_a_file_is_held_by_its_number_and_the_page_tells(world: World, claim: Claim) -> None:
    night(world)
    security, auditor = member("security", role=Role.SECURITY_ADMIN), member("auditor", role=Role.AUDIT_ADMIN)
    with acting_as(security.actor()) as by, pytest.raises(NoSuchFile):
        place_hold_on_file(city=world.here.city, number="CLM-0", reason="court", by=by, at=timezone.now())
    with acting_as(system_actor(world.here.city.pk)):
        sent = {"city": world.here.city.pk, "number": claim.dossier.number, "reason": "court"}
    officer = signed_in(security, "en")
    assert officer.post(reverse("mydata:hold_file"), {**sent, "number": "CLM-0"}).status_code == 422
    assert officer.post(reverse("mydata:hold_file"), sent).status_code == 302
    page = signed_in(auditor, "en").get(reverse("mydata:retention")).content.decode()
    assert sent["number"] in page.replace("\u2060", "")
    assert "court" not in page
    assert str(claim.pk) in page
