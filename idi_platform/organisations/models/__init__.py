"""Invitations, the organisation in a city, what it asked of other cities, its people's certificates and work."""

from .admission import Admission
from .assignment import Absence, Assignment
from .certificate import Certificate
from .invitation import Invitation
from .standing import EligibilityFact, OrganisationInCity
from .succession import Succession

__all__ = [
    "Absence",
    "Admission",
    "Assignment",
    "Certificate",
    "EligibilityFact",
    "Invitation",
    "OrganisationInCity",
    "Succession",
]
