"""Duties that a step of the claim might have started, and why no clock runs: silence is an answer and has a reason."""

from dataclasses import dataclass
from datetime import date

from idi_platform.audit.public import Event
from idi_platform.deadlines.public import Deadline
from idi_platform.dossiers.public import CIVIL_ZONE
from idi_platform.tenancy.public import Actor
from policies.public import Outcome, Resolution, resolve_parameter

from .constants import (
    ADVANCE_DUTY,
    DENIAL_DUTY,
    DENYING,
    DEVELOPER_VISIT_DUTY,
    NORMAL_CASE,
    NORMAL_DUTY,
    NOTIFY_DEVELOPER_DUTY,
    PERFORMANCE_DUTY,
    SURVEY_DUTY,
    ClaimEvent,
)
from .models import Claim, Determination

# What an owner waits for, and the step of the claim that it is counted from.
ASKED = {
    SURVEY_DUTY: ClaimEvent.REPORTED,
    NORMAL_DUTY: ClaimEvent.RECEIVED,
    ADVANCE_DUTY: ClaimEvent.COMPLETE,
    DENIAL_DUTY: ClaimEvent.DETERMINED,
    PERFORMANCE_DUTY: ClaimEvent.AGREED,
    NOTIFY_DEVELOPER_DUTY: ClaimEvent.FIRST_REPAIR_REQUEST,
    DEVELOPER_VISIT_DUTY: ClaimEvent.FIRST_REPAIR_REQUEST,
}
# The text asks for it, but gives no number of days; it has a number, but counts it from another event.
NO_NUMBER, OTHER_EVENT = "no_number", "other_event"


@dataclass(frozen=True, slots=True)
class Silence:
    """One duty without a clock: what the rules answered on the day of its step. The hash names the stored reasoning."""

    duty: str
    on: date
    answer: Resolution
    trace_hash: str

    @property
    def reason(self) -> str:
        """The resolver's own word; of an answer that has a value, why it still starts nothing."""
        if self.answer.outcome != Outcome.VALUE:
            return self.answer.reason
        return OTHER_EVENT if self.answer.is_clocked else NO_NUMBER


def silences_of(viewer: Actor, claim: Claim) -> list[Silence]:
    """In the order of ASKED, for the steps that were taken; none for a duty whose clock runs or ran."""
    known = set(Deadline.objects.visible_to(viewer).filter(dossier_id=claim.pk).values_list("duty", flat=True))
    steps = Event.objects.visible_to(viewer).filter(dossier_id=claim.pk, code__in=set(ASKED.values()))
    days = {step.code: step.occurred_at.astimezone(CIVIL_ZONE).date() for step in steps.order_by("recorded_at")}
    made = Determination.objects.visible_to(viewer).filter(claim=claim, determined_at__isnull=False).first()
    facts = {**NORMAL_CASE, **({"determination": made.result} if made else {})}
    if made is None or made.result not in DENYING:
        known.add(DENIAL_DUTY)
    return [
        Silence(duty, days[code], answer, trace_hash)
        for duty, code in ASKED.items()
        if duty not in known and code in days
        for answer, trace_hash in resolve_parameter(
            project_dossier_id=claim.project_id, parameter=duty, on=days[code], facts=facts
        )
    ]
