"""Projects, buildings, homes, their owners and parties, and the milestones that timers start from."""

from .building import Building
from .milestone import Milestone
from .ownership import Ownership
from .party import Party
from .project import Project
from .unit import Unit

__all__ = ["Building", "Milestone", "Ownership", "Party", "Project", "Unit"]
