"""People, organisations, and the memberships that join them to a city."""

from .membership import Membership
from .organisation import Organisation
from .user import User

__all__ = ["Membership", "Organisation", "User"]
