"""Pages of letters: for whoever sees the dossier, and the public check of a code, without a login."""

import hashlib
from http import HTTPStatus
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from idi_platform.accounts.public import Role, require_right
from idi_platform.documents.letters.checking import Genuine, check_code
from idi_platform.documents.letters.models import Letter, LetterState
from idi_platform.documents.rights import READ_DOCUMENTS
from idi_platform.dossiers.public import dossier_url
from idi_platform.tenancy.public import current_actor

from .forms import CodeForm, FileForm
from .serving import log_download, private_file
from .throttle import TooManyChecks, count_check

PDF = "application/pdf"
# What asks for itself again while a letter is being made: its own page, and its line among a dossier's letters.
_PARTS = {"file": "documents/_letter.html", "line": "documents/_letter_state.html"}


@never_cache
@require_safe
@require_right(READ_DOCUMENTS)
def letter(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One letter: the page, or the part of it that asks again while it is being made (`?part=`)."""
    viewer = current_actor()
    found = _visible_letter(pk)
    context = {
        "letter": found,
        "label": found.label,
        "is_ready": (state := found.state) == LetterState.READY,
        "is_delayed": state == LetterState.FAILED,
        "is_given_up": state == LetterState.GIVEN_UP,
        "dossier_address": dossier_url(found.dossier, viewer),
        "layout": "ui/public.html" if viewer.role == Role.OWNER else "ui/base.html",
    }
    return render(request, _PARTS.get(request.GET.get("part", ""), "documents/letter.html"), context)


@require_safe
@require_right(READ_DOCUMENTS)
def letter_pdf(_request: HttpRequest, pk: UUID) -> FileResponse:
    """The PDF as a download; 404 until it is made."""
    found = _visible_letter(pk)
    if found.is_erased or found.state != LetterState.READY:
        raise Http404
    log_download(found, by=current_actor())
    name = f"{found.label} {found.number}.pdf"
    return private_file(found.file.path, name, PDF, "attachment")


@never_cache
@require_safe
def verify(request: HttpRequest) -> HttpResponse:
    """Asks for the code on the paper and leads to its check page."""
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_bound and form.is_valid():
        return redirect("documents:verify_code", code=form.cleaned_data["code"])
    return render(request, "documents/verify.html", {"form": form})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def verify_code(request: HttpRequest, code: str) -> HttpResponse:
    """What stands behind a code, masked; by POST, whether a chosen file is the very letter. Unknown codes are 404."""
    try:
        count_check(request)
    except TooManyChecks as refusal:
        context = {"form": CodeForm(), "refusal": refusal}
        return render(request, "documents/verify.html", context, status=HTTPStatus.TOO_MANY_REQUESTS)
    found = check_code(code)
    if found is None:
        return render(request, "documents/verify_unknown.html", {"form": CodeForm()}, status=HTTPStatus.NOT_FOUND)
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    context = {"found": found, "form": form, "code": code}
    if form.is_bound and form.is_valid():
        context["is_same"] = _is_same(form, found)
    return render(request, "documents/verify_code.html", context)


def _is_same(form: FileForm, found: Genuine) -> bool:
    digest = hashlib.sha256()
    for chunk in form.cleaned_data["file"].chunks():
        digest.update(chunk)
    return digest.hexdigest() == found.sha256


def _visible_letter(pk: UUID) -> Letter:
    return get_object_or_404(Letter.objects.visible_to(current_actor()).with_file().select_related("dossier"), pk=pk)
