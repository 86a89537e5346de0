"""The duties of a stage on the pages of a case file, and the page on which one of them is stated."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from idi_platform.accounts.public import Organisation, require_right
from idi_platform.dossiers.public import Dossier, civil_today, dossier_url
from idi_platform.tenancy.public import DomainError, business_now, current_actor
from idi_platform.ui.public import posted
from policies.constants import DutyState, Force
from policies.duties import Duty, duties_at, duty_of
from policies.models import StatedDuty
from policies.models.stating import LONGEST_WORDS
from policies.rights import STATE_DUTIES
from policies.rules.vocabulary import vocabulary
from policies.selectors import in_language, label_of, parameter_label
from policies.services.stating import state_duty, states_of

from .draft_forms import refuse

REFUSED = 422
_TONES: Mapping[str, str] = {DutyState.SEEN_TO: "ok", DutyState.DEPARTED: "near"}


@dataclass(frozen=True, slots=True)
class DutyLine:
    """One duty in the reader's language."""

    duty: Duty
    label: str
    whose: str
    force: str
    state: str
    tone: str


@dataclass(frozen=True, slots=True)
class StageView:
    """One stage with its duties, and how many of them nobody has stated."""

    label: str
    lines: tuple[DutyLine, ...]

    @property
    def open(self) -> int:
        return sum(line.duty.is_open for line in self.lines)


class StateForm(forms.Form):
    """What became of the duty, and what shows it."""

    state = forms.ChoiceField(
        label=gettext_lazy("What became of it"), widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what became of it.")},
    )  # fmt: skip
    words = forms.CharField(
        label=gettext_lazy("What shows it"), max_length=LONGEST_WORDS,
        help_text=gettext_lazy("The document with its number and day, or the reason. Name no person."),
        error_messages={"required": gettext_lazy("Say what shows it.")},
    )  # fmt: skip

    def __init__(self, data: object, *, duty: Duty) -> None:
        super().__init__(data)  # type: ignore[arg-type]  # a QueryDict or None
        self.fields["state"].choices = [(state.value, state.label) for state in states_of(duty)]  # type: ignore[attr-defined]  # a ChoiceField


def stage_views(dossier: Dossier, only: Iterable[str]) -> list[StageView]:
    """The stages that the case file is asked anything at."""
    grouped: dict[str, list[DutyLine]] = {}
    for duty in duties_at(dossier, only=only, on=civil_today(), viewer=current_actor()):
        grouped.setdefault(in_language(duty.stage.label), []).append(_line(duty))
    return [StageView(label, tuple(lines)) for label, lines in grouped.items()]


@require_http_methods(["GET", "HEAD", "POST"])
@require_right(STATE_DUTIES)
def duty(request: HttpRequest, pk: UUID, code: str) -> HttpResponse:
    """One duty of a case file: its words, every statement on it, and the next one."""
    viewer = current_actor()
    dossier = get_object_or_404(Dossier.objects.visible_to(viewer), pk=pk)
    found = duty_of(dossier, code, on=civil_today(), viewer=viewer)
    if found is None:
        raise Http404
    form = StateForm(posted(request), duty=found)
    if form.is_bound and form.is_valid():
        state, words = DutyState(form.cleaned_data["state"]), form.cleaned_data["words"]
        try:
            state_duty(dossier=dossier, rule=code, state=state, words=words, by=viewer, at=business_now())
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Your statement is on record."))
            return redirect(dossier_url(dossier, viewer) or request.path)
    statements = list(StatedDuty.objects.visible_to(viewer).filter(dossier=dossier, rule=code))
    bodies = Organisation.objects.in_bulk({row.organisation_id for row in statements} - {None})
    context = {
        "dossier": dossier,
        "back": dossier_url(dossier, viewer),
        "line": _line(found),
        "statements": [(row, bodies.get(row.organisation_id)) for row in statements],
        "form": form,
    }
    return render(request, "policies/duty.html", context, status=REFUSED if form.errors else 200)


def _line(duty: Duty) -> DutyLine:
    actors = vocabulary().actors
    state = duty.stated.state if duty.stated and not duty.is_open else ""
    return DutyLine(
        duty=duty,
        label=parameter_label(duty.rule.parameter),
        whose=" · ".join(label_of(actors, actor) for actor in duty.rule.actors),
        force="" if duty.rule.force == Force.BINDING else str(Force(duty.rule.force).label),
        state=str(DutyState(state).label) if state else _("Nobody has stated it"),
        tone=_TONES.get(state, "neutral"),
    )
