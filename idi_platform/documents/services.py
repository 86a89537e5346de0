"""Taking in files, hanging them on a dossier, removing what was never filed."""

import hashlib
import weakref
from collections.abc import Iterable
from datetime import datetime
from typing import IO
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from idi_platform.audit.public import record
from idi_platform.dossiers.public import Dossier
from idi_platform.tenancy.public import Actor, NoActor, uuid7

from .constants import MOST_BYTES
from .models import Upload, UploadKind
from .rules.content import CheckedFile, checked
from .rules.names import stored_name


def store_upload(*, dossier: Dossier | None, file: IO[bytes], filename: str, by: Actor, at: datetime) -> Upload:
    """Checks a photograph or PDF by its content and keeps it; without a dossier only its sender sees it.

    The file is written before its row; if the transaction does not commit, the file goes as well. At most 20 MB, 25
    megapixels. Raises a subclass of UploadRefused.
    """
    if by.user_id is None:
        raise NoActor
    name = stored_name(filename)
    sent = file.read(MOST_BYTES + 1)
    kept = checked(sent)
    upload = Upload(
        id=uuid7(),
        city_id=by.tenant_id,
        dossier=dossier,
        kind=UploadKind(kept.kind),
        filename=name,
        content_type=kept.content_type,
        size=len(kept.content),
        sha256=hashlib.sha256(kept.content).hexdigest(),
        original_sha256=hashlib.sha256(sent).hexdigest(),
        uploaded_by_id=by.user_id,
        uploaded_at=at,
    )
    with transaction.atomic():
        _write(upload, kept)
        upload.save(force_insert=True)
        if dossier is not None:
            _record_stored(upload, dossier, by=by, at=at)
    return upload


@transaction.atomic
def attach_uploads(*, upload_ids: Iterable[UUID], dossier: Dossier, by: Actor) -> int:
    """Hangs files that their sender had not filed yet on a dossier; how many. Files of others are left alone."""
    return Upload.objects.filter(
        city_id=by.tenant_id, pk__in=list(upload_ids), dossier=None, uploaded_by_id=by.user_id
    ).update(dossier=dossier)


@transaction.atomic
def discard_upload(*, upload: Upload, by: Actor) -> bool:
    """Removes a file that hangs on no dossier yet, for its sender; False when it is filed or another's."""
    gone, _tables = Upload.objects.filter(
        city_id=by.tenant_id, pk=upload.pk, dossier=None, uploaded_by_id=by.user_id
    ).delete()
    if gone:
        transaction.on_commit(lambda: _delete(_path(upload)))
    return bool(gone)


def thumbnail_path(upload: Upload) -> str:
    """Where the small copy of a photograph lies."""
    return f"{upload.file.name}.small"


def _path(upload: Upload) -> str:
    """By id, without an ending: no server could mistake it for anything to run."""
    return f"{upload.city_id}/{upload.uploaded_at:%Y/%m}/{upload.pk}"


class _FileUntilCommit:
    """Holds a written file to its transaction: Django drops its on-commit callbacks, and so the last reference to this
    object, when the transaction or savepoint rolls back; the finalizer then deletes the file."""

    def __init__(self, path: str) -> None:
        self._finalizer = weakref.finalize(self, _delete, path)

    def keep(self) -> None:
        self._finalizer.detach()


def _write(upload: Upload, kept: CheckedFile) -> None:
    path = _path(upload)
    transaction.on_commit(_FileUntilCommit(path).keep)
    upload.file.name = default_storage.save(path, ContentFile(kept.content))
    if kept.thumbnail is not None:
        default_storage.save(thumbnail_path(upload), ContentFile(kept.thumbnail))


def _delete(path: str) -> None:
    default_storage.delete(path)
    default_storage.delete(f"{path}.small")


def _record_stored(upload: Upload, dossier: Dossier, *, by: Actor, at: datetime) -> None:
    record(
        dossier_id=dossier.pk,
        code="document_stored",
        by=by,
        at=at,
        payload={"upload": str(upload.pk), "filename": upload.filename, "sha256": upload.sha256},
    )
