"""Changes of owners: found by the home, recorded by one person, decided by a second."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from idi_platform.accounts.public import recently_confirmed, require_right
from idi_platform.dossiers.public import civil_today
from idi_platform.registry.models import Transfer, Unit
from idi_platform.registry.rights import APPROVE_TRANSFER, READ_OWNERS, RECORD_TRANSFER
from idi_platform.registry.selectors import find_homes, homes_led, owners_of, transfers_of
from idi_platform.registry.services.owners import enter_owner
from idi_platform.registry.services.transfers import (
    RECORDERS,
    Holding,
    TransferFacts,
    approve_transfer,
    may_correct,
    may_decide,
    record_correction,
    record_transfer,
    refuse_transfer,
)
from idi_platform.tenancy.public import DomainError, business_now, current_actor
from idi_platform.ui.public import posted, refuse

from .forms import CorrectionForm, HomeSearchForm, ReasonForm, TransferForm

REFUSED = 422
MOST_HOMES = 20
MOST_CHANGES = 100


@require_safe
@require_right(READ_OWNERS)
def transfers(request: HttpRequest) -> HttpResponse:
    """Finds a home; below, what was recorded, the undecided first."""
    viewer = current_actor()
    form = HomeSearchForm(request.GET if "q" in request.GET else None)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    homes = find_homes(viewer, words, on=civil_today(), most=MOST_HOMES) if words else []
    context = {"form": form, "words": words, "homes": homes, "rows": transfers_of(viewer)[:MOST_CHANGES]}
    return render(request, "registry/transfers.html", context)


@require_safe
@require_right(READ_OWNERS)
def home_owners(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who owns the home, who did, who will."""
    unit, viewer = _home(pk), current_actor()
    context = {
        "unit": unit,
        "owners": owners_of(viewer, unit),
        "transfers": transfers_of(viewer).filter(unit=unit),
        "today": civil_today(),
        "may_record": viewer.role in RECORDERS,
    }
    return render(request, "registry/home_owners.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require_right(RECORD_TRANSFER)
def new_transfer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Writes a change of owners down for a second person to approve."""
    unit = _home(pk)
    present = list(owners_of(current_actor(), unit).on(civil_today()))
    form = TransferForm(posted(request), present=present)
    if request.method == "POST" and form.is_valid() and (transfer := _recorded(form, unit)):
        messages.success(request, _("The change is recorded. It takes effect once a manager has approved it."))
        return redirect("registry:transfer", transfer.pk)
    status = REFUSED if request.method == "POST" else 200
    return render(request, "registry/new_transfer.html", {"unit": unit, "form": form}, status=status)


@require_safe
@require_right(READ_OWNERS)
def transfer(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _page(request, _transfer(pk))


@require_POST
@require_right(APPROVE_TRANSFER)
@recently_confirmed
def approve(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _transfer(pk)
    try:
        approve_transfer(transfer=row, by=current_actor(), at=business_now(), real=timezone.now())
    except DomainError as error:
        return _page(request, row, refusal=error)
    messages.success(request, _("The change is approved. What each owner sees follows on its day."))
    return redirect("registry:transfer", pk)


@require_POST
@require_right(APPROVE_TRANSFER)
def refuse_it(request: HttpRequest, pk: UUID) -> HttpResponse:
    row, form = _transfer(pk), ReasonForm(request.POST)
    if form.is_valid():
        try:
            refuse_transfer(transfer=row, reason=form.cleaned_data["reason"], by=current_actor(), at=business_now())
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, _("The change is not approved. Nothing has changed for the owners."))
            return redirect("registry:transfer", pk)
    return _page(request, row, form=form)


@require_POST
@require_right(RECORD_TRANSFER)
def correct(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Asks a second person to take an approved change back."""
    row, form = _transfer(pk), CorrectionForm(request.POST)
    if form.is_valid():
        try:
            asked = record_correction(
                wrong=row, document=form.cleaned_data["document"], by=current_actor(), at=business_now()
            )
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, _("The correction is recorded. It takes effect once a manager has approved it."))
            return redirect("registry:transfer", asked.pk)
    return _page(request, row, correcting=form)


def _recorded(form: TransferForm, unit: Unit) -> Transfer | None:
    """The change as the form tells it; of one that is refused no new person stays behind."""
    try:
        with transaction.atomic():
            return _record(form, unit)
    except DomainError as error:
        refuse(form, error)
        return None


def _record(form: TransferForm, unit: Unit) -> Transfer:
    given, viewer = form.cleaned_data, current_actor()
    owners = [Holding(person, share) for person, share in form.staying()]
    for row, facts, share in form.coming():
        try:
            owners.append(Holding(enter_owner(facts=facts, by=viewer, real=timezone.now()), share))
        except DomainError as error:
            error.field = f"number_{row}"
            raise
    told = {name: given[name] for name in ("cause", "on", "title", "document")}
    return record_transfer(unit=unit, facts=TransferFacts(owners=owners, **told), by=viewer, at=business_now())


def _home(pk: UUID) -> Unit:
    return get_object_or_404(homes_led(current_actor()).select_related("dossier", "project"), pk=pk)


def _transfer(pk: UUID) -> Transfer:
    return get_object_or_404(transfers_of(current_actor()), pk=pk)


def _page(
    request: HttpRequest,
    row: Transfer,
    *,
    form: ReasonForm | None = None,
    correcting: CorrectionForm | None = None,
    refusal: DomainError | None = None,
) -> HttpResponse:
    viewer, refused = current_actor(), form or correcting
    context = {
        "transfer": row,
        "owners": row.owners.select_related("person"),
        "leaving": owners_of(viewer, row.unit).on(civil_today()),
        "may_decide": may_decide(row, viewer),
        "may_correct": may_correct(row, viewer),
        "form": form or ReasonForm(),
        "correcting": correcting or CorrectionForm(),
        "refused": refused,
        "refusal": refusal or "",
    }
    status = REFUSED if refused else refusal.status if refusal else 200
    return render(request, "registry/transfer.html", context, status=status)
