"""A person's own page: what is kept of them, who looked, what they agreed to, their file, and having it erased."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from idi_platform.accounts.public import IdentityDocument, Role, record_identity_document, require_right
from idi_platform.accounts.public import membership_of as acting_membership
from idi_platform.dossiers.public import CIVIL_ZONE
from idi_platform.mydata.consents import consent_texts, withdraw_consent
from idi_platform.mydata.erasure import fates_of
from idi_platform.mydata.letters import letters_about
from idi_platform.mydata.models import Consent
from idi_platform.mydata.rights import ASK_ERASURE, READ_OWN, RECORD_DOCUMENT
from idi_platform.mydata.selectors import EXPORT, consents_of, exports_of, looks_at, open_erasure
from idi_platform.mydata.services import ask_erasure, is_held, withdraw_erasure
from idi_platform.outbox.public import start_job
from idi_platform.tenancy.public import DomainError, business_now, current_actor

from .forms import DocumentForm

REFUSED = 422


@never_cache
@require_safe
@require_right(READ_OWN)
def my_data(request: HttpRequest) -> HttpResponse:
    """What is kept of the reader."""
    return _page(request)


@require_POST
@require_right(READ_OWN)
def export(_request: HttpRequest) -> HttpResponse:
    """Starts the job that writes the reader's own data as a file, and leads to its page."""
    job = start_job(kind=EXPORT, parameters={}, by=current_actor(), at=timezone.now())
    return redirect("documents:job", job.pk)


@require_POST
@require_right(RECORD_DOCUMENT)
def document(request: HttpRequest) -> HttpResponse:
    """Records the owner's identity document."""
    form = DocumentForm(request.POST)
    membership = acting_membership(request)
    if membership is None or not form.is_valid():
        return _page(request, form=form, status=REFUSED)
    try:
        record_identity_document(user=membership.user, **form.cleaned_data, by=current_actor(), at=timezone.now())
    except DomainError as refusal:
        form.add_error(refusal.field, str(refusal))
        return _page(request, form=form, status=REFUSED)
    messages.success(request, _("The document is recorded."))
    return redirect("mydata:my_data")


@require_POST
@require_right(READ_OWN)
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Takes one consent back."""
    try:
        withdraw_consent(consent_id=pk, by=current_actor(), at=business_now())
    except Consent.DoesNotExist as absent:
        raise Http404 from absent
    messages.success(request, _("Your consent is taken back."))
    return redirect("mydata:my_data")


@never_cache
@require_safe
@require_right(ASK_ERASURE)
def erasure(request: HttpRequest) -> HttpResponse:
    """What would be erased, and what is kept and why, before the reader asks for it."""
    viewer = current_actor()
    on = business_now().astimezone(CIVIL_ZONE).date()
    context = {
        "fates": fates_of(viewer.person_id, on=on),
        "letters": letters_about(viewer.person_id),
        "asked": open_erasure(viewer),
        "is_held": is_held(viewer.person_id),
        "is_owner": viewer.role == Role.OWNER,
    }
    return render(request, _template(viewer.role, "erasure"), context)


@require_POST
@require_right(ASK_ERASURE)
def ask(request: HttpRequest) -> HttpResponse:
    at = business_now()
    on = at.astimezone(CIVIL_ZONE).date()
    return _done(request, lambda: ask_erasure(by=current_actor(), at=at, on=on), _("You have asked for erasure."))


@require_POST
@require_right(ASK_ERASURE)
def take_back(request: HttpRequest) -> HttpResponse:
    at = business_now()
    return _done(request, lambda: withdraw_erasure(by=current_actor(), at=at), _("Your request is taken back."))


def _done(request: HttpRequest, act: Callable[[], object], words: str | Promise) -> HttpResponse:
    try:
        act()
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, str(words))
    return redirect("mydata:erasure")


def _page(request: HttpRequest, *, form: DocumentForm | None = None, status: int = 200) -> HttpResponse:
    viewer, texts = current_actor(), consent_texts()
    context = {
        "document": IdentityDocument.objects.filter(user_id=viewer.person_id).exclude(number="").first(),
        "form": form or DocumentForm(),
        "refused": form,
        "is_owner": viewer.role == Role.OWNER,
        "looks": looks_at(viewer),
        "jobs": exports_of(viewer)[:5],
        "consents": [(consent, texts[consent.code, consent.version]) for consent in consents_of(viewer)],
    }
    return render(request, _template(viewer.role, "my_data"), context, status=status)


def _template(role: str, name: str) -> str:
    """Owners read on the page made for a phone, staff in the shell of their work."""
    return f"mydata/{name}.html" if role == Role.OWNER else f"mydata/{name}_staff.html"
