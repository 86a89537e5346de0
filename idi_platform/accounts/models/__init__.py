"""People, organisations, and the memberships that join them to a city."""

from .identity_document import DocumentKind, IdentityDocument
from .membership import Membership
from .organisation import Organisation
from .provider import IdentityProvider
from .user import User

__all__ = ["DocumentKind", "IdentityDocument", "IdentityProvider", "Membership", "Organisation", "User"]
