"""Photographs as they come in, with or without the page's script: one bad file is named and costs no good one."""

from collections.abc import Callable
from urllib.parse import quote

from django.core.files.uploadedfile import UploadedFile
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from idi_platform.documents.public import Upload
from idi_platform.tenancy.public import DomainError
from idi_platform.ui.public import refuse, sentences

from .forms import PhotographsForm

REFUSED = 422
Keep = Callable[["UploadedFile[bytes]"], Upload]


def keep_all(request: HttpRequest, name: str, keep: Keep, form: Form) -> None:
    """Keeps every file that came under `name`; refusals land on the form's field of that name."""
    for file in request.FILES.getlist(name):
        _kept(file, name, keep, form)


def answer_to_script(request: HttpRequest, name: str, keep: Keep) -> HttpResponse:
    """One file from the page's script: its list item, or the reason in X-Reason."""
    form = PhotographsForm(request.POST)
    file = request.FILES.get(name)
    upload = _kept(file, name, keep, form) if isinstance(file, UploadedFile) else None
    if upload is None:
        reason = sentences(*form.non_field_errors())
        return HttpResponse(status=REFUSED, headers={"X-Reason": quote(reason)})
    return render(request, "riskmgmt/_draft_photograph.html", {"upload": upload})


def _kept(file: "UploadedFile[bytes]", name: str, keep: Keep, form: Form) -> Upload | None:
    try:
        return keep(file)
    except DomainError as error:
        error.field = name
        refuse(form, error)
        return None
