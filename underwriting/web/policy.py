"""An insurance policy's page, its explanation of cover, and what an underwriter does with it."""

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from idi_platform.accounts.public import require_right
from idi_platform.deadlines.public import deadlines_of, face
from idi_platform.documents.public import Upload
from idi_platform.dossiers.public import CIVIL_ZONE, civil_today
from idi_platform.tenancy.public import DomainError, business_now, current_actor
from idi_platform.ui.public import posted, refuse
from policies.public import explanation, governing_pin
from underwriting.gates import issue_gates
from underwriting.lifecycle import PolicyAction, may_write
from underwriting.models import CoverWindow, InsurancePolicy
from underwriting.papers import stored
from underwriting.public import (
    add_contract_term,
    change_draft,
    issue_policy,
    record_premium,
    record_printed_cover,
    record_upload_receipt,
    set_shares,
)
from underwriting.rights import READ_POLICIES, STEPS, WRITE_POLICIES
from underwriting.rules.money import fen
from underwriting.selectors import agreed_terms, insurers_here, offered_terms, share_history, shares_of, window_views

from .forms import IssueForm, PolicyForm, PremiumForm, PrintedCoverForm, ReceiptForm, SharesForm, TermForm
from .timeline import entries_of

REFUSED = 422
_RELATED = ("dossier", "project__dossier", "project__district", "lead_insurer", "evidence")


