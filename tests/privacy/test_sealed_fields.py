"""What is sealed: unreadable in the database, bound to its cell, found by its blind index, sealed anew in batches."""

import pytest
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from idi_platform.accounts.identity_documents import DocumentNumberWrong, DocumentTaken, checked_number
from idi_platform.accounts.public import (
    DocumentKind,
    IdentityDocument,
    matches_document,
    record_identity_document,
)
from idi_platform.privacy.public import CannotOpen
from idi_platform.privacy.rotation import SealedColumn, rotate, sealed_columns
from idi_platform.tenancy.public import acting_as
from tests.privacy.numbers import PASSPORT, RESIDENT_ID
from tests.world import World


def recorded(world: World, number: str = RESIDENT_ID, kind: str = DocumentKind.RESIDENT_ID) -> IdentityDocument:
    with acting_as(world.here.owner.actor()) as by:
        return record_identity_document(user=world.here.owner.user, kind=kind, number=number, by=by, at=timezone.now())


def stored(document: IdentityDocument) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM accounts_identitydocument WHERE id = %s", [document.pk])
        return str(cursor.fetchone()[0])


def documents() -> SealedColumn:
    return next(column for column in sealed_columns() if column.model is IdentityDocument)


def test_the_database_never_sees_the_number_and_the_row_gives_it(world: World) -> None:
    document = recorded(world)
    assert RESIDENT_ID not in stored(document)
    assert stored(document).startswith("v1.")
    assert IdentityDocument.objects.get(pk=document.pk).number == RESIDENT_ID


def test_queries_give_the_sealed_form_alone(world: World) -> None:
    document = recorded(world)
    assert list(IdentityDocument.objects.values_list("number", flat=True)) == [stored(document)]


def test_a_cell_moved_to_another_row_does_not_open(world: World) -> None:
    mine = recorded(world)
    theirs = IdentityDocument(user=world.there.owner.user, kind=DocumentKind.PASSPORT, recorded_at=timezone.now())
    theirs.number = PASSPORT
    theirs.save()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_identitydocument SET number = %s WHERE id = %s", [stored(mine), theirs.pk])
    with pytest.raises(CannotOpen):
        _ = IdentityDocument.objects.get(pk=theirs.pk).number


def test_plain_text_does_not_get_into_a_query(world: World) -> None:
    recorded(world)
    with pytest.raises(TypeError):
        IdentityDocument.objects.update(number="x")
    with pytest.raises(TypeError):
        IdentityDocument.objects.filter(number=RESIDENT_ID).exists()


@pytest.mark.parametrize("typed", [RESIDENT_ID.lower(), f" {RESIDENT_ID[:6]}-{RESIDENT_ID[6:]} ", RESIDENT_ID])
def test_a_number_is_found_however_it_is_typed(world: World, typed: str) -> None:
    document = recorded(world)
    assert IdentityDocument.objects.get(number_index=typed) == document
    user = world.here.owner.user
    assert matches_document(user, full_name=user.full_name, kind=document.kind, number=typed)
    assert not matches_document(user, full_name="别人", kind=document.kind, number=typed)
    assert not matches_document(world.there.owner.user, full_name="there-owner", kind=document.kind, number=typed)


def test_one_document_is_one_persons(world: World) -> None:
    recorded(world)
    with acting_as(world.there.owner.actor()) as by, pytest.raises(DocumentTaken):
        record_identity_document(
            user=world.there.owner.user,
            kind=DocumentKind.RESIDENT_ID,
            number=RESIDENT_ID,
            by=by,
            at=timezone.now(),
        )


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        (DocumentKind.RESIDENT_ID, RESIDENT_ID[:-1] + "0"),
        (DocumentKind.RESIDENT_ID, "12345"),
        (DocumentKind.PASSPORT, "护照号码"),
        (DocumentKind.HK_MACAU_PERMIT, "X1234567"),
        (DocumentKind.CREDIT_CODE, "91440700MA00000000"),
        ("driving_licence", "123456"),
    ],
)
def test_what_is_no_such_number_is_refused(kind: str, number: str) -> None:
    with pytest.raises(DocumentNumberWrong):
        checked_number(kind, number)


def test_keys_change_in_batches_and_a_second_run_finds_nothing(world: World, settings: Settings) -> None:
    document = recorded(world)
    before = stored(document)
    old = settings.FIELD_KEYS
    settings.FIELD_KEYS = f"a-new-key-of-some-length\n{old}"
    assert IdentityDocument.objects.get(pk=document.pk).number == RESIDENT_ID
    assert rotate(documents(), batch=1) == 1
    assert rotate(documents()) == 0
    assert stored(document) != before
    settings.FIELD_KEYS = "a-new-key-of-some-length"
    assert IdentityDocument.objects.get(pk=document.pk).number == RESIDENT_ID
    settings.FIELD_KEYS = old
    with pytest.raises(CannotOpen):
        _ = IdentityDocument.objects.get(pk=document.pk).number
