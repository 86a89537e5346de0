"""What other apps may use of riskmgmt."""

from .constants import (
    DEFECT_RISKS,
    SERIOUS_RISKS,
    Element,
    FindingState,
    PhotographKind,
    ReportKind,
    ReportState,
    Risk,
    Signature,
    Stage,
    Verdict,
)
from .links import read_token
from .models import Finding, InspectionReport, StopWork
from .selectors import has_serious_open, open_findings
from .services.linking import Work, add_by_link, make_link, use_link
from .services.rectifying import add_answer_photograph, answer_finding, save_answer, start_answer
from .services.reporting import add_finding, add_photograph, save_finding, save_report, start_report
from .services.signing import record_platform_upload, sign_report
from .services.stopping import resume_works, stop_works
from .services.submission import submit_report
from .services.verifying import Look, verify_rectification

__all__ = [
    "DEFECT_RISKS",
    "SERIOUS_RISKS",
    "Element",
    "Finding",
    "FindingState",
    "InspectionReport",
    "Look",
    "PhotographKind",
    "ReportKind",
    "ReportState",
    "Risk",
    "Signature",
    "Stage",
    "StopWork",
    "Verdict",
    "Work",
    "add_answer_photograph",
    "add_by_link",
    "add_finding",
    "add_photograph",
    "answer_finding",
    "has_serious_open",
    "make_link",
    "open_findings",
    "read_token",
    "record_platform_upload",
    "resume_works",
    "save_answer",
    "save_finding",
    "save_report",
    "sign_report",
    "start_answer",
    "start_report",
    "stop_works",
    "submit_report",
    "use_link",
    "verify_rectification",
]
