"""Who sees what of a claim's owner, and what asking behind a mask leaves behind."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims.public import ClaimState, Form, PayoutAccount, Result, Terms
from idi_platform.accounts.public import DocumentKind, Membership, record_identity_document
from idi_platform.audit.public import Access, AccessKind
from idi_platform.privacy.rotation import rotate, sealed_columns
from idi_platform.tenancy.public import tenant_work
from tests.claims.path import Path, surveyed
from tests.privacy.numbers import RESIDENT_ID
from tests.world import ZONE, World

AT = datetime(2026, 9, 28, 10, tzinfo=ZONE)
PHONE, NAME = "13800000001", "测试业主甲"
MONEY = Terms(Form.PAYMENT, Decimal(12_000), "按清单赔付", start_on=date(2026, 10, 9))
DOCUMENT = "claims.Claim.claimant.identity_document.number"


@pytest.fixture
def path(jiangmen: World) -> Path:
    owner = jiangmen.here.owner.user
    owner.full_name, owner.phone = NAME, PHONE
    owner.save(update_fields=["full_name", "phone"])
    with tenant_work(jiangmen.here.owner.actor()) as by:
        record_identity_document(
            user=owner, kind=DocumentKind.RESIDENT_ID, number=RESIDENT_ID, by=by, at=timezone.now()
        )
    return surveyed(jiangmen.here, AT)


def page(person: Membership, path: Path) -> str:
    client = Client()
    client.force_login(person.user)
    return client.get(reverse("claims:case", args=[path.claim.pk])).content.decode()


def ask(person: Membership, key: str, pk: object, reason: str) -> tuple[int, str]:
    client = Client()
    client.force_login(person.user)
    answer = client.post(reverse("mydata:reveal", args=[key, pk]), {"reason": reason}, headers={"HX-Request": "true"})
    return answer.status_code, answer.content.decode()


def looks(path: Path) -> list[Access]:
    with tenant_work(path.city.system) as by:
        return list(Access.objects.visible_to(by).filter(kind=AccessKind.REVEAL))


def test_the_adjuster_needs_name_and_number_and_the_bureau_sees_masks(path: Path) -> None:
    told, masked = page(path.city.adjuster, path), page(path.city.officer, path)
    assert NAME in told
    assert PHONE in told
    assert NAME not in masked
    assert PHONE not in masked
    assert "138****0001" in masked
    assert RESIDENT_ID not in told + masked
    assert "000***********0015" in told


def test_a_look_behind_the_mask_needs_a_reason_and_is_written_down(path: Path) -> None:
    assert ask(path.city.adjuster, DOCUMENT, path.claim.pk, "  ")[0] == 422
    assert looks(path) == []
    status, body = ask(path.city.adjuster, DOCUMENT, path.claim.pk, "核对产权证")
    assert (status, RESIDENT_ID in body) == (200, True)
    (look,) = looks(path)
    assert (look.subject_id, look.fields, look.reason) == (
        str(path.claim.pk),
        ["claimant.identity_document.number"],
        "核对产权证",
    )
    assert (look.dossier_id, look.actor_user_id) == (path.claim.pk, path.city.adjuster.user_id)
    assert RESIDENT_ID not in page(path.city.adjuster, path)


def test_whom_the_register_does_not_name_gets_nothing(path: Path, jiangmen: World) -> None:
    assert ask(path.city.officer, DOCUMENT, path.claim.pk, "想看")[0] == 403
    assert ask(jiangmen.there.adjuster, DOCUMENT, path.claim.pk, "想看")[0] == 404
    assert ask(path.city.adjuster, "accounts.User.phone", path.claim.pk, "想看")[0] == 404
    assert looks(path) == []


def test_the_account_of_a_payment_is_sealed_and_masked(path: Path) -> None:
    path.determine(Result.COVERED, AT + timedelta(hours=3))
    path.offer(AT + timedelta(hours=4), MONEY)
    path.accept(AT + timedelta(hours=5))
    assert path.state() == ClaimState.AGREED
    with tenant_work(path.city.system):
        account = PayoutAccount.objects.get(agreement__claim=path.claim)
        assert account.number == "0000000000004321"
    told = page(path.city.adjuster, path)
    assert "**** **** **** 4321" in told
    assert "0000000000004321" not in told
    assert "4321" not in page(path.city.officer, path)
    assert ask(path.city.adjuster, "claims.PayoutAccount.number", account.pk, "付款")[1].count("0000000000004321") == 1
    column = next(column for column in sealed_columns() if column.model is PayoutAccount)
    assert rotate(column) == 0
