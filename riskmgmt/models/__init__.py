"""Inspection reports, their findings, and how findings were put right."""

from .finding import Finding
from .link import FindingLink, LinkContribution
from .photograph import FindingPhotograph
from .rectification import Rectification
from .report import InspectionReport
from .stop_work import StopWork

__all__ = [
    "Finding",
    "FindingLink",
    "FindingPhotograph",
    "InspectionReport",
    "LinkContribution",
    "Rectification",
    "StopWork",
]
