"""What a finding may become, by whom, in which state: one table, and one move()."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import Role
from idi_platform.dossiers.public import CIVIL_ZONE
from idi_platform.tenancy.public import Actor

from .constants import FindingState, Risk, RiskEvent
from .errors import NotAllowedInState, NotYourStep
from .models import Finding
from .parties import is_inspector_of


class FindingAction(models.TextChoices):
    ANSWER = "answer", _("Answer the finding")
    CLOSE = "close", _("Close the finding")
    KEEP_OPEN = "keep_open", _("Keep the finding open")
    REOPEN = "reopen", _("Reopen the finding")


@dataclass(frozen=True, slots=True)
class Transition:
    """From any of `sources` to `target`; `role` may take it; `event` is what the record then says."""

    sources: frozenset[FindingState]
    target: FindingState
    role: Role
    event: RiskEvent


TRANSITIONS: Mapping[FindingAction, Transition] = {
    FindingAction.ANSWER: Transition(
        sources=frozenset({FindingState.OPEN, FindingState.REOPENED}),
        target=FindingState.ANSWERED,
        role=Role.PARTICIPANT,
        event=RiskEvent.ANSWERED,
    ),
    FindingAction.CLOSE: Transition(
        sources=frozenset({FindingState.ANSWERED}),
        target=FindingState.CLOSED,
        role=Role.INSPECTOR,
        event=RiskEvent.CLOSED,
    ),
    FindingAction.KEEP_OPEN: Transition(
        sources=frozenset({FindingState.ANSWERED}),
        target=FindingState.OPEN,
        role=Role.INSPECTOR,
        event=RiskEvent.KEPT_OPEN,
    ),
    FindingAction.REOPEN: Transition(
        sources=frozenset({FindingState.CLOSED}),
        target=FindingState.REOPENED,
        role=Role.INSPECTOR,
        event=RiskEvent.REOPENED,
    ),
}


def open_actions(finding: Finding, actor: Actor, *, at: datetime) -> list[FindingAction]:
    """What this actor may do with the finding now."""
    return [
        action
        for action, way in TRANSITIONS.items()
        if finding.state in way.sources and may_take(action, finding=finding, actor=actor, at=at)
    ]


def may_take(action: FindingAction, *, finding: Finding, actor: Actor, at: datetime) -> bool:
    """Whether the step is this actor's at all, whatever the state: the responsible body answers, the project's
    inspection service of that day decides."""
    if actor.role != TRANSITIONS[action].role:
        return False
    if action == FindingAction.ANSWER:
        return actor.organisation_id == finding.responsible_id
    return is_inspector_of(actor, finding.project_id, on=at.astimezone(CIVIL_ZONE).date())


def move(
    finding: Finding, action: FindingAction, *, by: Actor, at: datetime, risk_after: Risk | None = None
) -> Transition:
    """Compare-and-swap on the state in the database; of two racing moves one wins.

    `risk_after` is the level left by a closing. `closed_at` is set by closing alone and taken back by reopening.

    Raises:
        NotYourStep: another role or organisation. NotAllowedInState: the finding is no longer where the step begins.
    """
    way = TRANSITIONS[action]
    if not may_take(action, finding=finding, actor=by, at=at):
        raise NotYourStep(rule=str(action.label))
    changed = {
        "state": way.target,
        "closed_at": at if way.target == FindingState.CLOSED else None,
        "risk_after": risk_after or "",
    }
    moved = Finding.objects.filter(pk=finding.pk, city_id=by.tenant_id, state__in=way.sources).update(**changed)
    if not moved:
        raise NotAllowedInState(rule=str(action.label))
    for name, value in changed.items():
        setattr(finding, name, value)
    return way
