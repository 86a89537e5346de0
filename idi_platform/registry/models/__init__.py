"""Projects, buildings, homes, their owners and parties, and the milestones that timers start from."""

from .authority import Authority, AuthorityHome
from .building import Building
from .milestone import Milestone
from .ownership import Ownership, OwnershipQuerySet
from .party import Party
from .project import Project
from .transfer import INSURER_ROLES, NewOwner, Transfer
from .unit import Unit

__all__ = [
    "INSURER_ROLES",
    "Authority",
    "AuthorityHome",
    "Building",
    "Milestone",
    "NewOwner",
    "Ownership",
    "OwnershipQuerySet",
    "Party",
    "Project",
    "Transfer",
    "Unit",
]
