"""What must be there before a policy is issued: each gate met or missing, with the clause that asks for it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from idi_platform.ui.public import day_words
from policies.public import Outcome, PinReason, TwoVersionsMatch, foresee_pin, governing_pin, resolve_parameter

from .bounds import lead_share_bounds
from .constants import ISSUE_GATE
from .models import InsurancePolicy, Share
from .services.pinning import anchors_of

BLOCKS = "block"


@dataclass(frozen=True, slots=True)
class Gate:
    """One condition of issue. `why` says what is there or missing; `citation` and `trace_hash` are of the clause."""

    label: str
    is_met: bool
    why: str
    field: str
    citation: str = ""
    trace_hash: str = ""


def issue_gates(policy: InsurancePolicy, *, on: date) -> list[Gate]:
    """Every condition for issuing on that day. Which need the full premium first is the regime's to say."""
    gates = [_contract(policy, on), _regime(policy), _amounts(policy), _shares(policy)]
    return [*gates, *_lead_share(policy, on), *_premium(policy, on)]


def _contract(policy: InsurancePolicy, on: date) -> Gate:
    formed_on = policy.contract_formed_on
    is_met = formed_on is not None and formed_on <= on
    why = day_words(formed_on) if formed_on else _("Enter the day the insurance contract was formed.")
    return Gate(_("Insurance contract formed"), is_met, why, "contract_formed_on")


def _regime(policy: InsurancePolicy) -> Gate:
    label = _("A version of the city's regime governs the project")
    pinned = governing_pin(policy.project_id)
    if pinned is not None:
        return Gate(label, True, str(pinned.version), "contract_formed_on")
    try:
        found = foresee_pin(project_dossier_id=policy.project_id, anchors=anchors_of(policy))
    except TwoVersionsMatch as error:
        return Gate(label, False, str(error), "contract_formed_on", citation=error.rule or "")
    if found.version is not None:
        since = day_words(found.version.valid_from) if found.version.valid_from else ""
        words = _("%(text)s, in force from %(day)s") % {"text": found.version.title, "day": since}
        return Gate(label, True, words if since else found.version.title, "contract_formed_on")
    return Gate(label, False, no_regime_words(found.reason, found.on), "contract_formed_on")


def no_regime_words(reason: str, on: date | None) -> str:
    """Why no version of the city's regime governs, with the day that decided it."""
    day = day_words(on) if on else ""
    words: Mapping[str, Callable[[], str]] = {
        PinReason.ENDED: lambda: _("The city's instrument ended on %(day)s: it takes no new policy.") % {"day": day},
        PinReason.NOT_YET: lambda: (
            _("The city's instrument takes effect on %(day)s, after this contract.") % {"day": day}
        ),
    }
    return words[reason]() if reason in words else str(PinReason(reason).label)


def _amounts(policy: InsurancePolicy) -> Gate:
    missing = "premium_fen" if policy.premium_fen is None else "sum_insured_fen"
    is_met = policy.premium_fen is not None and policy.sum_insured_fen is not None
    why = _("Premium and sum insured are entered.") if is_met else _("Enter premium and sum insured.")
    return Gate(_("Premium and sum insured"), is_met, why, missing)


def _shares(policy: InsurancePolicy) -> Gate:
    """The database holds that shares add up to one; what is left is that they begin with the contract."""
    begin = Share.objects.filter(city_id=policy.city_id, policy=policy).order_by("from_on").first()
    is_met = begin is not None and (policy.contract_formed_on is None or begin.from_on <= policy.contract_formed_on)
    why = _("One lead insurer, and the shares add up to one.") if is_met else _("The shares begin after the contract.")
    return Gate(_("Shares of the insurers"), is_met, why, "shares")


def _lead_share(policy: InsurancePolicy, on: date) -> list[Gate]:
    """One gate where the city bounds the share of a lead among co-insurers; elsewhere none."""
    words = _("The lead insurer bears %(share)s; the clause asks %(bound)s.")
    return [
        Gate(
            _("Share of the lead insurer"),
            bound.is_kept,
            words % {"share": bound.share, "bound": bound.words},
            "shares",
            bound.citation,
            bound.trace_hash,
        )
        for bound in lead_share_bounds(policy, on=on)
    ]


def _premium(policy: InsurancePolicy, on: date) -> list[Gate]:
    """One gate where a clause in force on that day blocks issue before the whole premium; elsewhere none."""
    found = resolve_parameter(project_dossier_id=policy.project_id, parameter=ISSUE_GATE, on=on, facts={})
    received_on = policy.premium_received_on
    is_met = received_on is not None and received_on <= on
    why = day_words(received_on) if received_on else _("The whole premium has not been received.")
    return [
        Gate(_("Full premium received"), is_met, why, "premium", answer.citation, trace_hash)
        for answer, trace_hash in found
        if answer.outcome == Outcome.VALUE and answer.effect == BLOCKS
    ]
