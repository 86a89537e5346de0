"""People, organisations, and the memberships that join them to a city."""

from .identity_document import DocumentKind, IdentityDocument
from .membership import Membership
from .organisation import Organisation
from .phone import CodePurpose, NumberProof, PhoneCode, PhoneNumber, TextMessage
from .provider import IdentityProvider
from .support_look import SupportLook
from .user import User

__all__ = [
    "CodePurpose",
    "DocumentKind",
    "IdentityDocument",
    "IdentityProvider",
    "Membership",
    "NumberProof",
    "Organisation",
    "PhoneCode",
    "PhoneNumber",
    "SupportLook",
    "TextMessage",
    "User",
]
