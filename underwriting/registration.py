"""What underwriting tells the layers below: which dossiers its facts open, what contracts agree, what it listens to."""

from uuid import UUID

from django.db.models import Q

from idi_platform.accounts.public import Role
from idi_platform.dossiers.public import register_visibility
from idi_platform.registry.public import register_milestone_listener
from idi_platform.tenancy.public import Actor
from policies.public import ContractTerm, Span, register_contract_terms

from .constants import PolicyState
from .models import ContractTerm as TermRow
from .models import InsurancePolicy
from .services.cover import recompute_after_milestone

READERS = (Role.UNDERWRITER, Role.INSURER_MANAGER, Role.ADJUSTER, Role.BUREAU, Role.PARTICIPANT)


def opened_by_policies(actor: Actor) -> Q:
    """A policy's dossier is seen by whoever sees the policy."""
    return Q(pk__in=InsurancePolicy.objects.visible_to(actor).values("pk"))


def contract_terms(project_dossier_id: UUID) -> tuple[ContractTerm, ...]:
    """What the issued policy of a project agrees; of several policies the one issued last speaks."""
    policy = (
        InsurancePolicy.objects.filter(project_id=project_dossier_id, state=PolicyState.ISSUED)
        .order_by("-issued_on", "-pk")
        .first()
    )
    if policy is None:
        return ()
    return tuple(
        ContractTerm(
            parameter=row.parameter,
            obliged=row.obliged,
            term=Span(row.value, row.unit, row.direction, roll=False),
            evidence=row.evidence,
            anchor=row.anchor,
        )
        for row in TermRow.objects.filter(policy=policy)
    )


for role in READERS:
    register_visibility(role, opened_by_policies)

register_contract_terms(contract_terms)
register_milestone_listener(recompute_after_milestone)
