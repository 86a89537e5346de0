"""What other apps may use of accounts."""

from .access import membership_of, require_right, require_role
from .constants import CITY_ROLES, PLATFORM_ROLES, OrganisationKind, Role
from .demo import register_demo_usernames
from .errors import MembershipEnded, MembershipHeld, UsernameTaken, WholeCityOnly
from .identity_documents import (
    DocumentNumberWrong,
    checked_number,
    has_document,
    matches_document,
    record_identity_document,
)
from .look_ends import end_look
from .looking import MOST_LOOKS, NotForSupport, looks_at, looks_in, open_look, start_look
from .models import DocumentKind, IdentityDocument, IdentityProvider, Membership, NumberProof, Organisation, User
from .owners.numbers import (
    NumberTaken,
    NumberWrong,
    masked,
    mobile_number,
    number_of,
    take_number,
)
from .owners.proving import proven_number
from .owners.texting import put_text_back, send_text_message, take_text
from .rights import Right, declare_right, declared_rights, right_of, roles_of
from .selectors import is_for_whole_city, members_of, require_whole_city
from .services.memberships import ORGANISATION, MembershipFacts, end_membership, grant_membership
from .services.people import PersonFacts, create_person
from .signin.addresses import client_address
from .signin.confirming import RecentlyConfirmed, recently_confirmed
from .signin.deeds import register_deed
from .signin.oidc.discovery import try_provider
from .signin.oidc.fetching import guarded_session, is_provider_address
from .signin.oidc.people import links_of
from .signin.resetting import reset_factors
from .signin.sessions import end_sessions

__all__ = [
    "CITY_ROLES",
    "MOST_LOOKS",
    "ORGANISATION",
    "PLATFORM_ROLES",
    "DocumentKind",
    "DocumentNumberWrong",
    "IdentityDocument",
    "IdentityProvider",
    "Membership",
    "MembershipEnded",
    "MembershipFacts",
    "MembershipHeld",
    "NotForSupport",
    "NumberProof",
    "NumberTaken",
    "NumberWrong",
    "Organisation",
    "OrganisationKind",
    "PersonFacts",
    "RecentlyConfirmed",
    "Right",
    "Role",
    "User",
    "UsernameTaken",
    "WholeCityOnly",
    "checked_number",
    "client_address",
    "create_person",
    "declare_right",
    "declared_rights",
    "end_look",
    "end_membership",
    "end_sessions",
    "grant_membership",
    "guarded_session",
    "has_document",
    "is_for_whole_city",
    "is_provider_address",
    "links_of",
    "looks_at",
    "looks_in",
    "masked",
    "matches_document",
    "members_of",
    "membership_of",
    "mobile_number",
    "number_of",
    "open_look",
    "proven_number",
    "put_text_back",
    "recently_confirmed",
    "record_identity_document",
    "register_deed",
    "register_demo_usernames",
    "require_right",
    "require_role",
    "require_whole_city",
    "reset_factors",
    "right_of",
    "roles_of",
    "send_text_message",
    "start_look",
    "take_number",
    "take_text",
    "try_provider",
]
