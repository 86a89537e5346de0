"""The civil calendar that terms are counted by, for everybody to read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from idi_platform.deadlines.civil_calendar import civil_calendar
from idi_platform.deadlines.models import CalendarYear
from idi_platform.deadlines.wording import holidays_of


@require_safe
def calendars(request: HttpRequest) -> HttpResponse:
    """The years that are loaded, announced or not, the latest first."""
    return render(request, "deadlines/calendars.html", {"years": CalendarYear.objects.order_by("-year")})


@require_safe
def calendar(request: HttpRequest, year: int) -> HttpResponse:
    """One year: whether it is announced and by what, its days off and the weekend days worked for them."""
    found = get_object_or_404(CalendarYear, year=year)
    days = [civil_calendar().day(day.on) for day in found.days.all()]
    neighbours = CalendarYear.objects.filter(year__in=(year - 1, year + 1)).order_by("year")
    context = {"year": found, "holidays": holidays_of(days), "neighbours": neighbours}
    return render(request, "deadlines/calendar.html", context)
