"""What comes to the end of its retention, what was erased after it, and holds on case files."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from idi_platform.accounts.public import Role, require_right
from idi_platform.mydata.models import LegalHold, RetentionRun
from idi_platform.mydata.rights import KEEP_HOLDS, READ_RETENTION
from idi_platform.mydata.selectors import erased_lately, last_runs
from idi_platform.mydata.services import place_hold_on_file
from idi_platform.privacy.public import personal_tables
from idi_platform.tenancy.public import DomainError, current_actor
from idi_platform.ui.public import refuse

from .forms import FileHoldForm

REFUSED = 422
Text = str | Promise
_SOON = 3


@dataclass(frozen=True, slots=True)
class Row:
    """Of one kind of row in one city: erased and held in the last run, and how many end in the coming years."""

    label: Text
    erased: int
    held: int
    coming: list[tuple[str, int]]


@require_safe
@require_right(READ_RETENTION)
def retention(request: HttpRequest) -> HttpResponse:
    """City by city, as the last nightly run found it."""
    return _page(request)


@require_POST
@require_right(KEEP_HOLDS)
def hold_file(request: HttpRequest) -> HttpResponse:
    """Places a hold on a case file by its number."""
    form = FileHoldForm(request.POST)
    if form.is_valid():
        try:
            place_hold_on_file(**form.cleaned_data, by=current_actor(), at=timezone.now())
        except DomainError as error:
            refuse(form, error)
        else:
            return redirect("mydata:retention")
    return _page(request, form=form)


def _page(request: HttpRequest, *, form: FileHoldForm | None = None) -> HttpResponse:
    context = {
        "runs": [(run, _rows(run)) for run in last_runs()],
        "erased": [(row, _label(row.model)) for row in erased_lately()],
        "holds": LegalHold.objects.standing().filter(person=None).select_related("city", "placed_by"),
        "may_hold": current_actor().role == Role.SECURITY_ADMIN,
        "form": form or FileHoldForm(),
        "refused": form,
    }
    return render(request, "mydata/retention.html", context, status=REFUSED if form else 200)


def _rows(run: RetentionRun) -> list[Row]:
    return [
        Row(_label(model), erased, run.held.get(model, 0), sorted(run.coming.get(model, {}).items())[:_SOON])
        for model, erased in sorted(run.erased.items())
    ]


def _label(model: str) -> Text:
    """What people call the first field of such a row."""
    found = next((table for table in personal_tables() if table.model == model), None)
    return found.fields[0].label if found else _("Rows of a table that is no more")
