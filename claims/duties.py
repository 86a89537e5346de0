"""Who owes what in a claim: the rules' words for the parties, and the bodies behind them."""

from collections.abc import Mapping
from uuid import UUID

from idi_platform.audit.public import Event
from idi_platform.deadlines.public import Deadline, start_duties
from idi_platform.dossiers.public import CIVIL_ZONE
from idi_platform.registry.public import Party, PartyRole
from idi_platform.tenancy.public import Actor

from .constants import CONTRACTOR_WORD, DEVELOPER_WORD, INSURER_WORD, WAITING_WORDS
from .models import Claim


def start_terms(claim: Claim, event: Event, *, by: Actor, facts: Mapping[str, str] | None = None) -> list[Deadline]:
    """Starts every clock that the regime attaches to `event` of the claim."""
    return start_duties(dossier=claim.dossier, event=event, obliged=obliged_of(claim, event), by=by, facts=facts)


def obliged_of(claim: Claim, event: Event) -> dict[str, UUID | None]:
    """The bodies that owe something in this claim, as they took part on the event's day.

    None behind a word: a term that waits for the owner, by which nobody is late. A part nobody plays is left out.
    """
    on = event.occurred_at.astimezone(CIVIL_ZONE).date()
    parties = Party.objects.filter(city_id=claim.city_id, project_id=claim.project_id, from_on__lte=on)
    bodies = dict(parties.order_by("from_on", "pk").values_list("role", "organisation_id"))
    known = {
        INSURER_WORD: claim.insurer_id,
        DEVELOPER_WORD: claim.developer_id or bodies.get(PartyRole.DEVELOPER),
        CONTRACTOR_WORD: bodies.get(PartyRole.CONTRACTOR),
    }
    return {**dict.fromkeys(WAITING_WORDS), **{word: body for word, body in known.items() if body is not None}}
