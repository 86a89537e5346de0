"""The page of one entry of a case file: ask for its correction, decide on it."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from idi_platform.accounts.public import require_right
from idi_platform.audit.public import (
    Correction,
    CorrectionState,
    Event,
    ask_correction,
    correct_event,
    is_anchor,
    may_ask,
    refuse_correction,
)
from idi_platform.dossiers.corrections import truth_words
from idi_platform.dossiers.models import Dossier
from idi_platform.dossiers.pages import dossier_url
from idi_platform.dossiers.rights import ASK_CORRECTION, DECIDE_CORRECTION
from idi_platform.tenancy.public import Actor, DomainError, business_now, current_actor
from idi_platform.ui.public import posted
from idi_platform.ui.public import refuse as show_refusal

from .forms import CorrectionForm

REFUSED = 422


@require_http_methods(["GET", "HEAD", "POST"])
@require_right(ASK_CORRECTION)
def correct(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The entry, and either the form to ask with or the correction that is asked for. Others' entries are 404."""
    viewer = current_actor()
    event = get_object_or_404(Event.objects.visible_to(viewer), pk=pk)
    if event.actor_organisation_id is None or event.actor_organisation_id != viewer.organisation_id:
        raise Http404
    form = CorrectionForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            asked = ask_correction(
                event=event,
                reason=form.cleaned_data["reason"],
                happened_at=form.true_moment,
                by=viewer,
                at=business_now(),
            )
        except DomainError as error:
            show_refusal(form, error)
        else:
            is_made = asked.state == CorrectionState.MADE
            messages.success(request, _("The entry is corrected.") if is_made else _("Another person decides on it."))
            return redirect(_back(event, viewer))
    return _page(request, event, form, viewer)


@require_POST
@require_right(DECIDE_CORRECTION)
def make(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Makes the correction, as the second person."""
    return _decide(request, pk, correct_event)


@require_POST
@require_right(DECIDE_CORRECTION)
def refuse(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Leaves the entry as it is."""
    return _decide(request, pk, refuse_correction)


def _decide(request: HttpRequest, pk: UUID, decide: Callable[..., Correction]) -> HttpResponse:
    viewer = current_actor()
    seen = Correction.objects.visible_to(viewer).select_related("event")
    correction = get_object_or_404(seen, pk=pk, event__actor_organisation_id=viewer.organisation_id)
    try:
        decide(correction_id=correction.pk, by=viewer, at=business_now())
        messages.success(request, _("Done; it is on record."))
    except DomainError as error:
        messages.error(request, str(error))
    return redirect(_back(correction.event, viewer))


def _page(request: HttpRequest, event: Event, form: CorrectionForm, viewer: Actor) -> HttpResponse:
    standing = Correction.objects.visible_to(viewer).filter(event=event).exclude(state=CorrectionState.REFUSED).first()
    context = {
        "event": event,
        "dossier": Dossier.objects.visible_to(viewer).get(pk=event.dossier_id),
        "back": _back(event, viewer),
        "form": form,
        "may_ask": standing is None and may_ask(event, viewer),
        "needs_another": is_anchor(event),
        "correction": standing,
        "truth": truth_words(standing) if standing else "",
        "may_decide": standing is not None
        and standing.state == CorrectionState.ASKED
        and standing.asked_by != viewer.user_id,
    }
    return render(request, "dossiers/correct.html", context, status=REFUSED if form.errors else 200)


def _back(event: Event, viewer: Actor) -> str:
    """The page of the case file."""
    return dossier_url(Dossier.objects.visible_to(viewer).get(pk=event.dossier_id), viewer) or "/"
