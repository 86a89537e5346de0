"""What the administrators of the platform keep."""

from .heartbeat import Heartbeat, Process
from .merge import Merge
from .proposal import Proposal, ProposalKind, ProposalState

__all__ = ["Heartbeat", "Merge", "Process", "Proposal", "ProposalKind", "ProposalState"]
