"""What other apps may use of riskmgmt."""

from .constants import DEFECT_RISKS, SERIOUS_RISKS, Element, FindingState, ReportKind, ReportState, Risk
from .models import Finding, InspectionReport
from .selectors import has_serious_open, open_findings

__all__ = [
    "DEFECT_RISKS",
    "SERIOUS_RISKS",
    "Element",
    "Finding",
    "FindingState",
    "InspectionReport",
    "ReportKind",
    "ReportState",
    "Risk",
    "has_serious_open",
    "open_findings",
]
