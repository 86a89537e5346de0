"""Computing the windows of cover anew when a milestone or a term of the contract changes, keeping both values."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from idi_platform.audit.public import JSONValue, record
from idi_platform.documents.public import Upload, attach_uploads
from idi_platform.registry.public import Milestone
from idi_platform.tenancy.public import Actor
from policies.public import cover_terms
from underwriting.constants import PolicyEvent, PolicyState
from underwriting.errors import EvidenceMissing, PrintedDatesIncomplete
from underwriting.lifecycle import require_writer
from underwriting.models import CoverWindow, InsurancePolicy
from underwriting.rules.windows import PlannedWindow, plan_windows


@transaction.atomic
def compute_cover(*, policy: InsurancePolicy, by: Actor, at: datetime) -> list[CoverWindow]:
    """Computes every window of an issued policy from the pinned catalogue and the milestones; printed dates stay.

    What changes is told by one event with the days before and after; nothing changed tells nothing. A draft has none.
    """
    locked = InsurancePolicy.objects.select_for_update(of=("self",)).get(pk=policy.pk, city_id=by.tenant_id)
    if locked.is_draft or locked.contract_formed_on is None:
        return []
    terms = cover_terms(project_dossier_id=locked.project_id, on=locked.contract_formed_on)
    kept = {(row.building_id, row.component): row for row in locked.cover_windows.all()}
    changes: list[JSONValue] = []
    for planned in plan_windows(terms, _anchors(locked)):
        row = kept.pop((planned.building_id, planned.term.component), None) or CoverWindow(
            city_id=by.tenant_id,
            policy=locked,
            building_id=planned.building_id,
            component=planned.term.component,
        )
        _write(row, _values(planned), changes)
    for row in kept.values():
        _write(row, _nothing_computed(), changes)
    if changes:
        record(dossier_id=locked.pk, code=PolicyEvent.COVER_RECOMPUTED, by=by, at=at, payload={"windows": changes})
    return list(locked.cover_windows.all())


@transaction.atomic
def record_printed_cover(
    *, window: CoverWindow, first_on: date, last_on: date, document: Upload | None, by: Actor, at: datetime
) -> CoverWindow:
    """Enters the days that the policy prints for a component: they govern, the computed ones stay beside them.

    Raises:
        NotYourStep, PrintedDatesIncomplete, EvidenceMissing: no page of the policy shows them.
    """
    require_writer(window.policy, by)
    if first_on > last_on:
        raise PrintedDatesIncomplete(field="printed_last_on", rule=_("First day ≤ last day"))
    if document is None and not by.is_system:
        raise EvidenceMissing(field="document", rule=_("Printed dates govern, so their page is kept"))
    row = CoverWindow.objects.select_for_update(of=("self",)).get(pk=window.pk, city_id=by.tenant_id)
    before = _days(row.printed_first_on, row.printed_last_on)
    row.printed_first_on, row.printed_last_on = first_on, last_on
    row.save(update_fields=["printed_first_on", "printed_last_on"])
    if document is not None:
        attach_uploads(upload_ids=[document.pk], dossier=row.policy.dossier, by=by)
    record(
        dossier_id=row.policy_id,
        code=PolicyEvent.COVER_PRINTED,
        by=by,
        at=at,
        payload={
            "component": row.component,
            "building": _id(row.building_id),
            "before": before,
            "after": _days(first_on, last_on),
            "document": _id(document.pk if document else None),
        },
    )
    return row


def recompute_after_milestone(milestone: Milestone, *, by: Actor, at: datetime) -> None:
    """Told of every milestone: the issued policies of its project are computed anew."""
    issued = InsurancePolicy.objects.filter(
        city_id=milestone.city_id, project_id=milestone.project_id, state=PolicyState.ISSUED
    )
    for policy in issued.order_by("pk"):
        compute_cover(policy=policy, by=by, at=at)


def _anchors(policy: InsurancePolicy) -> dict[str, dict[UUID | None, date]]:
    """The milestones by kind and building. Of several of one kind the one recorded last counts: it corrects."""
    anchors: dict[str, dict[UUID | None, date]] = {}
    recorded = Milestone.objects.filter(city_id=policy.city_id, project_id=policy.project_id).order_by("pk")
    for milestone in recorded:
        anchors.setdefault(milestone.kind, {})[milestone.building_id] = milestone.on
    return anchors


def _values(planned: PlannedWindow) -> dict[str, object]:
    term, window = planned.term, planned.window
    return {
        "anchor_kind": term.anchor,
        "anchor_on": planned.anchor_on,
        "is_open": term.is_open,
        "first_on": window.first_on if window else None,
        "last_on": window.last_on if window else None,
        "clipped_first": bool(window and window.clipped_first),
        "clipped_last": bool(window and window.clipped_last),
        "citation": term.citation,
        "trace_hash": term.trace_hash,
        "wait_citation": term.wait_citation,
        "wait_trace_hash": term.wait_trace_hash,
    }


def _nothing_computed() -> dict[str, object]:
    """A component that no text and no contract names any more keeps its printed days alone."""
    empty: dict[str, object] = {"anchor_on": None, "first_on": None, "last_on": None}
    return {**empty, "is_open": False, "clipped_first": False, "clipped_last": False}


def _write(row: CoverWindow, values: dict[str, object], changes: list[JSONValue]) -> None:
    is_new = row._state.adding
    before = _days(row.first_on, row.last_on)
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name, value in values.items():
        setattr(row, name, value)
    if is_new:
        row.save(force_insert=True)
    elif changed:
        row.save(update_fields=changed)
    after = _days(row.first_on, row.last_on)
    if before != after:
        changes.append({"component": row.component, "building": _id(row.building_id), "before": before, "after": after})


def _days(first_on: date | None, last_on: date | None) -> list[JSONValue] | None:
    return [first_on.isoformat(), last_on.isoformat()] if first_on and last_on else None


def _id(key: UUID | None) -> str | None:
    return str(key) if key else None
