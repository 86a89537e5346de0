"""What other apps may use of accounts."""

from .access import membership_of, require_role
from .constants import CITY_ROLES, PLATFORM_ROLES, OrganisationKind, Role
from .demo import register_demo_usernames
from .identity_documents import matches_document, record_identity_document
from .models import DocumentKind, IdentityDocument, Membership, Organisation, User
from .selectors import members_of

__all__ = [
    "CITY_ROLES",
    "PLATFORM_ROLES",
    "DocumentKind",
    "IdentityDocument",
    "Membership",
    "Organisation",
    "OrganisationKind",
    "Role",
    "User",
    "matches_document",
    "members_of",
    "membership_of",
    "record_identity_document",
    "register_demo_usernames",
    "require_role",
]
