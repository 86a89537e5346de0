"""Calendars: what is announced, importing a notice with the recomputation foreseen, how far it is."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from idi_platform.accounts.public import Role, require_right
from idi_platform.deadlines.public import CalendarYear, days_of, holidays_of
from idi_platform.tenancy.public import City, current_actor
from idi_platform.ui.public import posted
from operations.calendars import foresee, under_way
from operations.models import Proposal, ProposalKind, ProposalState
from operations.rights import ASK_CALENDAR, READ_CITIES, READ_PROPOSALS
from operations.services.calendars import ask_to_import, notice_of

from .calendar_form import NoticeForm
from .forms import is_done

REFUSED = 422


@require_safe
@require_right(READ_CITIES)
def calendars(request: HttpRequest) -> HttpResponse:
    """The years, what waits for a decision, and what is being reckoned anew."""
    context = {
        "years": CalendarYear.objects.order_by("-year"),
        "waiting": Proposal.objects.filter(kind=ProposalKind.CALENDAR, state=ProposalState.OPEN),
        "running": under_way(City.objects.filter(is_active=True)),
        "may_ask": current_actor().role == Role.OPERATOR,
    }
    return render(request, "operations/calendars.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require_right(ASK_CALENDAR)
def import_notice(request: HttpRequest) -> HttpResponse:
    """Enters a notice; it takes effect when the security administrator has approved it."""
    form = NoticeForm(posted(request), initial={"year": request.GET.get("year")})
    made: list[Proposal] = []

    def act() -> None:
        made.append(
            ask_to_import(
                notice=form.notice(), reason=form.cleaned_data["reason"], by=current_actor(), at=timezone.now()
            )
        )

    if is_done(form, act):
        messages.success(request, _("Entered. It takes effect when the security administrator approves it."))
        return redirect("operations:foreseen_calendar", made[0].pk)
    status = REFUSED if form.errors else 200
    return render(request, "operations/import_notice.html", {"form": form}, status=status)


@require_safe
@require_right(READ_PROPOSALS)
def foreseen(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the notice arranges and which dates it would move; nothing is changed by looking."""
    proposal = get_object_or_404(Proposal.objects.select_related("asked_by"), pk=pk, kind=ProposalKind.CALENDAR)
    is_open = proposal.state == ProposalState.OPEN
    notice = notice_of(proposal)
    context = {
        "proposal": proposal,
        "notice": notice,
        "holidays": holidays_of(days_of(notice)),
        "cities": foresee(notice) if is_open else [],
        "is_open": is_open,
        "may_decide": is_open and current_actor().role == Role.SECURITY_ADMIN,
    }
    return render(request, "operations/foreseen_calendar.html", context)
