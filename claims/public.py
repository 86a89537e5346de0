"""What other apps may use of claims."""

from .clauses import CitedClause, cited, clauses_for
from .constants import ClaimEvent, ClaimState, DefectKind, Form, Place, Result
from .lifecycle import ClaimAction, open_actions
from .models import (
    Agreement,
    Claim,
    ClaimDraft,
    ComplexCase,
    Determination,
    DeveloperRepair,
    DocumentRequest,
    PayoutAccount,
    Performance,
    RequestedDocument,
    Survey,
    TelephoneReport,
)
from .services.agreement import Payee, Terms, accept_offer, decline_offer, offer_agreement, record_agreement
from .services.application import apply_for_claim, record_application
from .services.complexity import declare_complex
from .services.denial import send_denial
from .services.determination import Finding, approve, determine, send_back
from .services.documents import Asked, confirm_documents, record_document, request_documents, upload_document
from .services.drafting import add_photograph, save_answers, start_draft
from .services.filing import file_claim
from .services.performance import Begun, complete_works, record_payment, start_works
from .services.repair import accept_repair, finish_repair, record_notice, record_visit, refuse_repair
from .services.survey import SurveyFacts, record_survey
from .services.telephone import Call, record_call
from .services.withdrawal import withdraw_claim

__all__ = [
    "Agreement",
    "Asked",
    "Begun",
    "Call",
    "CitedClause",
    "Claim",
    "ClaimAction",
    "ClaimDraft",
    "ClaimEvent",
    "ClaimState",
    "ComplexCase",
    "DefectKind",
    "Determination",
    "DeveloperRepair",
    "DocumentRequest",
    "Finding",
    "Form",
    "Payee",
    "PayoutAccount",
    "Performance",
    "Place",
    "RequestedDocument",
    "Result",
    "Survey",
    "SurveyFacts",
    "TelephoneReport",
    "Terms",
    "accept_offer",
    "accept_repair",
    "add_photograph",
    "apply_for_claim",
    "approve",
    "cited",
    "clauses_for",
    "complete_works",
    "confirm_documents",
    "declare_complex",
    "decline_offer",
    "determine",
    "file_claim",
    "finish_repair",
    "offer_agreement",
    "open_actions",
    "record_agreement",
    "record_application",
    "record_call",
    "record_document",
    "record_notice",
    "record_payment",
    "record_survey",
    "record_visit",
    "refuse_repair",
    "request_documents",
    "save_answers",
    "send_back",
    "send_denial",
    "start_draft",
    "start_works",
    "upload_document",
    "withdraw_claim",
]
