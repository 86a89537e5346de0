"""A feed as RFC 5545 text: one event a term, on its last day; no person, no home, no body is named."""

from collections.abc import Callable, Iterable
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from idi_platform.alerts.models import CalendarFeed
from idi_platform.deadlines.public import Basis, Deadline, resolver
from idi_platform.dossiers.public import CIVIL_ZONE, DossierKind
from idi_platform.tenancy.public import Actor

# Calendars of programs are small: what is due first.
MOST_EVENTS = 500
# From an app above: the ids of the case files about a home (claims about it).
Scope = Callable[[UUID], "QuerySet[Any, UUID]"]
_about_homes: dict[str, Scope] = {}


def register_about_home(name: str, dossier_ids: Scope) -> None:
    """Names what is about a home, by the home's id. Called from apps.ready()."""
    _about_homes[name] = dossier_ids


def calendar_text(feed: CalendarFeed, *, viewer: Actor, at: datetime) -> bytes:
    """Everything open that the viewer may see now. `at` is real time, when it was written."""
    calendar = Calendar()
    calendar.add("prodid", "-//IDI platform//terms//")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _("Terms of the insurance platform"))
    calendar.add("x-wr-timezone", str(CIVIL_ZONE))
    calendar.add("refresh-interval", timedelta(hours=4), parameters={"VALUE": "DURATION"})
    for deadline in _shown(feed, viewer):
        calendar.add_component(_event(deadline, at=at))
    text: bytes = calendar.to_ical()
    return text


def _shown(feed: CalendarFeed, viewer: Actor) -> Iterable[Deadline]:
    running = Deadline.objects.visible_to(viewer).running().driving()
    if feed.dossier is not None:
        about = Q(dossier=feed.dossier) | Q(dossier__parent_project=feed.dossier)
        if feed.dossier.kind == DossierKind.UNIT:
            for dossier_ids in _about_homes.values():
                about |= Q(dossier__in=dossier_ids(feed.dossier.pk))
        running = running.filter(about)
    return running.select_related("dossier", "timer").order_by("due_at", "pk")[:MOST_EVENTS]


def _event(deadline: Deadline, *, at: datetime) -> Event:
    event = Event()
    event.add("uid", f"{deadline.pk}@idi")
    event.add("sequence", deadline.plan_version)
    event.add("dtstamp", at)
    due = deadline.due_at.astimezone(CIVIL_ZONE)
    # Midnight is the first instant after the last day; a term of hours ends at its hour.
    if due.timetz().replace(tzinfo=None) == time():
        event.add("dtstart", due.date() - timedelta(days=1))
        event.add("dtend", due.date())
    else:
        event.add("dtstart", due)
    mark = _("provisional: ") if deadline.provisional else ""
    event.add("summary", f"{mark}{resolver().label(deadline.duty)} · {deadline.dossier.number}")
    why = settings.PUBLIC_ADDRESS + reverse("deadlines:why", args=[deadline.pk])
    event.add("description", f"{Basis(deadline.basis).label} · {deadline.citation}\n{why}")
    event.add("url", why)
    event.add("status", "TENTATIVE" if deadline.provisional else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    for moment in _reminders(deadline):
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", event["summary"])
        alarm.add("trigger", moment, parameters={"VALUE": "DATE-TIME"})
        event.add_component(alarm)
    return event


def _reminders(deadline: Deadline) -> list[datetime]:
    """The reminders of its ladder, in UTC as RFC 5545 wants them."""
    timer = getattr(deadline, "timer", None)
    return list(timer.plan[: timer.due_step]) if timer else []
