"""Claims, the reports they are made from, and each step of their handling."""

from .agreement import Agreement, PayoutAccount, Performance
from .claim import Claim
from .determination import ComplexCase, Determination, DeterminationEvidence
from .documents import DocumentRequest, RequestedDocument
from .draft import ClaimDraft, DraftPhotograph
from .repair import DeveloperRepair
from .survey import Survey
from .telephone import TelephoneReport

__all__ = [
    "Agreement",
    "Claim",
    "ClaimDraft",
    "ComplexCase",
    "Determination",
    "DeterminationEvidence",
    "DeveloperRepair",
    "DocumentRequest",
    "DraftPhotograph",
    "PayoutAccount",
    "Performance",
    "RequestedDocument",
    "Survey",
    "TelephoneReport",
]
