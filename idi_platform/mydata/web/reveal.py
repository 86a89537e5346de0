"""Showing one masked field, once, to somebody who says why."""

from typing import Any

from django import forms
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from idi_platform.accounts.public import recently_confirmed, require_right
from idi_platform.mydata.rights import REVEAL
from idi_platform.privacy.public import ReasonMissing, Use, reveal, use_named
from idi_platform.tenancy.public import current_actor

REFUSED = 422


class ReasonForm(forms.Form):
    reason = forms.CharField(max_length=500, error_messages={"required": ReasonMissing.message})


@never_cache
@require_POST
@require_right(REVEAL)
@recently_confirmed
def reveal_field(request: HttpRequest, key: str, pk: str) -> HttpResponse:
    """The value for this view alone: a fragment for htmx, else a page."""
    use, viewer = _use(key), current_actor()
    if viewer.role not in use.reveal_to:
        raise PermissionDenied
    model: Any = apps.get_model(use.model)
    row = get_object_or_404(model.objects.visible_to(viewer), pk=pk)
    context: dict[str, Any] = {"use": use, "key": key, "row": row}
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _answer(request, {**context, "refusal": form.errors["reason"][0]}, status=REFUSED)
    told = reveal(row=row, use=use, reason=form.cleaned_data["reason"], by=viewer, at=timezone.now())
    return _answer(request, {**context, "value": told}, status=200)


def _use(key: str) -> Use:
    try:
        return use_named(key)
    except LookupError as absent:
        raise Http404 from absent


def _answer(request: HttpRequest, context: dict[str, Any], *, status: int) -> HttpResponse:
    is_part = request.htmx  # type: ignore[attr-defined]  # django-htmx's middleware
    return render(request, "mydata/_revealed.html" if is_part else "mydata/revealed.html", context, status=status)
