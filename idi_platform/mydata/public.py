"""What other apps may use of mydata."""

from .consents import CLAIM_REPORT, ConsentText, current_text, give_consent
from .outliving import erase_outlived, has_run
from .services import ask_erasure, carry_out_erasure

__all__ = [
    "CLAIM_REPORT",
    "ConsentText",
    "ask_erasure",
    "carry_out_erasure",
    "current_text",
    "erase_outlived",
    "give_consent",
    "has_run",
]
