"""The file is written first; if its row does not come to stay, neither does the file."""

import io
from datetime import datetime
from pathlib import Path

import pytest
from django.db import transaction

from idi_platform.documents.public import Upload, discard_upload, store_upload
from idi_platform.tenancy.public import Actor, tenant_work
from tests.documents import files
from tests.world import ZONE, World

AT = datetime(2026, 11, 20, 14, 0, tzinfo=ZONE)


def store(by: Actor) -> Upload:
    return store_upload(dossier=None, file=io.BytesIO(files.picture()), filename="a.jpg", by=by, at=AT)


def kept(folder: Path) -> int:
    return sum(path.is_file() for path in folder.rglob("*"))


def test_a_committed_upload_keeps_its_file_and_small_copy(committed_world: World, uploads: Path) -> None:
    with tenant_work(committed_world.here.owner.actor()) as by:
        store(by)
    assert kept(uploads) == 2


class LaterFailure(Exception):
    """Something later in the request went wrong."""


def store_and_fail(by: Actor, folder: Path) -> None:
    with tenant_work(by):
        store(by)
        assert kept(folder) == 2
        raise LaterFailure


def test_a_rolled_back_transaction_leaves_no_file(committed_world: World, uploads: Path) -> None:
    with pytest.raises(LaterFailure):
        store_and_fail(committed_world.here.owner.actor(), uploads)
    assert kept(uploads) == 0


def test_a_rolled_back_savepoint_leaves_no_file_and_the_rest_stays(committed_world: World, uploads: Path) -> None:
    with tenant_work(committed_world.here.owner.actor()) as by:
        store(by)
        with transaction.atomic():
            store(by)
            transaction.set_rollback(True)
    assert kept(uploads) == 2
    with tenant_work(committed_world.here.owner.actor()):
        assert Upload.objects.count() == 1


def test_a_discarded_upload_loses_row_and_file(committed_world: World, uploads: Path) -> None:
    with tenant_work(committed_world.here.owner.actor()) as by:
        upload = store(by)
    with tenant_work(committed_world.here.owner.actor()) as by:
        assert discard_upload(upload=upload, by=by)
    assert kept(uploads) == 0


def test_nobody_discards_the_file_of_another(committed_world: World, uploads: Path) -> None:
    with tenant_work(committed_world.here.owner.actor()) as by:
        upload = store(by)
    with tenant_work(committed_world.here.adjuster.actor()) as by:
        assert not discard_upload(upload=upload, by=by)
    assert kept(uploads) == 2
