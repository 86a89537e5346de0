"""One's feeds: made, shown once, taken back; and the address that calendar programs ask."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from idi_platform.accounts.public import Role, recently_confirmed, require_right
from idi_platform.alerts.feeds.services import feed_behind, make_feed, revoke_feed
from idi_platform.alerts.feeds.tokens import address_of, city_of
from idi_platform.alerts.feeds.writing import calendar_text
from idi_platform.alerts.models import CalendarFeed
from idi_platform.alerts.preferences import wishes
from idi_platform.alerts.rights import READ_INBOX
from idi_platform.dossiers.public import Dossier, DossierKind
from idi_platform.tenancy.public import current_actor, system_actor, tenant_work
from idi_platform.ui.public import posted

REFUSED = 422
# To choose from; of more the whole is the better calendar.
MOST_CHOICES = 200
_SCOPES = (DossierKind.PROJECT, DossierKind.UNIT)


class FeedForm(forms.Form):
    """Of everything, of one home, or of one project."""

    dossier = forms.ModelChoiceField(
        Dossier.objects.none(),
        label=gettext_lazy("Terms of"),
        required=False,
        empty_label=gettext_lazy("Everything that I see"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seen = Dossier.objects.visible_to(current_actor()).filter(kind__in=_SCOPES).order_by("kind", "number")
        self.fields["dossier"].queryset = seen  # type: ignore[attr-defined]  # a ModelChoiceField
        few = [("", self.fields["dossier"].empty_label), *((one.pk, str(one)) for one in seen[:MOST_CHOICES])]  # type: ignore[attr-defined]  # as above
        self.fields["dossier"].widget.choices = few


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@require_right(READ_INBOX)
@recently_confirmed
def feeds(request: HttpRequest) -> HttpResponse:
    """What stands, and a form for one more; its address is shown once, right after."""
    viewer = current_actor()
    form = FeedForm(posted(request))
    address = ""
    if form.is_valid():
        token = make_feed(dossier=form.cleaned_data["dossier"], by=viewer, at=timezone.now())
        address = address_of(token)
    context = {
        "form": form,
        "address": address,
        "feeds": CalendarFeed.objects.visible_to(viewer).open().select_related("dossier"),
        "base": "ui/public.html" if viewer.role == Role.OWNER else "ui/base.html",
    }
    return render(request, "alerts/feeds.html", context, status=REFUSED if form.errors else 200)


@require_POST
@require_right(READ_INBOX)
@recently_confirmed
def revoke(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Takes one back."""
    viewer = current_actor()
    found = get_object_or_404(CalendarFeed.objects.visible_to(viewer).open(), pk=pk)
    revoke_feed(feed=found, by=viewer, at=timezone.now())
    messages.success(request, _("That address shows nothing any more."))
    return redirect("alerts:feeds")


@never_cache
@require_safe
def feed(_request: HttpRequest, token: str) -> HttpResponse:
    """The calendar, to whoever knows the token; 404 for every other, whatever the reason."""
    city_id, at = city_of(token), timezone.now()
    if city_id is None:
        raise Http404
    with tenant_work(system_actor(city_id)):
        found = feed_behind(token, city_id=city_id, at=at)
    if found is None:
        raise Http404
    with tenant_work(found.membership.actor()) as viewer:
        language = wishes([viewer.person_id], city_id=city_id).of(viewer.person_id).language
        with translation.override(language):
            text = calendar_text(found, viewer=viewer, at=at)
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="terms.ics"'
    return answer
