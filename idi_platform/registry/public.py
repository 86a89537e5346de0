"""What other apps may use of the registry."""

from .constants import AuthorityKind, AuthorityState, MilestoneKind, PartyRole, Title, TransferCause
from .listeners import register_milestone_listener
from .models import Authority, Building, Milestone, Ownership, Party, Project, Unit
from .selectors import authorities_by_home, authorities_of, authority_for, owns
from .services.authorities import (
    AuthorityFacts,
    AuthorityPaper,
    common_parts_of,
    confirm_authority,
    end_authority,
    record_authority,
)
from .services.projects import (
    ProjectFacts,
    add_party,
    end_party,
    record_milestone,
    record_ownership,
    register_building,
    register_project,
    register_unit,
)
from .services.transfers import Holding, TransferFacts, approve_transfer, record_transfer

__all__ = [
    "Authority",
    "AuthorityFacts",
    "AuthorityKind",
    "AuthorityPaper",
    "AuthorityState",
    "Building",
    "Holding",
    "Milestone",
    "MilestoneKind",
    "Ownership",
    "Party",
    "PartyRole",
    "Project",
    "ProjectFacts",
    "Title",
    "TransferCause",
    "TransferFacts",
    "Unit",
    "add_party",
    "approve_transfer",
    "authorities_by_home",
    "authorities_of",
    "authority_for",
    "common_parts_of",
    "confirm_authority",
    "end_authority",
    "end_party",
    "owns",
    "record_authority",
    "record_milestone",
    "record_ownership",
    "record_transfer",
    "register_building",
    "register_milestone_listener",
    "register_project",
    "register_unit",
]
