"""Pinning the project of a policy to the version of the city's regime that governs it."""

from datetime import date, datetime

from idi_platform.registry.public import Milestone, MilestoneKind
from idi_platform.tenancy.public import Actor
from policies.public import AlreadyPinned, Anchor, pin
from underwriting.models import InsurancePolicy

_MILESTONES = (Anchor.CONTRACT_FORMED, Anchor.PERMIT_APPLICATION)


def anchors_of(policy: InsurancePolicy) -> dict[str, date]:
    """The dates by which versions judge whether they govern: the contract's own, else the project's milestones."""
    recorded = Milestone.objects.filter(
        city_id=policy.city_id, project_id=policy.project_id, building=None, kind__in=_MILESTONES
    )
    anchors = dict(recorded.order_by("pk").values_list("kind", "on"))
    if policy.contract_formed_on:
        anchors[MilestoneKind.CONTRACT_FORMED] = policy.contract_formed_on
    return anchors


def pin_project(policy: InsurancePolicy, *, by: Actor, at: datetime) -> None:
    """Pins the project unless it is pinned for ever already; where no version governs, nothing is written."""
    try:
        pin(project_dossier_id=policy.project_id, anchors=anchors_of(policy), by=by, at=at)
    except AlreadyPinned:
        return
