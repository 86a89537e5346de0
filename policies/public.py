"""What other apps may use of policies.

Duties reach the clocks through the resolver that this app registers with deadlines; what apps above ask for is here:
pinning a project, one parameter's answer, and the explanation of a stored reasoning
(template `policies/_explanation.html`).
"""

from .constants import Anchor, Outcome, PinReason
from .resolver import resolve_parameter
from .rules.applicability import TwoVersionsMatch
from .rules.resolve import MissingFact, Resolution
from .selectors import ExplanationView, parameter_label
from .selectors import explain as explanation
from .services.pinning import AlreadyPinned, PinOutcome, pin
from .services.publication import AlreadyPublished, confirm_validity

__all__ = [
    "AlreadyPinned",
    "AlreadyPublished",
    "Anchor",
    "ExplanationView",
    "MissingFact",
    "Outcome",
    "PinOutcome",
    "PinReason",
    "Resolution",
    "TwoVersionsMatch",
    "confirm_validity",
    "explanation",
    "parameter_label",
    "pin",
    "resolve_parameter",
]
