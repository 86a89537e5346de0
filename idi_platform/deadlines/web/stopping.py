"""What a stop does to one term, before it is done: the dialogue in front of the act, which its own app keeps."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from idi_platform.accounts.public import require_right
from idi_platform.deadlines.constants import PauseCause
from idi_platform.deadlines.doors import way_to_run_on, way_to_stop
from idi_platform.deadlines.faces import face
from idi_platform.deadlines.models import Deadline, Pause
from idi_platform.deadlines.rights import READ_TERMS
from idi_platform.deadlines.selectors import pauses_of, visible_deadline
from idi_platform.deadlines.services.foreseeing_stops import StopEffect, effect_of_stop, refusal_of_stop
from idi_platform.dossiers.public import CIVIL_ZONE, dossier_url
from idi_platform.tenancy.public import business_now, current_actor
from idi_platform.ui.public import DayField

# What is asked at first, and how far ahead one may look. Taste, not law.
_FIRST_LOOK, _FARTHEST = timedelta(days=7), timedelta(days=730)


class StopForm(forms.Form):
    """Two days: the request reaches the other side, everything has arrived. Of a term that stands still the second."""

    from_on = DayField(label=gettext_lazy("The request reaches the other side on"))
    to_on = DayField(label=gettext_lazy("Everything asked for has arrived on"))

    def __init__(self, data: QueryDict | None, *, deadline: Deadline, today: date) -> None:
        super().__init__(data, initial={"from_on": today, "to_on": today + _FIRST_LOOK})
        self._began = (deadline.suspended_since or deadline.started_at).astimezone(CIVIL_ZONE).date()
        self._today = today
        if deadline.suspended_since is not None:
            del self.fields["from_on"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        from_on, to_on = given.get("from_on", self._began), given.get("to_on")
        if from_on is not None and not self._began <= from_on <= self._today + _FARTHEST:
            self.add_error("from_on", _("Choose a day after the term began, within two years."))
        elif from_on and to_on and not from_on <= to_on <= self._today + _FARTHEST:
            self.add_error("to_on", _("Choose a day after the request, within two years."))
        return given


@require_safe
@require_right(READ_TERMS)
def stop(request: HttpRequest, deadline_id: UUID) -> HttpResponse:
    """Why the term may be stopped or not, what a stop from one day to another makes of it, and where it is done."""
    viewer, at = current_actor(), business_now()
    try:
        deadline = visible_deadline(viewer, deadline_id)
    except Deadline.DoesNotExist as absent:
        raise Http404 from absent
    pauses = list(pauses_of(viewer, deadline))
    stands = deadline.suspended_since is not None
    refusal = None if stands else refusal_of_stop(deadline, pauses, at=at)
    form = None if refusal else StopForm(request.GET or None, deadline=deadline, today=at.astimezone(CIVIL_ZONE).date())
    cause = PauseCause.DOCUMENTS_REQUESTED
    context = {
        "deadline": deadline,
        "face": face(deadline, at),
        "pauses": pauses,
        "refusal": refusal,
        "form": form,
        "effect": _effect(form, deadline, pauses, at=at) if form else None,
        "way": (way_to_run_on if stands else way_to_stop)(cause, deadline, viewer),
        "cause": cause.label,
        "takes": cause.takes,
        "ends": cause.ends,
        "dossier_url": dossier_url(deadline.dossier, viewer),
    }
    return render(request, "deadlines/stop.html", context)


def _effect(form: StopForm, deadline: Deadline, pauses: list[Pause], *, at: datetime) -> StopEffect | None:
    """Of the days asked for; of the form's own at first; None for days that cannot be."""
    if form.is_bound and not form.is_valid():
        return None
    given = form.cleaned_data if form.is_bound else form.initial
    from_at, to_at = _moment(given.get("from_on") or given["to_on"], at), _moment(given["to_on"], at)
    return effect_of_stop(deadline, pauses, from_at=max(from_at, deadline.started_at), to_at=max(to_at, from_at))


def _moment(day: date, at: datetime) -> datetime:
    """That civil day at the present hour: stops are deducted by days, and in a term of hours by the time itself."""
    return datetime.combine(day, at.astimezone(CIVIL_ZONE).timetz())
