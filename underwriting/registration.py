"""What underwriting tells the layers below: which dossiers its facts open, what contracts agree, what it listens to."""

from uuid import UUID

from django.db.models import Q, Subquery
from django.utils.translation import gettext_lazy as _

from idi_platform.dossiers.public import (
    DossierKind,
    register_dossier_page,
    register_projector,
    register_visibility,
)
from idi_platform.lists.public import register_list
from idi_platform.organisations.public import register_successor
from idi_platform.registry.public import register_milestone_listener
from idi_platform.tenancy.public import Actor
from idi_platform.ui.public import NavItem, register_nav
from policies.public import ContractTerm, Span, register_contract_terms

from .constants import PolicyState
from .filters import PROJECT_READERS, READERS
from .grants import grants_of_shares
from .models import ContractTerm as TermRow
from .models import InsurancePolicy
from .services.cover import recompute_after_milestone
from .services.succeeding import pass_shares
from .web.lists import POLICIES, PROJECTS


def opened_by_policies(actor: Actor) -> Q:
    """A policy's dossier is seen by whoever sees the policy."""
    return Q(pk__in=InsurancePolicy.objects.visible_to(actor).values("pk"))


def contract_terms(project_dossier_id: UUID) -> tuple[ContractTerm, ...]:
    """What the issued policy of a project agrees; of several policies the one issued last speaks."""
    issued = InsurancePolicy.objects.filter(project_id=project_dossier_id, state=PolicyState.ISSUED)
    speaking = issued.order_by("-issued_on", "-pk").values("pk")[:1]
    return tuple(
        ContractTerm(
            parameter=row.parameter,
            obliged=row.obliged,
            term=Span(row.value, row.unit, row.direction, roll=False),
            evidence=row.evidence,
            anchor=row.anchor,
        )
        for row in TermRow.objects.filter(policy=Subquery(speaking))
    )


for role in READERS:
    register_visibility(role, opened_by_policies)

register_list(POLICIES)
register_list(PROJECTS)
register_nav(
    NavItem(
        label=_("Projects"),
        icon="building",
        url_name="underwriting:projects",
        roles=frozenset(PROJECT_READERS),
        order=22,
    )
)
register_nav(
    NavItem(
        label=_("Insurance policies"),
        icon="shield-check",
        url_name="underwriting:policies",
        roles=frozenset(READERS),
        order=24,
    )
)
register_dossier_page(DossierKind.POLICY, "underwriting:policy", roles=READERS)
register_dossier_page(DossierKind.PROJECT, "underwriting:project", roles=PROJECT_READERS)
register_projector(grants_of_shares)
register_contract_terms(contract_terms)
register_milestone_listener(recompute_after_milestone)
register_successor("shares", pass_shares)
