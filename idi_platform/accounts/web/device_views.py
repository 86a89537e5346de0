"""Where one is signed in, and ending it: one, all others, or everywhere."""

from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from typing import cast
from uuid import UUID

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from ua_parser import parse

from idi_platform.accounts.access import own_account
from idi_platform.accounts.looking import MOST_LOOKS, looks_at
from idi_platform.accounts.signin.sessions import end_sessions, seen_at, sessions_of


@dataclass(frozen=True, slots=True)
class Device:
    """One session as its person sees it. `seen_at` is right to the minute."""

    session: UserSession
    seen_at: datetime
    is_current: bool

    @property
    def name(self) -> str:
        """Browser and system as people call them; what the browser says of itself where nobody knows it."""
        known = parse(self.session.user_agent)
        parts = [known.user_agent and known.user_agent.family, known.os and known.os.family]
        return " · ".join(part for part in parts if part) or self.session.user_agent


@require_safe
@own_account
def devices(request: HttpRequest) -> HttpResponse:
    """Every browser that is signed in as this person."""
    store = import_module(settings.SESSION_ENGINE).SessionStore
    here = request.session.session_key
    found = [
        Device(one, seen_at(store(one.session_key)), one.session_key == here) for one in sessions_of(_person(request))
    ]
    looks = looks_at(_person(request))[:MOST_LOOKS]
    return render(request, "accounts/devices.html", {"devices": found, "looks": looks})


@require_POST
@own_account
def end_device(request: HttpRequest, pk: int) -> HttpResponse:
    """Ends one session of one's own; any other is not found."""
    now = timezone.now()
    if not end_sessions(user_id=_person(request), by=_person(request), at=now, only=[pk]):
        raise Http404
    messages.success(request, _("That device is signed out."))
    return redirect("accounts:devices")


@require_POST
@own_account
def end_others(request: HttpRequest) -> HttpResponse:
    """Ends all sessions but this one; with `everywhere`, this one too."""
    person = _person(request)
    end_sessions(user_id=person, by=person, at=timezone.now(), spare=request.session.session_key)
    if "everywhere" in request.POST:
        UserSession.objects.filter(session_key=request.session.session_key).delete()
        logout(request)
        return redirect("account_login")
    messages.success(request, _("All other devices are signed out."))
    return redirect("accounts:devices")


def _person(request: HttpRequest) -> UUID:
    return cast(UUID, request.user.pk)  # behind own_account