@require_safe
@require_right(READ_POLICIES)
def policy(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The facts, the regime, the shares, the cover with its reasons, the clocks, the documents, what happened."""
    return render(request, "underwriting/policy.html", _page(_policy(pk)))


@require_http_methods(["GET", "HEAD", "POST"])
@require_right(WRITE_POLICIES)
def edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _own(pk)
    if not row.is_draft:
        raise Http404
    form = PolicyForm(posted(request), initial=PolicyForm.given(row))

    def keep() -> None:
        change_draft(policy=row, facts=form.facts(), by=current_actor(), at=business_now())

    return _answered(request, row, form, keep, "underwriting/edit.html", fields=PolicyForm.FIELDS)


@require_http_methods(["GET", "HEAD", "POST"])
@require_right(WRITE_POLICIES)
def shares(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = _own(pk)
    today = civil_today()
    current = shares_of(row, on=today) or share_history(row)
    initial = {"revision": row.shares_revision, "from_on": row.contract_formed_on if row.is_draft else today}
    form = SharesForm(
        posted(request),
        current=current,
        insurers=insurers_here(current_actor(), on=today),
        initial={**initial, **SharesForm.given(current)},
    )

    def keep() -> None:
        given = form.cleaned_data
        set_shares(
            policy=row,
            shares=form.shares(),
            from_on=given["from_on"],
            expected_revision=given["revision"],
            by=current_actor(),
            at=business_now(),
        )

    return _answered(request, row, form, keep, "underwriting/shares.html", fields={"shares": "share_0"})


@require_http_methods(["GET", "HEAD", "POST"])
@require_right(WRITE_POLICIES)
def terms(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the contract agrees where the texts leave it open, with its document."""
    row = _own(pk)
    wanted = {"parameter": request.GET.get("parameter", "")}
    form = TermForm(posted(request), request.FILES or None, offered=offered_terms(row, on=civil_today()))
    form.initial = wanted

    def keep() -> None:
        by, at = current_actor(), business_now()
        document = stored(form.cleaned_data["document"], row, by=by, at=at)
        add_contract_term(policy=row, facts=form.facts(), document=document, by=by, at=at)

    return _answered(request, row, form, keep, "underwriting/terms.html")


@require_http_methods(["GET", "HEAD", "POST"])
@require_right(STEPS[PolicyAction.ISSUE])
def issue(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The gates, met or missing, and the button."""
    row = _own(pk)
    if not row.is_draft and request.method != "POST":
        return redirect("underwriting:policy", pk)
    form = IssueForm(posted(request), initial={"issued_on": civil_today()})

    def keep() -> None:
        issue_policy(policy=row, issued_on=form.cleaned_data["issued_on"], by=current_actor(), at=business_now())

    return _answered(
        request, row, form, keep, "underwriting/issue.html", context={"gates": issue_gates(row, on=civil_today())}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@require_right(WRITE_POLICIES)
def printed(request: HttpRequest, pk: UUID, window: UUID) -> HttpResponse:
    """The days that the policy prints, which govern."""
    row = _own(pk)
    cover = get_object_or_404(CoverWindow.objects.visible_to(current_actor()).select_related("policy"), pk=window)
    if cover.policy_id != row.pk:
        raise Http404
    initial = {"printed_first_on": cover.starts_on, "printed_last_on": cover.ends_on}
    form = PrintedCoverForm(posted(request), request.FILES or None, initial=initial)

    def keep() -> None:
        by, at = current_actor(), business_now()
        record_printed_cover(
            window=cover,
            first_on=form.cleaned_data["printed_first_on"],
            last_on=form.cleaned_data["printed_last_on"],
            document=stored(form.cleaned_data["document"], row, by=by, at=at),
            by=by,
            at=at,
        )

    view = window_views([cover], on=civil_today())[0]
    return _answered(request, row, form, keep, "underwriting/printed.html", context={"window": view})


@require_POST
@require_right(WRITE_POLICIES)
def premium(request: HttpRequest, pk: UUID) -> HttpResponse:
    row, form = _own(pk), PremiumForm(request.POST)

    def keep() -> None:
        amount, received_on = fen(form.cleaned_data["amount"]) or 0, form.cleaned_data["received_on"]
        record_premium(policy=row, amount_fen=amount, received_on=received_on, by=current_actor(), at=business_now())

    return _answered(request, row, form, keep, "underwriting/policy.html", context={**_page(row), "premium_form": form})


@require_POST
@require_right(WRITE_POLICIES)
def receipt(request: HttpRequest, pk: UUID) -> HttpResponse:
    row, form = _own(pk), ReceiptForm(request.POST)

    def keep() -> None:
        record_upload_receipt(policy=row, **form.cleaned_data, by=current_actor(), at=business_now())

    return _answered(request, row, form, keep, "underwriting/policy.html", context={**_page(row), "receipt_form": form})


@require_safe
@require_right(READ_POLICIES)
def why_cover(request: HttpRequest, pk: UUID, window: UUID) -> HttpResponse:
    """Why cover of a component runs as it does: the clause of the wait and of the period."""
    row = _policy(pk)
    covers = CoverWindow.objects.visible_to(current_actor()).select_related("policy", "building")
    cover = get_object_or_404(covers, pk=window)
    if cover.policy_id != row.pk:
        raise Http404
    hashes = dict.fromkeys(key for key in (cover.wait_trace_hash, cover.trace_hash) if key)
    context = {
        "policy": row,
        "window": window_views([cover], on=civil_today())[0],
        "explanations": [found for key in hashes if (found := explanation(key))],
    }
    return render(request, "underwriting/why.html", context)


def _policy(pk: UUID) -> InsurancePolicy:
    rows = InsurancePolicy.objects.visible_to(current_actor()).select_related(*_RELATED)
    return get_object_or_404(rows, pk=pk)


def _own(pk: UUID) -> InsurancePolicy:
    """A policy that the reader may write; a co-insurer's underwriter finds none here."""
    row = _policy(pk)
    if not may_write(row, current_actor()):
        raise Http404
    return row


def _answered(
    request: HttpRequest,
    row: InsurancePolicy,
    form: forms.Form,
    keep: Callable[[], None],
    template: str,
    *,
    context: dict[str, object] | None = None,
    fields: dict[str, str] | None = None,
) -> HttpResponse:
    """Does what was posted and leads to the policy; a refusal shows the form again with everything that was typed."""
    if request.method == "POST" and form.is_valid():
        try:
            keep()
            return redirect("underwriting:policy", row.pk)
        except DomainError as error:
            refuse(form, error, fields)
    status = REFUSED if request.method == "POST" else 200
    return render(request, template, {"policy": row, "form": form, **(context or {})}, status=status)


def _page(row: InsurancePolicy) -> dict[str, object]:
    viewer, at = current_actor(), business_now()
    on = at.astimezone(CIVIL_ZONE).date()
    windows = list(row.cover_windows.select_related("policy", "building"))
    is_writer = may_write(row, viewer)
    return {
        "policy": row,
        "pin": governing_pin(row.project_id),
        "shares": shares_of(row, on=on) or share_history(row),
        "history": share_history(row),
        "windows": window_views(windows, on=on),
        "has_open": any(window.is_open for window in windows),
        "terms": agreed_terms(row),
        "faces": [face(deadline, at) for deadline in deadlines_of(viewer, [row.pk])],
        "uploads": list(Upload.objects.visible_to(viewer).filter(dossier_id=row.pk)),
        "entries": entries_of(viewer, row),
        "gates": issue_gates(row, on=on) if is_writer and row.is_draft else [],
        "is_writer": is_writer,
        "premium_form": PremiumForm(initial={"received_on": on}),
        "receipt_form": ReceiptForm(),
        "at": at,
    }
