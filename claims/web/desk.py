"""The claims desk of insurers and bureaus: the queue, its export, one case, the survey."""

from uuid import UUID

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from claims.lifecycle import ClaimAction, open_actions
from claims.models import Claim
from claims.registration import DESK
from claims.selectors import claims_list, clocks_of, leading_clock, parties_of, photographs_of
from claims.services.survey import SurveyFacts, record_survey
from idi_platform.accounts.public import Role, require_role
from idi_platform.deadlines.public import face
from idi_platform.dossiers.public import CIVIL_ZONE
from idi_platform.outbox.public import start_job
from idi_platform.tenancy.public import DomainError, business_now, current_actor

from .excel import KIND, excel_parameters
from .export import claims_csv
from .forms import FilterForm, SurveyForm, refuse
from .timeline import entries_of

PAGE_SIZE = 25
REFUSED = 422


@require_safe
@require_role(*DESK)
def queue(request: HttpRequest) -> HttpResponse:
    """The list with each claim's clock; the filter is the address."""
    viewer = current_actor()
    form = FilterForm(request.GET, city_id=viewer.tenant_id)
    wanted = form.wanted()
    page = Paginator(claims_list(viewer, wanted, at=business_now()), PAGE_SIZE).get_page(request.GET.get("page"))
    is_narrowed = bool(wanted.text or wanted.state or wanted.clock or wanted.district)
    context = {"form": form, "page": page, "rows": _rows(page), "sort": wanted.sort, "is_narrowed": is_narrowed}
    return render(request, "claims/queue.html", context)


@require_safe
@require_role(*DESK)
def export(request: HttpRequest) -> StreamingHttpResponse:
    """The whole filtered list as CSV, not one page of it."""
    viewer, at = current_actor(), business_now()
    wanted = FilterForm(request.GET, city_id=viewer.tenant_id).wanted()
    lines = claims_csv(viewer, wanted, at=at, language=get_language() or "zh-hans")
    name = f"claims-{at.astimezone(CIVIL_ZONE):%Y-%m-%d}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)


@require_POST
@require_role(*DESK)
def export_excel(request: HttpRequest) -> HttpResponse:
    """Starts the job that writes the whole filtered list as Excel, and leads to its page."""
    viewer = current_actor()
    wanted = FilterForm(request.GET, city_id=viewer.tenant_id).wanted()
    parameters = excel_parameters(wanted, at=business_now())
    job = start_job(kind=KIND, parameters=parameters, by=viewer, at=timezone.now())
    return redirect("documents:job", job.pk)


@require_safe
@require_role(*DESK)
def case(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _case_page(request, _claim(pk), SurveyForm())


@require_POST
@require_role(Role.ADJUSTER)
def survey(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Records the survey; a refusal shows the case again with everything that was typed."""
    form = SurveyForm(request.POST)
    if form.is_valid():
        try:
            facts = SurveyFacts(**form.cleaned_data)
            record_survey(claim=_claim(pk), facts=facts, by=current_actor(), at=business_now())
            return redirect("claims:case", pk)
        except DomainError as error:
            refuse(form, error)
    return _case_page(request, _claim(pk), form, status=REFUSED)


def _claim(pk: UUID) -> Claim:
    related = ("dossier", "insurer", "district", "claimant", "project", "unit__building")
    return get_object_or_404(Claim.objects.visible_to(current_actor()).select_related(*related), pk=pk)


def _case_page(request: HttpRequest, claim: Claim, form: SurveyForm, *, status: int = 200) -> HttpResponse:
    viewer, at = current_actor(), business_now()
    clocks = clocks_of(viewer, [claim.pk]).get(claim.pk, [])
    may_survey = ClaimAction.SURVEY in open_actions(claim, viewer)
    context = {
        "claim": claim,
        "faces": [face(deadline, at) for deadline in clocks],
        "entries": entries_of(viewer, claim),
        "photographs": photographs_of(viewer, claim),
        "parties": parties_of(viewer, claim, on=at.astimezone(CIVIL_ZONE).date()),
        "form": form,
        "shows_survey_form": may_survey or form.is_bound,
        "at": at,
    }
    return render(request, "claims/case.html", context, status=status)


def _rows(page: Page[Claim]) -> list[dict[str, object]]:
    at = business_now()
    clocks = clocks_of(current_actor(), [claim.pk for claim in page])
    leading = ((claim, leading_clock(clocks.get(claim.pk, []))) for claim in page)
    return [{"claim": claim, "face": face(deadline, at) if deadline else None} for claim, deadline in leading]
