"""A claim's events as the page's timeline tells them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from claims.constants import ClaimEvent
from claims.models import Claim, Survey
from claims.models.determination import INSURER_ROLES
from claims.selectors import TimelineEntry, timeline_of
from claims.wording import EVENTS, INTERNAL_EVENTS, Text
from idi_platform.audit.public import Event
from idi_platform.deadlines.public import EventCode as ClockEvent
from idi_platform.dossiers.public import Mark, marks_of
from idi_platform.privacy.public import shown
from idi_platform.tenancy.public import Actor
from policies.public import parameter_label


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry in the reader's language. `duty` is the term it is about; `words` are what somebody wrote.

    `survey` is the one it tells of.
    """

    title: Text
    icon: str
    tone: str
    at: datetime
    actor: str
    duty: str = ""
    words: str = ""
    documents: tuple[str, ...] = ()
    survey: Survey | None = None
    mark: Mark | None = None


def entries_of(viewer: Actor, claim: Claim) -> list[Entry]:
    """The claim's timeline, newest first, without the entries that are for the record only."""
    hidden = frozenset() if viewer.role in INSURER_ROLES else INTERNAL_EVENTS
    told = timeline_of(viewer, claim)
    told_of = [each.event.payload["survey"] for each in told if each.event.code == ClaimEvent.SURVEYED]
    found = Survey.objects.visible_to(viewer).filter(claim=claim, pk__in=told_of) if told_of else ()
    surveys = {str(survey.pk): survey for survey in found}
    marks = marks_of(viewer, [each.event for each in told])
    return [
        _entry(each, surveys, marks, viewer)
        for each in told
        if _is_told(each.event) and not {each.event.code, each.event.payload.get("code")} & hidden
    ]


def _is_told(event: Event) -> bool:
    """A report that is an application as well is told once; a report by telephone is news of its own."""
    return event.code in EVENTS and (event.code != ClaimEvent.REPORTED or "is_call" in event.payload)


def _entry(told: TimelineEntry, surveys: Mapping[str, Survey], marks: Mapping[UUID, Mark], viewer: Actor) -> Entry:
    event = told.event
    words = EVENTS[event.code]
    is_survey = event.code == ClaimEvent.SURVEYED
    duty = event.payload.get("duty", "")
    return Entry(
        title=words.title,
        icon=words.icon,
        tone=words.tone,
        at=event.occurred_at,
        actor=_actor_words(told, viewer),
        duty=parameter_label(duty) if duty else "",
        words="" if event.code in ClockEvent.values else _written(event.payload),
        documents=tuple(event.payload.get("documents", ())),
        survey=surveys.get(event.payload["survey"]) if is_survey else None,
        mark=marks.get(event.pk),
    )


def _written(payload: Mapping[str, Any]) -> str:
    """What somebody wrote in this step, whatever the step calls it."""
    return str(
        next(
            (payload[name] for name in ("words", "reasons", "reason", "note", "document") if name in payload),
            "",
        )
    )


def _actor_words(told: TimelineEntry, viewer: Actor) -> str:
    # Clocks are the platform's doing, whoever's step set them going.
    if told.is_platform or told.event.code in ClockEvent.values:
        return _("the platform")
    if told.organisation is not None:
        return told.organisation.name
    return shown(told.person, "full_name", viewer) if told.person is not None else ""
