"""What other apps may use of policies.

Duties reach the clocks through the resolver that this app registers with deadlines; what apps above ask for is here:
pinning a project, drafts of rules, decisions on readings, one parameter's answer, what is covered and from when, the
registration of contract terms and of what an app does with the rules, and the explanation of a stored reasoning
(template `policies/_explanation.html`).
"""

from .clauses import Clause, pinned_clauses
from .constants import Anchor, DutyState, Effect, Outcome, PinReason, Unit
from .contract_terms import register_contract_terms
from .cover import CoverTerm, cover_terms
from .duties import duties_at
from .realising import realises
from .resolver import resolve_on, resolve_parameter
from .rules.applicability import Selection, TwoVersionsMatch
from .rules.pack import Span
from .rules.regime import ContractTerm
from .rules.resolve import MissingFact, Resolution
from .selectors import ExplanationView, instruments_of, newest_published, parameter_label, reasoning, word_label
from .selectors import explain as explanation
from .services.beginnings import NextVersion, as_next_version
from .services.deciding_readings import Proposed, decide_reading, propose_reading
from .services.drafting import DraftTexts, start_draft, submit_draft
from .services.pinning import AlreadyPinned, PinOutcome, foresee_pin, governing_pin, pin
from .services.publication import AlreadyPublished, confirm_validity
from .services.stating import state_duty
from .wording import limit_words

__all__ = [
    "AlreadyPinned",
    "AlreadyPublished",
    "Anchor",
    "Clause",
    "ContractTerm",
    "CoverTerm",
    "DraftTexts",
    "DutyState",
    "Effect",
    "ExplanationView",
    "MissingFact",
    "NextVersion",
    "Outcome",
    "PinOutcome",
    "PinReason",
    "Proposed",
    "Resolution",
    "Selection",
    "Span",
    "TwoVersionsMatch",
    "Unit",
    "as_next_version",
    "confirm_validity",
    "cover_terms",
    "decide_reading",
    "duties_at",
    "explanation",
    "foresee_pin",
    "governing_pin",
    "instruments_of",
    "limit_words",
    "newest_published",
    "parameter_label",
    "pin",
    "pinned_clauses",
    "propose_reading",
    "realises",
    "reasoning",
    "register_contract_terms",
    "resolve_on",
    "resolve_parameter",
    "start_draft",
    "state_duty",
    "submit_draft",
    "word_label",
]
