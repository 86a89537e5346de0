"""A policy's events as the page's timeline tells them."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from idi_platform.accounts.public import Organisation, User
from idi_platform.audit.public import Event
from idi_platform.deadlines.public import EventCode as ClockEvent
from idi_platform.dossiers.public import Mark, marks_of
from idi_platform.tenancy.public import SYSTEM_ROLE, Actor
from policies.public import parameter_label
from underwriting.models import InsurancePolicy
from underwriting.wording import EVENTS, Text


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry in the reader's language: `duty` is the question it is about, `told` its own words or clause."""

    title: Text
    icon: str
    tone: str
    at: datetime
    actor: str
    duty: str
    told: str
    mark: Mark


def entries_of(viewer: Actor, policy: InsurancePolicy) -> list[Entry]:
    """The policy's timeline, newest first. Four queries."""
    events = list(
        Event.objects.visible_to(viewer).filter(dossier_id=policy.pk, code__in=EVENTS).order_by("-occurred_at", "-pk")
    )
    bodies = Organisation.objects.in_bulk({event.actor_organisation_id for event in events} - {None})
    people = User.objects.in_bulk({event.actor_user_id for event in events} - {None})
    marks = marks_of(viewer, events)
    return [_entry(event, bodies, people, marks[event.pk]) for event in events]


def _entry(event: Event, bodies: dict[object, Organisation], people: dict[object, User], mark: Mark) -> Entry:
    words, payload = EVENTS[event.code], event.payload
    duty = payload.get("duty") or payload.get("parameter") or ""
    body, person = bodies.get(event.actor_organisation_id), people.get(event.actor_user_id)
    is_platform = event.actor_role == SYSTEM_ROLE or event.code in ClockEvent.values
    return Entry(
        title=words.title,
        icon=words.icon,
        tone=words.tone,
        at=event.occurred_at,
        actor=_("the platform") if is_platform else body.name if body else str(person or ""),
        duty=parameter_label(duty) if duty else "",
        told=payload.get("receipt") or payload.get("citation") or payload.get("reason") or "",
        mark=mark,
    )
