"""Issuing a policy: its gates, the pin of its project, the clocks of its issue, its cover."""

from datetime import date, datetime, time
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from idi_platform.audit.public import record
from idi_platform.deadlines.public import meet, start_duties
from idi_platform.dossiers.public import CIVIL_ZONE
from idi_platform.registry.public import Milestone, MilestoneKind, Party, PartyRole, record_milestone
from idi_platform.tenancy.public import Actor
from underwriting.constants import UPLOAD_DUTY, PolicyEvent
from underwriting.errors import DateInFuture, NothingToIssue, NotIssued, ReceiptMissing
from underwriting.gates import issue_gates
from underwriting.lifecycle import PolicyAction, move, require_writer
from underwriting.models import InsurancePolicy

from .cover import compute_cover
from .pinning import pin_project
from .standing import record_irregularities, sync_parties

# What the rules call the parties of a project.
_WORDS = {
    PartyRole.DEVELOPER: ("developer", "policyholder"),
    PartyRole.TIS: ("rmo",),
    PartyRole.CONTRACTOR: ("contractor",),
}
_INSURER_WORDS = ("insurer", "lead_insurer")


@transaction.atomic
def issue_policy(*, policy: InsurancePolicy, issued_on: date, by: Actor, at: datetime) -> InsurancePolicy:
    """Issues a draft on `issued_on`: pins the project for ever, makes the insurers its parties, starts the clocks.

    A late signature is put on record and blocks nothing. The issue of an earlier day starts its terms on that day.

    Raises:
        NothingToIssue: a gate is not met, with its clause as rule. DateInFuture, NotYourStep, NotAllowedInState,
        TwoVersionsMatch, NobodyObliged.
    """
    today = at.astimezone(CIVIL_ZONE).date()
    if issued_on > today:
        raise DateInFuture(field="issued_on", rule=_("A policy is issued by the day it is recorded"))
    require_writer(policy, by)
    for gate in issue_gates(policy, on=issued_on):
        if not gate.is_met:
            words = _("%(condition)s: %(why)s") % {"condition": gate.label, "why": gate.why}
            raise NothingToIssue(words, field=gate.field, rule=gate.citation or None)
    way = move(policy, PolicyAction.ISSUE, on=issued_on, by=by)
    _record_contract(policy, by=by, at=at)
    pin_project(policy, by=by, at=at)
    sync_parties(policy, by=by, at=at)
    occurred_at = at if issued_on == today else datetime.combine(issued_on, time(), CIVIL_ZONE)
    event = record(
        dossier_id=policy.pk,
        code=way.event,
        by=by,
        at=occurred_at,
        payload={"policy_number": policy.policy_number, "issued_on": issued_on.isoformat()},
    )
    record_irregularities(policy, by=by, at=at)
    start_duties(dossier=policy.dossier, event=event, obliged=obliged_of(policy, on=issued_on), by=by)
    compute_cover(policy=policy, by=by, at=at)
    return policy


@transaction.atomic
def record_upload_receipt(
    *, policy: InsurancePolicy, receipt: str, received_at: datetime, by: Actor, at: datetime
) -> None:
    """Records that the authority's own platform took the contract, and meets the term for it where one runs.

    Raises:
        NotYourStep, NotIssued, ReceiptMissing, DateInFuture.
    """
    require_writer(policy, by)
    if policy.is_draft:
        raise NotIssued(field="receipt", rule=_("What is uploaded is an issued policy"))
    if not receipt.strip():
        raise ReceiptMissing(field="receipt", rule=_("Receipt of the authority's platform"))
    if received_at > at:
        raise DateInFuture(field="received_at", rule=_("Upload ≤ now"))
    meet(dossier=policy.dossier, duty=UPLOAD_DUTY, by=by, at=received_at, recorded_at=at)
    record(
        dossier_id=policy.pk,
        code=PolicyEvent.UPLOADED,
        by=by,
        at=at,
        payload={"receipt": receipt.strip(), "received_at": received_at.isoformat()},
    )


def obliged_of(policy: InsurancePolicy, *, on: date) -> dict[str, UUID]:
    """Which body stands behind each actor word of the rules, for duties of this policy."""
    parties = Party.objects.filter(
        Q(to_on=None) | Q(to_on__gt=on),
        city_id=policy.city_id,
        project_id=policy.project_id,
        role__in=_WORDS,
        from_on__lte=on,
    )
    found = {
        word: party.organisation_id for party in parties.order_by("-from_on", "-pk") for word in _words(party.role)
    }
    return {**found, **dict.fromkeys(_INSURER_WORDS, policy.lead_insurer_id)}


def _words(role: str) -> tuple[str, ...]:
    return _WORDS[PartyRole(role)]


def _record_contract(policy: InsurancePolicy, *, by: Actor, at: datetime) -> None:
    """The contract's day is a milestone of the project too: what else is anchored on it reads it there."""
    formed = Milestone.objects.filter(
        city_id=policy.city_id, project_id=policy.project_id, kind=MilestoneKind.CONTRACT_FORMED
    )
    if policy.contract_formed_on and not formed.exists():
        record_milestone(
            project=policy.project,
            kind=MilestoneKind.CONTRACT_FORMED,
            on=policy.contract_formed_on,
            evidence=policy.policy_number,
            by=by,
            at=at,
        )
