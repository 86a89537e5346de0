"""The bureau's desk of readings: one officer proposes how unclear words are read in the city, another decides."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from idi_platform.accounts.public import is_for_whole_city, recently_confirmed, require_right
from idi_platform.tenancy.public import City, DomainError, current_actor
from idi_platform.ui.public import posted
from policies.constants import ProposalState
from policies.models import Reading, ReadingProposal
from policies.models.readings import LONGEST_DOCUMENT, LONGEST_REASON
from policies.rights import DECIDE_READINGS, PROPOSE_READINGS, READ_PROPOSALS
from policies.rules.readings import ReadingText, readings
from policies.selectors import in_language, parameter_label, parameters_resting_on, proposals_seen
from policies.services.deciding_readings import (
    Proposed,
    decide_reading,
    propose_reading,
    refuse_reading,
    withdraw_reading,
)

from .draft_forms import refuse
from .readings import narrowed, reading_lines

REFUSED = 422
_DEEDS = {
    "decide": (decide_reading, _("Decided. What begins from now on is read so.")),
    "refuse": (refuse_reading, _("Refused. Nothing changes.")),
    "withdraw": (withdraw_reading, _("Withdrawn.")),
}


class ProposeForm(forms.Form):
    """How the words are to be read, for what, and on what ground."""

    option = forms.ChoiceField(
        label=_("Read as"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how the words are to be read.")},
    )
    parameter = forms.ChoiceField(label=_("For which terms"), required=False)
    reason = forms.CharField(
        label=_("Reason"), max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everybody can read it. Name no person."),
        error_messages={"required": _("Give the reason.")},
    )  # fmt: skip
    document = forms.CharField(
        label=_("Document"), max_length=LONGEST_DOCUMENT,
        help_text=_("Number and title of the paper that it rests on."),
        error_messages={"required": _("Name the document that it rests on.")},
    )  # fmt: skip

    def __init__(self, data: object, *, text: ReadingText, jurisdiction: str) -> None:
        super().__init__(data)  # type: ignore[arg-type]  # a QueryDict or None
        options = [(option.code, in_language(option.label)) for option in text.options]
        resting = parameters_resting_on(text.code, jurisdiction)
        every = ("", _("All that rest on it"))
        self.fields["option"].choices = options  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["parameter"].choices = [every, *((name, parameter_label(name)) for name in resting)]  # type: ignore[attr-defined]  # as above


@require_safe
@require_right(READ_PROPOSALS)
def desk(request: HttpRequest) -> HttpResponse:
    """Every reading as it is read in the city, those that wait for a decision first."""
    waiting = proposals_seen(current_actor()).filter(state=ProposalState.ASKED)
    lines = reading_lines(Reading.objects.order_by("code"), jurisdiction=_jurisdiction())
    found = narrowed(request, lines, asks_city=False)
    context = {"waiting": waiting, "lines": found.lines, "filters": found.filters, "search": found.search}
    return render(request, "policies/reading_desk.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require_right(PROPOSE_READINGS)
def proposing(request: HttpRequest, code: str) -> HttpResponse:
    """One reading: what the city decided and what was proposed; a proposal of one's own."""
    text, by = readings().get(code), current_actor()
    if text is None:
        raise Http404
    form = ProposeForm(posted(request), text=text, jurisdiction=_jurisdiction())
    if form.is_bound and form.is_valid():
        try:
            propose_reading(proposed=Proposed(reading=code, **form.cleaned_data), by=by, at=timezone.now())
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Another officer is asked to decide."))
            return redirect("policies:propose_reading", code)
    return _page(request, code, form=form, status=REFUSED if form.errors else 200)


@require_POST
@require_right(DECIDE_READINGS)
@recently_confirmed
def decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Decides the proposal, refuses it, or withdraws one's own."""
    proposal = get_object_or_404(proposals_seen(current_actor()), pk=pk)
    chosen = _DEEDS.get(request.POST.get("decision", ""))
    if chosen is None:
        return _page(request, proposal.reading_id, status=REFUSED)
    deed, done = chosen
    try:
        deed(proposal_id=pk, by=current_actor(), at=timezone.now())
    except DomainError as refused:
        return _page(request, proposal.reading_id, refusal=str(refused), status=refused.status)
    messages.success(request, done)
    return redirect("policies:propose_reading", proposal.reading_id)


def _page(
    request: HttpRequest, code: str, *, form: ProposeForm | None = None, refusal: str = "", status: int = 200
) -> HttpResponse:
    viewer, jurisdiction = current_actor(), _jurisdiction()
    found = reading_lines(Reading.objects.filter(code=code), jurisdiction=jurisdiction)
    if not found:
        raise Http404
    context = {
        "line": found[0],
        "proposals": _proposals(viewer.user_id, code),
        "form": form or ProposeForm(None, text=readings()[code], jurisdiction=jurisdiction),
        "may_act": is_for_whole_city(viewer),
        "refusal": refusal,
    }
    return render(request, "policies/propose_reading.html", context, status=status)


def _proposals(user_id: UUID | None, code: str) -> list[ReadingProposal]:
    """With what the reader calls option and term, and whether it is the viewer's own."""
    text, found = readings()[code], list(proposals_seen(current_actor()).filter(reading_id=code))
    for row in found:
        option = text.option(row.option)
        row.option_label = in_language(option.label) if option else row.option  # type: ignore[attr-defined]  # for the page
        row.term_label = parameter_label(row.parameter) if row.parameter else ""  # type: ignore[attr-defined]  # as above
        row.is_own = row.proposed_by_id == user_id  # type: ignore[attr-defined]  # as above
    return found


def _jurisdiction() -> str:
    code: str = City.objects.values_list("code", flat=True).get(pk=current_actor().tenant_id)
    return code
