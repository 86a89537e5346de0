"""Pages of the clocks."""

from dataclasses import replace
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from idi_platform.accounts.public import is_for_whole_city, require_right
from idi_platform.deadlines.faces import face
from idi_platform.deadlines.models import Deadline
from idi_platform.deadlines.resolver import resolver
from idi_platform.deadlines.rights import READ_TERMS
from idi_platform.deadlines.selectors import (
    correction_of,
    day_lines,
    moves_of,
    other_sides,
    pauses_of,
    two_clocks,
    visible_deadline,
)
from idi_platform.deadlines.wording import day_rows
from idi_platform.dossiers.public import dossier_url
from idi_platform.tenancy.public import business_now, current_actor


@require_safe
@require_right(READ_TERMS)
def why(request: HttpRequest, deadline_id: UUID) -> HttpResponse:
    """Why this date: the clock, every day counted and passed over, and the clause that started it."""
    viewer, now = current_actor(), business_now()
    try:
        deadline = visible_deadline(viewer, deadline_id)
    except Deadline.DoesNotExist as absent:
        raise Http404 from absent
    pauses = list(pauses_of(viewer, deadline))
    context = {
        "deadline": deadline,
        # The page answers "why this date?"; the clock on it need not ask.
        "face": replace(face(deadline, now), why_url=""),
        "others": [face(other, now) for other in other_sides(viewer, deadline)],
        "pauses": pauses,
        "clocks": two_clocks(deadline, pauses, at=now),
        "correction": correction_of(viewer, deadline),
        "moves": moves_of(viewer, deadline),
        "may_see_run": is_for_whole_city(viewer),
        "dossier_url": dossier_url(deadline.dossier, viewer),
        "rows": day_rows(day_lines(deadline)),
        "explanation": resolver().explanation(deadline.trace_hash),
        "explanation_template": resolver().explanation_template,
    }
    return render(request, "deadlines/why.html", context)
