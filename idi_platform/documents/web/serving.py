"""Handing out private files so that nothing in them can run in our own origin."""

from urllib.parse import quote

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404


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
