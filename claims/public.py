"""What other apps may use of claims."""

from .constants import ClaimEvent, ClaimState, DefectKind, Place
from .models import Claim, ClaimDraft, Survey
from .services.drafting import add_photograph, save_answers, start_draft
from .services.filing import file_claim
from .services.survey import SurveyFacts, record_survey

__all__ = [
    "Claim",
    "ClaimDraft",
    "ClaimEvent",
    "ClaimState",
    "DefectKind",
    "Place",
    "Survey",
    "SurveyFacts",
    "add_photograph",
    "file_claim",
    "record_survey",
    "save_answers",
    "start_draft",
]
