"""What other apps may use of underwriting.

Templates: `underwriting/_cover.html` with `cover` (cover_of) tells an owner what is covered and whom to call.
"""

from .constants import INSURANCE_RECORDS, Phase, PolicyEvent, PolicyState, ShareRole
from .models import CoverWindow, InsurancePolicy
from .rules.shares import ShareFacts
from .selectors import (
    Cover,
    CoverWindowView,
    ShareView,
    cover_ends_on,
    cover_of,
    policy_of,
    records_kept_until,
    shares_of,
)
from .services.cover import compute_cover, record_printed_cover
from .services.entering import PolicyFacts, change_draft, enter_earlier_policy, enter_policy
from .services.issuing import issue_policy, record_upload_receipt
from .services.premium import record_premium
from .services.projects import DeveloperFacts, enter_building, enter_milestone, enter_project
from .services.sharing import set_shares
from .services.terms import TermFacts, add_contract_term

__all__ = [
    "INSURANCE_RECORDS",
    "Cover",
    "CoverWindow",
    "CoverWindowView",
    "DeveloperFacts",
    "InsurancePolicy",
    "Phase",
    "PolicyEvent",
    "PolicyFacts",
    "PolicyState",
    "ShareFacts",
    "ShareRole",
    "ShareView",
    "TermFacts",
    "add_contract_term",
    "change_draft",
    "compute_cover",
    "cover_ends_on",
    "cover_of",
    "enter_building",
    "enter_earlier_policy",
    "enter_milestone",
    "enter_policy",
    "enter_project",
    "issue_policy",
    "policy_of",
    "record_premium",
    "record_printed_cover",
    "record_upload_receipt",
    "records_kept_until",
    "set_shares",
    "shares_of",
]
