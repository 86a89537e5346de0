"""Handing out private files so that nothing in them can run in our own origin."""

from urllib.parse import quote

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.utils import timezone

from idi_platform.accounts.public import Role
from idi_platform.audit.public import AccessKind, log_access
from idi_platform.documents.letters.models import Letter
from idi_platform.documents.models import Upload, UploadKind
from idi_platform.documents.rules.content import JPEG
from idi_platform.documents.rules.names import download_name
from idi_platform.documents.services import thumbnail_path
from idi_platform.tenancy.public import Actor

_ENDINGS = {UploadKind.PHOTO: (".jpg", ".jpeg"), UploadKind.PDF: (".pdf",)}


def private_file(path: str | None, name: str, content_type: str, disposition: str) -> FileResponse:
    """A stored file under the name people know it by; 404 when it is gone."""
    try:
        file = default_storage.open(str(path))
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(file, content_type=content_type)
    response.headers["Content-Disposition"] = f"{disposition}; filename*=UTF-8''{quote(name, safe='')}"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "private, max-age=300"
    return response


def upload_file(upload: Upload) -> FileResponse:
    """A photograph in the browser, a PDF as a download: no document runs in our own origin. The caller judges who."""
    disposition = "inline" if upload.kind == UploadKind.PHOTO else "attachment"
    return private_file(upload.file.name, _name(upload), upload.content_type, disposition)


def thumbnail_file(upload: Upload) -> FileResponse:
    """The small copy of a photograph; 404 for a document that has none. The caller judges who asks."""
    if upload.kind != UploadKind.PHOTO:
        raise Http404
    return private_file(thumbnail_path(upload), _name(upload), JPEG, "inline")


def _name(upload: Upload) -> str:
    return download_name(upload.filename, _ENDINGS[UploadKind(upload.kind)])


def log_download(file: Upload | Letter, *, by: Actor) -> None:
    """Staff and regulators leave a trace of each file they open. An owner's own reading is nobody's business."""
    if by.role == Role.OWNER:
        return
    log_access(
        kind=AccessKind.DOWNLOAD,
        subject=file._meta.label_lower,
        subject_id=file.pk,
        dossier_id=file.dossier_id,
        by=by,
        at=timezone.now(),
    )
