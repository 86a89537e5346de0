"""What a claim may become, by whom, in which state: one table, and one move()."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import Role
from idi_platform.tenancy.public import Actor

from .constants import ClaimEvent, ClaimState
from .errors import NotAllowedInState, NotYourStep
from .models import Claim


class ClaimAction(models.TextChoices):
    SURVEY = "survey", _("Record a survey")


@dataclass(frozen=True, slots=True)
class Transition:
    """From any of `sources` to `target`; `roles` may take it; `event` is what the record then says."""

    sources: frozenset[ClaimState]
    target: ClaimState
    roles: frozenset[Role]
    event: ClaimEvent


TRANSITIONS: Mapping[ClaimAction, Transition] = {
    ClaimAction.SURVEY: Transition(
        sources=frozenset({ClaimState.FILED}),
        target=ClaimState.SURVEYED,
        roles=frozenset({Role.ADJUSTER}),
        event=ClaimEvent.SURVEYED,
    ),
}


def open_actions(claim: Claim, actor: Actor) -> list[ClaimAction]:
    """What this actor may do with the claim now."""
    return [
        action
        for action, way in TRANSITIONS.items()
        if claim.state in way.sources and may_take(action, claim=claim, actor=actor)
    ]


def may_take(action: ClaimAction, *, claim: Claim, actor: Actor) -> bool:
    """Whether the step is this actor's at all, whatever the state: the right role, of the claim's own insurer."""
    return actor.role in TRANSITIONS[action].roles and actor.organisation_id == claim.insurer_id


def move(claim: Claim, action: ClaimAction, *, by: Actor) -> Transition:
    """Compare-and-swap on the state in the database; of two racing moves one wins.

    Raises:
        NotYourStep: another role or organisation. NotAllowedInState: the claim is no longer where the step begins.
    """
    way = TRANSITIONS[action]
    if not may_take(action, claim=claim, actor=by):
        raise NotYourStep(rule=str(action.label))
    moved = Claim.objects.filter(pk=claim.pk, city_id=by.tenant_id, state__in=way.sources).update(state=way.target)
    if not moved:
        raise NotAllowedInState(rule=str(action.label))
    claim.state = way.target
    return way
