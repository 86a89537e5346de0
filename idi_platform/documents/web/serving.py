"""Handing out private files so that nothing in them can run in our own origin."""

from urllib.parse import quote

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.utils import timezone

from idi_platform.accounts.public import Role
from idi_platform.audit.public import AccessKind, log_access
from idi_platform.documents.letters.models import Letter
from idi_platform.documents.models import Upload
from idi_platform.tenancy.public import Actor


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
