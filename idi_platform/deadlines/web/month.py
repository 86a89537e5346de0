"""A month of one's own terms, day by day."""

import calendar
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from idi_platform.accounts.public import require_right
from idi_platform.deadlines.civil_calendar import civil_calendar
from idi_platform.deadlines.faces import face
from idi_platform.deadlines.rights import READ_MINE
from idi_platform.deadlines.rules.errors import OutOfRange
from idi_platform.deadlines.selectors import my_terms
from idi_platform.dossiers.public import CIVIL_ZONE
from idi_platform.tenancy.public import Actor, business_now, current_actor
from idi_platform.ui.public import ClockFace

# A day with more of them says how many more, and the list shows them.
SHOWN_A_DAY = 6
_INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """A day with the terms whose last day it is; `more` are those not shown. `name` is its holiday's."""

    on: date
    is_in_month: bool
    is_working: bool
    is_today: bool
    name: str
    terms: list[tuple[str, ClockFace]]
    more: int


@require_safe
@require_right(READ_MINE)
def month(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """Weeks from Monday; each term stands on its last day. 404 for a month that no calendar reaches."""
    try:
        first = date(year, number, 1)
        weeks = _weeks(current_actor(), first, at=business_now())
    except (ValueError, OutOfRange) as unknown:
        raise Http404 from unknown
    context = {
        "first": first,
        "weeks": weeks,
        "before": first - timedelta(days=1),
        "after": first + timedelta(days=31),
        "weekdays": weeks[0],
    }
    return render(request, "deadlines/month.html", context)


def _weeks(viewer: Actor, first: date, *, at: datetime) -> list[list[DayOfMonth]]:
    days = calendar.Calendar().monthdatescalendar(first.year, first.month)
    begin, end = (datetime.combine(day, time(), CIVIL_ZONE) for day in (days[0][0], days[-1][-1] + timedelta(days=1)))
    found: dict[date, list[tuple[str, ClockFace]]] = defaultdict(list)
    for term in my_terms(viewer).filter(due_at__gt=begin, due_at__lte=end).order_by("due_at", "pk"):
        last_on = (term.due_at.astimezone(CIVIL_ZONE) - _INSTANT).date()
        found[last_on].append((term.dossier.number, face(term, at)))
    today, known = at.astimezone(CIVIL_ZONE).date(), civil_calendar()
    return [
        [
            DayOfMonth(
                on=on,
                is_in_month=on.month == first.month,
                is_working=known.is_working(on),
                is_today=on == today,
                name=known.day(on).name_zh,
                terms=found[on][:SHOWN_A_DAY],
                more=max(0, len(found[on]) - SHOWN_A_DAY),
            )
            for on in week
        ]
        for week in days
    ]
