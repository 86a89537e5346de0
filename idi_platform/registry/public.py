"""What other apps may use of the registry."""

from .constants import MilestoneKind, PartyRole
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

__all__ = [
    "Building",
    "Milestone",
    "MilestoneKind",
    "Ownership",
    "Party",
    "PartyRole",
    "Project",
    "ProjectFacts",
    "Unit",
    "add_party",
    "end_party",
    "record_milestone",
    "record_ownership",
    "register_building",
    "register_milestone_listener",
    "register_project",
    "register_unit",
]
