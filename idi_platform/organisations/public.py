"""What other apps may use of organisations."""

from .constants import CertificateKind, FactKind, SuccessionKind
from .handing_over import register_hand_over
from .models import Certificate, EligibilityFact, OrganisationInCity
from .selectors import bodies_at_work, charges_of, stood_in_for
from .services.admitting import apply_to_city
from .services.assigning import AbsenceFacts, assign, enter_absence, in_charge, stands_in
from .services.certifying import CertificateFacts, enter_certificate
from .services.inviting import InvitationFacts, invite
from .services.lapsing import CERTIFICATE_TOPIC, FACT_TOPIC, lapse_of
from .services.signing_in import ProviderFacts, confirm_second_factor, enter_provider, may_confirm
from .services.standing import Paper, Statement, state_fact, take_up
from .services.succeeding import SuccessionFacts, carry_out_due, confirm_succession, propose_succession
from .succeeding import Passing, formerly, register_successor

__all__ = [
    "CERTIFICATE_TOPIC",
    "FACT_TOPIC",
    "AbsenceFacts",
    "Certificate",
    "CertificateFacts",
    "CertificateKind",
    "EligibilityFact",
    "FactKind",
    "InvitationFacts",
    "OrganisationInCity",
    "Paper",
    "Passing",
    "ProviderFacts",
    "Statement",
    "SuccessionFacts",
    "SuccessionKind",
    "apply_to_city",
    "assign",
    "bodies_at_work",
    "carry_out_due",
    "charges_of",
    "confirm_second_factor",
    "confirm_succession",
    "enter_absence",
    "enter_certificate",
    "enter_provider",
    "formerly",
    "in_charge",
    "invite",
    "lapse_of",
    "may_confirm",
    "propose_succession",
    "register_hand_over",
    "register_successor",
    "stands_in",
    "state_fact",
    "stood_in_for",
    "take_up",
]
