"""What one administrator asks for and another decides."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from idi_platform.accounts.public import Organisation, Role, User, recently_confirmed, require_right
from idi_platform.tenancy.public import current_actor
from idi_platform.ui.public import posted
from operations.models import Proposal, ProposalKind, ProposalState
from operations.reference_words import in_words
from operations.rights import DECIDE, READ_PROPOSALS
from operations.services.deciding import approve, refuse
from operations.services.merging import Counts, preview
from operations.subjects import Fact, facts_of

from .forms import DecisionForm, is_done

REFUSED = 422
PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class ProposalLine:
    proposal: Proposal
    facts: list[Fact]


@require_safe
@require_right(READ_PROPOSALS)
def proposals(request: HttpRequest) -> HttpResponse:
    """Those that wait first, then what was decided, the latest first."""
    everything = Proposal.objects.select_related("asked_by", "decided_by")
    waiting = [ProposalLine(one, facts_of(one)) for one in everything.filter(state=ProposalState.OPEN)]
    page = Paginator(everything.exclude(state=ProposalState.OPEN), PER_PAGE).get_page(request.GET.get("page"))
    decided = [ProposalLine(one, facts_of(one)) for one in page]
    context = {"waiting": waiting, "decided": decided, "page": page, "may_decide": _may_decide()}
    return render(request, "operations/proposals.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require_right(DECIDE)
@recently_confirmed
def decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What would happen; to approve it, or to refuse it with the reason."""
    proposal = get_object_or_404(Proposal.objects.select_related("asked_by", "decided_by"), pk=pk)
    form = DecisionForm(posted(request))
    if is_done(form, lambda: _decide(form, pk)):
        is_approved = form.cleaned_data["decision"] == ProposalState.APPROVED
        messages.success(request, _("Approved, and done.") if is_approved else _("Refused."))
        return redirect("operations:proposals")
    context = {
        "proposal": proposal,
        "facts": facts_of(proposal),
        "form": form,
        "moving": in_words(_moving(proposal)),
        "is_open": proposal.state == ProposalState.OPEN,
    }
    return render(request, "operations/decide.html", context, status=REFUSED if form.errors else 200)


def _moving(proposal: Proposal) -> Counts:
    """What a merge that waits would move."""
    targets = {ProposalKind.MERGE_PEOPLE: User, ProposalKind.MERGE_ORGANISATIONS: Organisation}
    target = targets.get(ProposalKind(proposal.kind))
    if target is None or proposal.state != ProposalState.OPEN:
        return {}
    return preview(target, UUID(proposal.subject_id))


def _may_decide() -> bool:
    return current_actor().role == Role.SECURITY_ADMIN


def _decide(form: DecisionForm, pk: UUID) -> None:
    by, at = current_actor(), timezone.now()
    if form.cleaned_data["decision"] == ProposalState.APPROVED:
        approve(proposal_id=pk, by=by, at=at)
    else:
        refuse(proposal_id=pk, note=form.cleaned_data["note"], by=by, at=at)
