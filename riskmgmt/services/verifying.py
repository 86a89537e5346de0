"""Looking again: the inspection service closes a finding, keeps it open, or opens it once more."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from idi_platform.audit.public import JSONValue, record
from idi_platform.tenancy.public import Actor, require_another_person
from riskmgmt.constants import Risk, Verdict
from riskmgmt.errors import LevelMissing, NotAllowedInState, ReasonMissing
from riskmgmt.lifecycle import FindingAction, Transition, move
from riskmgmt.models import Finding, Rectification
from riskmgmt.news import announce

_ACTIONS = {Verdict.CLOSED: FindingAction.CLOSE, Verdict.KEPT_OPEN: FindingAction.KEEP_OPEN}


@dataclass(frozen=True, slots=True)
class Look:
    """What the inspector says after looking again: `risk_after` with a closing, `reason` with a refusal."""

    verdict: Verdict
    reason: str = ""
    risk_after: Risk | None = None


@transaction.atomic
def verify_rectification(*, rectification: Rectification, look: Look, by: Actor, at: datetime) -> Finding:
    """Decides about the answer that waits: one finding at a time, by another person than who answered it.

    Raises:
        SamePerson, ReasonMissing, LevelMissing, NotYourStep, NotAllowedInState.
    """
    require_another_person(by, rectification.answered_by_id)
    if look.verdict == Verdict.KEPT_OPEN and not look.reason.strip():
        raise ReasonMissing(field="reason")
    if look.verdict == Verdict.CLOSED and look.risk_after is None:
        raise LevelMissing(field="risk_after")
    finding: Finding = rectification.finding
    action = _ACTIONS[look.verdict]
    after = look.risk_after if look.verdict == Verdict.CLOSED else None
    way = move(finding, action, by=by, at=at, risk_after=after)
    waiting = Rectification.objects.filter(
        city_id=by.tenant_id, pk=rectification.pk, finding=finding, answered_at__isnull=False, verdict=""
    )
    verified = {"verdict": look.verdict, "reason": look.reason, "verified_by": by.person_id, "verified_at": at}
    if not waiting.update(**verified):
        raise NotAllowedInState(rule=str(action.label))
    _record(finding, way, reason=look.reason, by=by, at=at)
    return finding


@transaction.atomic
def reopen_finding(*, finding: Finding, reason: str, by: Actor, at: datetime) -> None:
    """Opens a closed finding again, with the reason. ReasonMissing, NotYourStep, NotAllowedInState."""
    if not reason.strip():
        raise ReasonMissing(field="reason")
    way = move(finding, FindingAction.REOPEN, by=by, at=at)
    _record(finding, way, reason=reason, by=by, at=at)


def _record(finding: Finding, way: Transition, *, reason: str, by: Actor, at: datetime) -> None:
    payload: dict[str, JSONValue] = {"finding": str(finding.pk), "reference": finding.reference, "reason": reason}
    event = record(dossier_id=finding.project_id, code=way.event, by=by, at=at, payload=payload)
    announce(event, by=by, at=at)
