"""What other apps may use of the registry."""

from .constants import MilestoneKind, PartyRole, Title, TransferCause
from .listeners import register_milestone_listener
from .models import Building, Milestone, Ownership, Party, Project, Unit
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
    "end_party",
    "record_milestone",
    "record_ownership",
    "record_transfer",
    "register_building",
    "register_milestone_listener",
    "register_project",
    "register_unit",
]
