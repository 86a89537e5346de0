"""What an insurance policy may become, by whom, in which state: one table, and one move()."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import Role
from idi_platform.tenancy.public import Actor

from .constants import PolicyEvent, PolicyState
from .errors import NotAllowedInState, NotYourStep
from .models import InsurancePolicy


class PolicyAction(models.TextChoices):
    ISSUE = "issue", _("Issue the policy")


@dataclass(frozen=True, slots=True)
class Transition:
    """From any of `sources` to `target`; `event` is what the record then says."""

    sources: frozenset[PolicyState]
    target: PolicyState
    event: PolicyEvent


TRANSITIONS: Mapping[PolicyAction, Transition] = {
    PolicyAction.ISSUE: Transition(
        sources=frozenset({PolicyState.DRAFT}), target=PolicyState.ISSUED, event=PolicyEvent.ISSUED
    ),
}


def may_write(policy: InsurancePolicy, actor: Actor) -> bool:
    """Whether this is the underwriter of the policy's lead insurer; co-insurers read."""
    return actor.role == Role.UNDERWRITER and actor.organisation_id == policy.lead_insurer_id


def require_writer(policy: InsurancePolicy, by: Actor) -> None:
    """NotYourStep for anybody but the lead insurer's underwriter; the platform itself may seed."""
    if not (by.is_system or may_write(policy, by)):
        raise NotYourStep(rule=str(_("Lead insurer's underwriter")))


def open_actions(policy: InsurancePolicy, actor: Actor) -> list[PolicyAction]:
    """What this actor may do with the policy now."""
    if not may_write(policy, actor):
        return []
    return [action for action, way in TRANSITIONS.items() if policy.state in way.sources]


def move(policy: InsurancePolicy, action: PolicyAction, *, on: date, by: Actor) -> Transition:
    """Compare-and-swap on the state in the database, dated `on`; of two racing moves one wins.

    Raises:
        NotYourStep: another role or organisation. NotAllowedInState: the policy is no longer where the step begins.
    """
    way = TRANSITIONS[action]
    require_writer(policy, by)
    rows = InsurancePolicy.objects.filter(pk=policy.pk, city_id=by.tenant_id, state__in=way.sources)
    if not rows.update(state=way.target, issued_on=on):
        raise NotAllowedInState(rule=str(action.label))
    policy.state, policy.issued_on = way.target, on
    return way
