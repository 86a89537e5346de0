"""Cities: what each is made of, what is missing before it can work, and what is changed."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from idi_platform.accounts.public import require_right
from idi_platform.deadlines.public import CalendarYear
from idi_platform.tenancy.public import City, District, current_actor
from idi_platform.ui.public import posted
from operations.cities import ladders_there, next_steps
from operations.rights import ASK_CITY, READ_CITIES, WRITE_CITIES
from operations.services.cities import (
    DivisionFacts,
    add_district,
    ask_to_close,
    ask_to_open,
    close_district,
    found_city,
    rename_district,
)
from policies.public import instruments_of

from .city_forms import CityForm, DistrictEndForm, DistrictForm, DistrictRenameForm
from .forms import ReasonForm, is_done

REFUSED = 422
ASK = {
    "open": (ask_to_open, _("Ask to open the city")),
    "close": (ask_to_close, _("Ask to close the city")),
}


@require_safe
@require_right(READ_CITIES)
def cities(request: HttpRequest) -> HttpResponse:
    """Every city, with what it has."""
    rows = City.objects.annotate(in_force=Count("districts", filter=Q(districts__valid_to=None)))
    return render(request, "operations/cities.html", {"cities": rows})


@require_safe
@require_right(READ_CITIES)
def city(request: HttpRequest, code: str) -> HttpResponse:
    """One city: districts, texts, calendar, ladders, and what to do next."""
    found = get_object_or_404(City, code=code)
    context = {
        "city": found,
        "districts": found.districts.order_by("code", "valid_from"),
        "texts": instruments_of(found.code),
        "years": CalendarYear.objects.all(),
        "ladders": ladders_there(found),
        "steps": next_steps(found),
        "today": timezone.localdate(),
    }
    return render(request, "operations/city.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require_right(WRITE_CITIES)
def new_city(request: HttpRequest) -> HttpResponse:
    """Enters a city; it opens when the security administrator has approved it."""
    form = CityForm(posted(request))
    if is_done(form, lambda: _found(form)):
        messages.success(request, _("The city is entered. It opens when the security administrator has approved it."))
        return redirect("operations:city", code=form.cleaned_data["code"])
    return _form_page(request, form, title=_("New city"), button=_("Enter the city"))


@require_http_methods(["GET", "HEAD", "POST"])
@require_right(ASK_CITY)
def ask(request: HttpRequest, code: str, what: str) -> HttpResponse:
    """Asks the security administrator to open or close it."""
    if what not in ASK:
        raise Http404
    found = get_object_or_404(City, code=code)
    service, label = ASK[what]
    form = ReasonForm(posted(request))

    def act() -> None:
        service(city=found, reason=form.cleaned_data["reason"], by=current_actor(), at=timezone.now())

    if is_done(form, act):
        messages.success(request, _("The security administrator has been asked."))
        return redirect("operations:city", code=code)
    return _form_page(request, form, title=label, button=label, city=found)


@require_http_methods(["GET", "HEAD", "POST"])
@require_right(WRITE_CITIES)
def new_district(request: HttpRequest, code: str) -> HttpResponse:
    """Enters a division of the city."""
    found = get_object_or_404(City, code=code)
    form = DistrictForm(posted(request))

    def act() -> None:
        facts, on = _division(form)
        add_district(city=found, facts=facts, from_on=on, by=current_actor(), at=timezone.now())

    return _district_page(request, form, found, act, title=_("New district"))


@require_http_methods(["GET", "HEAD", "POST"])
@require_right(WRITE_CITIES)
def end_district(request: HttpRequest, pk: int) -> HttpResponse:
    """Ends a division by a day; what lies in it keeps it."""
    district = get_object_or_404(District.objects.select_related("city"), pk=pk)
    form = DistrictEndForm(posted(request))

    def act() -> None:
        close_district(district=district, to_on=form.cleaned_data["on"], by=current_actor(), at=timezone.now())

    return _district_page(request, form, district.city, act, title=_("End a district"), district=district)


@require_http_methods(["GET", "HEAD", "POST"])
@require_right(WRITE_CITIES)
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    """Gives the place another name or code from a day on; the old one stays for what is older."""
    district = get_object_or_404(District.objects.select_related("city"), pk=pk)
    there = {"code": district.code, "name_zh": district.name_zh, "name_en": district.name_en}
    form = DistrictRenameForm(posted(request), initial=there)

    def act() -> None:
        facts, on = _division(form)
        if on is not None:
            rename_district(district=district, facts=facts, on=on, by=current_actor(), at=timezone.now())

    return _district_page(request, form, district.city, act, title=_("Rename a district"), district=district)


def _district_page(
    request: HttpRequest,
    form: forms.Form,
    city: City,
    act: Callable[[], None],
    *,
    title: Promise,
    district: District | None = None,
) -> HttpResponse:
    if is_done(form, act):
        messages.success(request, _("The districts are changed."))
        return redirect("operations:city", code=city.code)
    return _form_page(request, form, title=title, button=_("Save"), city=city, district=district)


def _form_page(request: HttpRequest, form: forms.Form, **context: Any) -> HttpResponse:
    status = REFUSED if form.errors else 200
    return render(request, "operations/city_form.html", {"form": form, **context}, status=status)


def _division(form: forms.Form) -> tuple[DivisionFacts, date | None]:
    told = form.cleaned_data
    facts = DivisionFacts(code=told["code"], name_zh=told["name_zh"], name_en=told["name_en"])
    return facts, told["on"]


def _found(form: CityForm) -> None:
    told = form.cleaned_data
    facts = DivisionFacts(code=told["code"], name_zh=told["name_zh"], name_en=told["name_en"])
    found_city(facts=facts, reason=told["reason"], by=current_actor(), at=timezone.now())
