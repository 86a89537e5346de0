"""Links to one finding: made and ended by whoever must answer it, opened by a site worker without an account."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

import segno
from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from idi_platform.accounts.public import require_right
from idi_platform.documents.public import (
    ACCEPTED,
    SIZE_LIMIT,
    TooManyChecks,
    Upload,
    count_check,
    thumbnail_file,
    upload_file,
)
from idi_platform.tenancy.public import DomainError, acting_as, business_now, current_actor
from idi_platform.ui.public import posted, refuse
from riskmgmt.constants import PhotographKind
from riskmgmt.errors import LinkGone
from riskmgmt.links import address_of, read_token
from riskmgmt.models import FindingLink
from riskmgmt.rights import LINK
from riskmgmt.selectors import evidence_of, raised_findings
from riskmgmt.services.linking import OpenLink, Work, add_by_link, live_link, make_link, revoke_link, use_link

from .forms import LinkTokenForm, LinkWorkForm

REFUSED = 422
# Of the narrow session: which link, and nothing else. It signs nobody in.
_KEY = "finding_link"


@require_POST
@never_cache
@require_right(LINK)
def make(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A new link. The answer to this press is the only page that ever shows it."""
    found = get_object_or_404(raised_findings(current_actor()), pk=pk)
    try:
        link, token = make_link(finding=found, by=current_actor(), at=business_now())
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect("riskmgmt:finding", pk)
    address = address_of(token)
    drawing = segno.make_qr(address, error="m").svg_data_uri(border=2, scale=4)
    context = {"link": link, "address": address, "qr": drawing}
    return render(request, "riskmgmt/new_link.html", context)


@require_safe
@require_right(LINK)
def show(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How often a link was used, and what came by it."""
    link = _own(pk)
    context = {
        "link": link,
        "contributions": link.contributions.all(),
        "is_live": FindingLink.objects.visible_to(current_actor()).live(business_now()).filter(pk=pk).exists(),
    }
    return render(request, "riskmgmt/link.html", context)


@require_POST
@require_right(LINK)
def revoke(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ends it at once, for whoever has it open too."""
    revoke_link(link=_own(pk), by=current_actor(), at=business_now())
    messages.success(request, _("The link no longer opens."))
    return redirect("riskmgmt:link", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sensitive_post_parameters("token")
def open_link(request: HttpRequest) -> HttpResponse:
    """What is behind the QR code: one button that exchanges the token for a narrow session. Looking uses nothing up."""
    form = LinkTokenForm(posted(request))
    if not form.is_valid():
        return _door(request, form)
    try:
        count_check(request)
        facts = read_token(form.cleaned_data["token"])
        if facts is None:
            return _gone(request)
        opened = use_link(facts=facts, at=business_now())
    except TooManyChecks as refused:
        form.add_error(None, str(refused))
        return _door(request, form)
    except LinkGone:
        return _gone(request)
    request.session.cycle_key()
    request.session[_KEY] = [facts.city_id, opened.link.pk.hex]
    return redirect("riskmgmt:by_link")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def by_link(request: HttpRequest) -> HttpResponse:
    """The one finding of the narrow session: read, photograph, say what was done."""
    opened = _opened(request)
    if opened is None:
        return _gone(request)
    form = LinkWorkForm(posted(request))
    if form.is_valid() and _added(request, form, opened):
        messages.success(request, _("Received. Whoever sent you the link will check it and send it on."))
        return redirect("riskmgmt:by_link")
    context: dict[str, Any] = {
        "form": form,
        "finding": opened.finding,
        "link": opened.link,
        "photographs": _evidence(opened),
        "contributions": _contributions(opened),
        "size_limit": SIZE_LIMIT,
        "accepted": ACCEPTED,
    }
    return render(request, "riskmgmt/by_link.html", context, status=REFUSED if form.errors else HTTPStatus.OK)


@require_safe
def photograph(request: HttpRequest, pk: UUID) -> HttpResponse | FileResponse:
    """A photograph of the one finding."""
    upload = _photograph(request, pk)
    return upload_file(upload) if upload else _gone(request)


@require_safe
def thumbnail(request: HttpRequest, pk: UUID) -> HttpResponse | FileResponse:
    """The small copy of it."""
    upload = _photograph(request, pk)
    return thumbnail_file(upload) if upload else _gone(request)


def _opened(request: HttpRequest) -> OpenLink | None:
    kept = request.session.get(_KEY)
    if kept is None:
        return None
    try:
        return live_link(city_id=kept[0], link_id=UUID(kept[1]), at=business_now())
    except LinkGone:
        return None


def _evidence(opened: OpenLink) -> list[Upload]:
    with acting_as(opened.maker) as maker:
        return [upload for upload in evidence_of(maker, opened.finding) if upload.file]


def _contributions(opened: OpenLink) -> list[Any]:
    with acting_as(opened.maker):
        return list(opened.link.contributions.all())


def _photograph(request: HttpRequest, pk: UUID) -> Upload | None:
    opened = _opened(request)
    return next((upload for upload in _evidence(opened) if upload.pk == pk), None) if opened else None


def _added(request: HttpRequest, form: LinkWorkForm, opened: OpenLink) -> bool:
    given = form.cleaned_data
    photographs = [
        (kind, file, file.name or "")
        for kind in (PhotographKind.BEFORE, PhotographKind.AFTER)
        for file in request.FILES.getlist(kind)
    ]
    work = Work(name=given["name"], words=given["words"], photographs=photographs)
    try:
        count_check(request)
        add_by_link(opened=opened, work=work, at=business_now())
    except DomainError as error:
        refuse(form, error)
        return False
    return True


def _door(request: HttpRequest, form: LinkTokenForm) -> HttpResponse:
    return render(request, "riskmgmt/open_link.html", {"form": form}, status=REFUSED if form.errors else HTTPStatus.OK)


def _gone(request: HttpRequest) -> HttpResponse:
    """One answer for a link that ended, was used up or answered, or never was."""
    return render(request, "riskmgmt/link_gone.html", {"gone": LinkGone.message}, status=HTTPStatus.NOT_FOUND)


def _own(pk: UUID) -> FindingLink:
    links = FindingLink.objects.visible_to(current_actor()).select_related("finding__project", "made_by")
    return get_object_or_404(links, pk=pk)
