"""What other apps may use of accounts."""

from .access import membership_of, require_role
from .constants import CITY_ROLES, PLATFORM_ROLES, OrganisationKind, Role
from .demo import register_demo_usernames
from .models import Membership, Organisation, User
from .selectors import members_of

__all__ = [
    "CITY_ROLES",
    "PLATFORM_ROLES",
    "Membership",
    "Organisation",
    "OrganisationKind",
    "Role",
    "User",
    "members_of",
    "membership_of",
    "register_demo_usernames",
    "require_role",
]
