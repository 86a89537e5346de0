"""Only whoever may see the dossier gets the file; to everybody else it does not exist."""

import hashlib
import io
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from idi_platform.accounts.public import Membership, Role
from idi_platform.documents.public import Upload, store_upload
from idi_platform.tenancy.public import acting_as
from tests.documents import files
from tests.world import ZONE, World, member

AT = datetime(2026, 11, 20, 14, 0, tzinfo=ZONE)


def get(membership: Membership, name: str, upload: Upload) -> Any:
    """Asks as that person; reading the answer to its end closes the file, as a server does."""
    client = Client()
    client.force_login(membership.user)
    response = client.get(reverse(f"documents:{name}", args=[upload.pk]))
    if response.streaming:
        list(response)
    return response


def unfiled(world: World, content: bytes, name: str) -> Upload:
    with acting_as(world.here.owner.actor()) as by:
        return store_upload(dossier=None, file=io.BytesIO(content), filename=name, by=by, at=AT)


def test_the_sender_sees_a_photograph_nobody_else_does(world: World) -> None:
    upload = unfiled(world, files.picture(), "wall.jpg")
    neighbour = member("neighbour", role=Role.OWNER, city=world.here.city)
    for name in ("download", "thumbnail"):
        assert get(world.here.owner, name, upload).status_code == 200
        for outsider in (neighbour, world.here.adjuster, world.here.officer, world.there.owner, world.there.officer):
            assert get(outsider, name, upload).status_code == 404, outsider
        assert get(world.operator, name, upload).status_code == 403
        assert Client().get(reverse(f"documents:{name}", args=[upload.pk])).status_code == 302


def test_a_photograph_is_served_so_that_nothing_can_run_or_leak(world: World) -> None:
    upload = unfiled(world, files.picture(), "墙面.heic")
    response = get(world.here.owner, "download", upload)
    assert response["Content-Type"] == "image/jpeg"
    assert response["Content-Disposition"] == "inline; filename*=UTF-8''%E5%A2%99%E9%9D%A2.heic.jpg"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cache-Control"] == "private, max-age=300"


@pytest.mark.parametrize("name", ["page.html", "page.pdf.html", 'a";b=.svg'])
def test_a_download_always_ends_in_what_the_file_is(world: World, name: str) -> None:
    upload = unfiled(world, files.pdf(), name)
    response = get(world.here.owner, "download", upload)
    assert response["Content-Disposition"].startswith("attachment; filename*=UTF-8''")
    assert response["Content-Disposition"].endswith(".pdf")
    assert '"' not in response["Content-Disposition"]


def test_a_pdf_has_no_small_copy(world: World) -> None:
    upload = unfiled(world, files.pdf(), "a.pdf")
    assert get(world.here.owner, "thumbnail", upload).status_code == 404


def test_a_file_gone_from_the_disk_is_not_found(world: World) -> None:
    upload = unfiled(world, files.picture(), "a.jpg")
    upload.file.storage.delete(str(upload.file.name))
    assert get(world.here.owner, "download", upload).status_code == 404


def test_the_row_names_the_bytes_kept_and_the_bytes_sent(world: World) -> None:
    sent = files.picture("PNG")
    upload = unfiled(world, sent, "../wall.png")
    with upload.file.open() as file:
        kept = file.read()
    assert upload.sha256 == hashlib.sha256(kept).hexdigest()
    assert upload.original_sha256 == hashlib.sha256(sent).hexdigest()
    assert (upload.size, upload.filename) == (len(kept), "wall.png")
    assert str(upload.file.name).endswith(str(upload.pk)), "kept under its id, without an ending"
