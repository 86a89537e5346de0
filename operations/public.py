"""What the demo may use of operations."""

from .models import Proposal, ProposalKind
from .services.administrators import ask_for_administrator
from .services.calendars import ask_to_import

__all__ = ["Proposal", "ProposalKind", "ask_for_administrator", "ask_to_import"]
