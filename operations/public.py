"""What the demo may use of operations."""

from .models import Proposal
from .services.administrators import ask_for_administrator

__all__ = ["Proposal", "ask_for_administrator"]
