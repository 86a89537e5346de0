"""Private files: only whoever may see the dossier, 404 to everybody else."""

from urllib.parse import quote
from uuid import UUID

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from idi_platform.accounts.public import Role, require_role
from idi_platform.documents.models import Upload, UploadKind
from idi_platform.documents.rules.content import JPEG
from idi_platform.documents.rules.names import download_name
from idi_platform.documents.services import thumbnail_path
from idi_platform.tenancy.public import current_actor

READERS = (Role.OWNER, Role.ADJUSTER, Role.INSURER_MANAGER, Role.INSPECTOR, Role.BUREAU)
_ENDINGS = {UploadKind.PHOTO: (".jpg", ".jpeg"), UploadKind.PDF: (".pdf",)}


@require_GET
@require_role(*READERS)
def download(_request: HttpRequest, pk: UUID) -> FileResponse:
    """A photograph in the browser, a PDF as a download: no document runs in our own origin."""
    upload = _visible_upload(pk)
    is_photo = upload.kind == UploadKind.PHOTO
    return _private(upload, str(upload.file.name), upload.content_type, "inline" if is_photo else "attachment")


@require_GET
@require_role(*READERS)
def thumbnail(_request: HttpRequest, pk: UUID) -> FileResponse:
    """The small copy of a photograph; 404 for a document that has none."""
    upload = _visible_upload(pk)
    if upload.kind != UploadKind.PHOTO:
        raise Http404
    return _private(upload, thumbnail_path(upload), JPEG, "inline")


def _visible_upload(pk: UUID) -> Upload:
    return get_object_or_404(Upload.objects.visible_to(current_actor()), pk=pk)


def _private(upload: Upload, path: str, content_type: str, disposition: str) -> FileResponse:
    try:
        file = default_storage.open(path)
    except FileNotFoundError as error:
        raise Http404 from error
    name = download_name(upload.filename, _ENDINGS[UploadKind(upload.kind)])
    response = FileResponse(file, content_type=content_type)
    response.headers["Content-Disposition"] = f"{disposition}; filename*=UTF-8''{quote(name, safe='')}"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "private, max-age=300"
    return response
