"""What other apps may use of organisations."""

from .constants import CertificateKind, FactKind
from .models import Certificate, OrganisationInCity
from .services.admitting import apply_to_city
from .services.assigning import AbsenceFacts, assign, enter_absence, in_charge
from .services.certifying import CertificateFacts, enter_certificate
from .services.inviting import InvitationFacts, invite
from .services.lapsing import CERTIFICATE_TOPIC, FACT_TOPIC, lapse_of
from .services.standing import Paper, Statement, state_fact, take_up

__all__ = [
    "CERTIFICATE_TOPIC",
    "FACT_TOPIC",
    "AbsenceFacts",
    "Certificate",
    "CertificateFacts",
    "CertificateKind",
    "FactKind",
    "InvitationFacts",
    "OrganisationInCity",
    "Paper",
    "Statement",
    "apply_to_city",
    "assign",
    "enter_absence",
    "enter_certificate",
    "in_charge",
    "invite",
    "lapse_of",
    "state_fact",
    "take_up",
]
