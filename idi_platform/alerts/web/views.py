"""The inbox: everything the platform tells a person, newest first."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from idi_platform.accounts.public import Role, require_right
from idi_platform.alerts.badge import inbox_badge
from idi_platform.alerts.models import Notice, NoticeKind
from idi_platform.alerts.news import news_kinds
from idi_platform.alerts.rights import READ_INBOX
from idi_platform.alerts.selectors import inbox, inbox_counts
from idi_platform.alerts.services import mark_all_read, mark_read
from idi_platform.alerts.wording import notice_line, url_of
from idi_platform.tenancy.public import business_now, current_actor

PAGE_SIZE = 20


@require_safe
@require_right(READ_INBOX)
def inbox_page(request: HttpRequest) -> HttpResponse:
    """The viewer's notices; the filter is the address. An owner reads them on the owners' page, made for a phone."""
    viewer, at = current_actor(), business_now()
    kinds = {**dict(NoticeKind.choices), **dict(news_kinds())}
    kind = request.GET.get("kind", "")
    kind = kind if kind in kinds else ""
    unread = request.GET.get("unread", "")
    page = Paginator(inbox(viewer, kind=kind, unread=unread), PAGE_SIZE).get_page(request.GET.get("page"))
    counts = inbox_counts(viewer)
    is_owner = viewer.role == Role.OWNER
    context = {
        "is_owner": is_owner,
        "page": page,
        "lines": [notice_line(notice, viewer=viewer, at=at) for notice in page],
        "counts": counts,
        "kinds": [
            (value, label, counts.kinds.get(value, 0))
            for value, label in kinds.items()
            if not is_owner and (value in NoticeKind or value in counts.kinds)
        ],
        "kind": kind,
        "unread": unread,
    }
    return render(request, "alerts/my_inbox.html" if is_owner else "alerts/inbox.html", context)


@require_safe
@require_right(READ_INBOX)
def count(request: HttpRequest) -> HttpResponse:
    """The header's part of the inbox, which open pages ask for once a minute."""
    return render(request, "ui/_badge.html", {"badge": inbox_badge(current_actor()), "is_live": True})


@require_POST
@require_right(READ_INBOX)
def read_one(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    """Marks one notice; somebody else's is not found."""
    try:
        mark_read(notice_id=notice_id, by=current_actor(), at=business_now())
    except Notice.DoesNotExist as absent:
        raise Http404 from absent
    return _back(request)


@require_safe
@require_right(READ_INBOX)
def open_notice(_request: HttpRequest, notice_id: UUID) -> HttpResponse:
    """Where the link in a message leads: to what the notice is about; somebody else's is not found."""
    viewer = current_actor()
    notice = get_object_or_404(Notice.objects.visible_to(viewer).select_related("dossier"), pk=notice_id)
    return HttpResponseRedirect(url_of(notice, viewer) or resolve_url("alerts:inbox"))


@require_POST
@require_right(READ_INBOX)
def read_all(request: HttpRequest) -> HttpResponse:
    mark_all_read(by=current_actor(), at=business_now())
    return _back(request)


def _back(request: HttpRequest) -> HttpResponse:
    """To the page of the inbox that the button stood on."""
    target = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(target if is_ours else resolve_url("alerts:inbox"))
