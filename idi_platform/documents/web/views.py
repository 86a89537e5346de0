"""Private files and the jobs that make some: only who may see the dossier or started the job, 404 to everybody else."""

from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from idi_platform.accounts.public import require_right
from idi_platform.documents.models import Upload
from idi_platform.documents.rights import READ_DOCUMENTS
from idi_platform.outbox.public import Job, JobState, job_kind
from idi_platform.tenancy.public import current_actor

from .serving import log_download, private_file, thumbnail_file, upload_file


@require_safe
@require_right(READ_DOCUMENTS)
def download(_request: HttpRequest, pk: UUID) -> FileResponse:
    upload = _visible_upload(pk)
    log_download(upload, by=current_actor())
    return upload_file(upload)


@require_safe
@require_right(READ_DOCUMENTS)
def thumbnail(_request: HttpRequest, pk: UUID) -> FileResponse:
    """The small copy of a photograph; 404 for a document that has none."""
    return thumbnail_file(_visible_upload(pk))


@never_cache
@require_safe
@require_right(READ_DOCUMENTS)
def job(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How far a job is: the page, or, for htmx that asks each second, what changes on it."""
    found = _visible_job(pk)
    states = {state.value: state.value == found.state for state in JobState}
    context = {"job": found, "label": job_kind(found.kind).label, "total": found.total or 1, **states}
    return render(request, "documents/_job.html" if request.htmx else "documents/job.html", context)  # type: ignore[attr-defined]  # django-htmx's middleware


@require_safe
@require_right(READ_DOCUMENTS)
def job_result(_request: HttpRequest, pk: UUID) -> FileResponse:
    """The file a job made; 404 until it is done."""
    found = _visible_job(pk)
    if found.state != JobState.DONE:
        raise Http404
    return private_file(found.result.name, found.result_name, job_kind(found.kind).content_type, "attachment")


def _visible_upload(pk: UUID) -> Upload:
    """What was erased has no file any more."""
    return get_object_or_404(Upload.objects.visible_to(current_actor()).exclude(file=""), pk=pk)


def _visible_job(pk: UUID) -> Job:
    return get_object_or_404(Job.objects.visible_to(current_actor()), pk=pk)
