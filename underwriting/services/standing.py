"""What an issued policy entails for its project: the insurers as parties, and what was irregular on record."""

from datetime import datetime

from django.db.models import Q

from idi_platform.audit.public import JSONValue, record
from idi_platform.dossiers.public import CIVIL_ZONE
from idi_platform.registry.public import Milestone, MilestoneKind, Party, PartyRole, add_party, end_party
from idi_platform.tenancy.public import Actor
from policies.public import Outcome, resolve_parameter
from underwriting.bounds import lead_share_bounds
from underwriting.constants import LEAD_SHARE, SIGNING, PolicyEvent, ShareRole
from underwriting.models import InsurancePolicy, Share

_PARTY_ROLES = {ShareRole.LEAD.value: PartyRole.LEAD_INSURER.value, ShareRole.MEMBER.value: PartyRole.CO_INSURER.value}


def sync_parties(policy: InsurancePolicy, *, by: Actor, at: datetime) -> None:
    """Makes the insurers of the latest shares the project's insurers, from the day those shares begin."""
    latest = list(Share.objects.filter(city_id=policy.city_id, policy=policy, to_on=None))
    begin = latest[0].from_on
    wanted = {(share.organisation_id, _PARTY_ROLES[share.role]): share for share in latest}
    current = Party.objects.filter(
        Q(to_on=None) | Q(to_on__gt=begin),
        city_id=policy.city_id,
        project_id=policy.project_id,
        role__in=_PARTY_ROLES.values(),
    )
    for party in current:
        if wanted.pop((party.organisation_id, party.role), None) is None:
            end_party(party=party, to_on=begin, by=by, at=at)
    for (_organisation_id, role), share in wanted.items():
        add_party(
            project=policy.project, organisation=share.organisation, role=role, from_on=share.from_on, by=by, at=at
        )


def record_irregularities(policy: InsurancePolicy, *, by: Actor, at: datetime) -> None:
    """Puts on record, with its clause, a contract signed too late and a lead's share out of the city's bounds.

    Neither is a reason to leave owners uninsured (DESIGN.md §4).
    """
    for bound in lead_share_bounds(policy, on=policy.contract_formed_on or at.astimezone(CIVIL_ZONE).date()):
        if not bound.is_kept:
            payload: dict[str, JSONValue] = {"parameter": LEAD_SHARE, "share": str(bound.share)}
            payload |= {"citation": bound.citation, "trace_hash": bound.trace_hash}
            record(dossier_id=policy.pk, code=PolicyEvent.IRREGULARITY, by=by, at=at, payload=payload)
    signed_on = policy.contract_formed_on or at.astimezone(CIVIL_ZONE).date()
    found = resolve_parameter(project_dossier_id=policy.project_id, parameter=SIGNING, on=signed_on, facts={})
    for answer, trace_hash in found:
        if answer.outcome != Outcome.VALUE or answer.trigger not in MilestoneKind.values:
            continue
        too_late = Milestone.objects.filter(
            city_id=policy.city_id, project_id=policy.project_id, kind=answer.trigger, on__lt=signed_on
        ).first()
        if too_late is None:
            continue
        record(
            dossier_id=policy.pk,
            code=PolicyEvent.IRREGULARITY,
            by=by,
            at=at,
            payload={
                "parameter": SIGNING,
                "citation": answer.citation,
                "trace_hash": trace_hash,
                "milestone": too_late.kind,
                "on": too_late.on.isoformat(),
                "signed_on": signed_on.isoformat(),
            },
        )
