"""What other apps may use of the hotline."""

from .services import Presented, ask_for_change, check_identity

__all__ = ["Presented", "ask_for_change", "check_identity"]
