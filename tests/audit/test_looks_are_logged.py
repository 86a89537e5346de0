"""Who opened a file or took a list away is on record; an owner's own reading is not (PROMISES row 28)."""

import io

import pytest
from django.urls import reverse
from django.utils import timezone

from idi_platform.accounts.public import Membership
from idi_platform.audit.public import Access, AccessKind
from idi_platform.documents.public import Upload, store_upload
from idi_platform.tenancy.public import acting_as
from tests.claims.reports import signed_in
from tests.documents import files
from tests.world import World


@pytest.fixture
def photograph(world: World) -> Upload:
    with acting_as(world.here.owner.actor()) as by:
        return store_upload(
            dossier=world.here.unit.dossier,
            file=io.BytesIO(files.picture()),
            filename="wall.jpg",
            by=by,
            at=timezone.now(),
        )


def looks(world: World) -> list[Access]:
    with acting_as(world.here.system):
        return list(Access.objects.order_by("at"))


def opened(membership: Membership, name: str, upload: Upload) -> None:
    response = signed_in(membership).get(reverse(f"documents:{name}", args=[upload.pk]))
    assert response.status_code == 200
    b"".join(response.streaming_content)  # type: ignore[attr-defined]  # a file is streamed


def test_a_file_opened_by_staff_or_regulator_leaves_one_line(world: World, photograph: Upload) -> None:
    for membership in (world.here.adjuster, world.here.officer):
        opened(membership, "download", photograph)
    assert [
        (look.kind, look.subject, look.subject_id, look.dossier_id, look.actor_user_id) for look in looks(world)
    ] == [
        (AccessKind.DOWNLOAD, "documents.upload", str(photograph.pk), world.here.unit.dossier_id, membership.user_id)
        for membership in (world.here.adjuster, world.here.officer)
    ]


def test_owners_reading_their_own_and_thumbnails_leave_none(world: World, photograph: Upload) -> None:
    opened(world.here.owner, "download", photograph)
    opened(world.here.adjuster, "thumbnail", photograph)
    assert looks(world) == []


def test_a_list_taken_away_is_logged_with_its_columns(world: World) -> None:
    client = signed_in(world.here.adjuster)
    response = client.get("/claims/export/?columns=number&columns=due")
    b"".join(response.streaming_content)  # type: ignore[attr-defined]  # a file is streamed
    client.post("/claims/export/xlsx/")
    first, second = looks(world)
    assert (first.kind, first.subject, first.subject_id, first.fields) == (
        "export",
        "lists.claims",
        "csv",
        ["number", "due"],
    )
    assert (second.subject_id, second.actor_organisation_id) == ("xlsx", world.here.insurer.pk)
    assert set(first.fields) < set(second.fields)


def test_the_regulators_workbook_is_logged(world: World) -> None:
    signed_in(world.here.officer).get(reverse("supervision:dashboard_excel"))
    assert [(look.kind, look.subject) for look in looks(world)] == [("export", "supervision.overview")]


def test_somebody_refused_leaves_none(world: World, photograph: Upload) -> None:
    response = signed_in(world.there.adjuster).get(reverse("documents:download", args=[photograph.pk]))
    assert response.status_code == 404
    assert looks(world) == []
