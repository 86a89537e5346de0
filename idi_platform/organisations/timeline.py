"""What happened in an organisation's dossier, as its page tells it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from idi_platform.accounts.public import Organisation, User
from idi_platform.audit.public import Event
from idi_platform.dossiers.public import Mark, marks_of
from idi_platform.tenancy.public import Actor

from .constants import CertificateKind, FactKind, SuccessionKind
from .models import OrganisationInCity
from .wording import DOSSIER_EVENTS

# Ours, not the law's: how much of the past the page shows.
SHOWN = 50
_KINDS = {**dict(FactKind.choices), **dict(CertificateKind.choices), **dict(SuccessionKind.choices)}


@dataclass(frozen=True, slots=True)
class Entry:
    title: Promise
    at: datetime
    actor: str
    told: str
    mark: Mark


def entries_of(viewer: Actor, standing: OrganisationInCity) -> list[Entry]:
    """The newest first. Four queries."""
    rows = Event.objects.visible_to(viewer).filter(dossier_id=standing.pk, code__in=DOSSIER_EVENTS)
    events = list(rows.order_by("-occurred_at", "-pk")[:SHOWN])
    people = User.objects.in_bulk({event.actor_user_id for event in events} - {None})
    bodies = Organisation.objects.in_bulk({event.actor_organisation_id for event in events} - {None})
    marks = marks_of(viewer, events)
    return [
        Entry(
            title=DOSSIER_EVENTS[event.code],
            at=event.occurred_at,
            actor=" · ".join(
                str(one)
                for one in (people.get(event.actor_user_id), bodies.get(event.actor_organisation_id))
                if one is not None
            ),
            told=_told(event),
            mark=marks[event.pk],
        )
        for event in events
    ]


def _told(event: Event) -> str:
    """The kind of what was entered with its words, or the officer's reason."""
    kind = str(_KINDS.get(event.payload.get("kind", ""), ""))
    words = event.payload.get("words") or event.payload.get("reason") or ""
    return " · ".join(filter(None, (kind, words)))
