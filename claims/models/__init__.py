"""Claims, the reports they are made from, and surveys."""

from .claim import Claim
from .draft import ClaimDraft, DraftPhotograph
from .survey import Survey

__all__ = ["Claim", "ClaimDraft", "DraftPhotograph", "Survey"]
