"""What other apps may use of accounts."""

from .access import membership_of, require_role
from .constants import CITY_ROLES, PLATFORM_ROLES, OrganisationKind, Role
from .demo import register_demo_usernames
from .errors import MembershipEnded, MembershipHeld, UsernameTaken
from .identity_documents import matches_document, record_identity_document
from .models import DocumentKind, IdentityDocument, Membership, Organisation, User
from .selectors import members_of
from .services.memberships import ORGANISATION, MembershipFacts, end_membership, grant_membership
from .services.people import PersonFacts, create_person

__all__ = [
    "CITY_ROLES",
    "ORGANISATION",
    "PLATFORM_ROLES",
    "DocumentKind",
    "IdentityDocument",
    "Membership",
    "MembershipEnded",
    "MembershipFacts",
    "MembershipHeld",
    "Organisation",
    "OrganisationKind",
    "PersonFacts",
    "Role",
    "User",
    "UsernameTaken",
    "create_person",
    "end_membership",
    "grant_membership",
    "matches_document",
    "members_of",
    "membership_of",
    "record_identity_document",
    "register_demo_usernames",
    "require_role",
]
