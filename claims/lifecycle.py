"""What a claim may become, by whom, in which state: one table, and one move()."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import Role
from idi_platform.registry.public import authority_for, owns
from idi_platform.tenancy.public import Actor

from .constants import ClaimEvent, ClaimState, Result
from .errors import NotAllowedInState, NotYourStep
from .models import Claim
from .standing import Standing, standing_of


class ClaimAction(models.TextChoices):
    """In the order of the path; the first open one is the next step."""

    SURVEY = "survey", _("Record a survey")
    APPLY = "apply", _("Send the application")
    RECORD_APPLICATION = "record_application", _("Record the owner's application")
    REQUEST_DOCUMENTS = "request_documents", _("Ask for missing documents")
    UPLOAD_DOCUMENT = "upload_document", _("Send a missing document")
    RECORD_DOCUMENT = "record_document", _("Record a document that came on paper")
    CONFIRM_DOCUMENTS = "confirm_documents", _("Confirm that no document is missing")
    DECLARE_COMPLEX = "declare_complex", _("Declare a complex case")
    DETERMINE = "determine", _("Make the determination")
    PROPOSE_DENIAL = "propose_denial", _("Submit a denial for approval")
    APPROVE = "approve", _("Approve the determination")
    RETURN = "return", _("Send the determination back")
    SEND_DENIAL = "send_denial", _("Send the denial letter")
    SEND_PARTIAL_DENIAL = "send_partial_denial", _("Send the letter for the denied part")
    ACCEPT_OFFER = "accept_offer", _("Accept the offer")
    DECLINE_OFFER = "decline_offer", _("Decline the offer")
    OFFER = "offer", _("Offer an agreement")
    RECORD_AGREEMENT = "record_agreement", _("Record a signed agreement")
    START = "start", _("Record the start of the works")
    PAY = "pay", _("Record the payment")
    COMPLETE = "complete", _("Record the completion of the works")
    TELL_DEVELOPER = "tell_developer", _("Record that the developer was told")
    ACCEPT_REPAIR = "accept_repair", _("Accept the repair")
    VISIT = "visit", _("Record the visit")
    FINISH_REPAIR = "finish_repair", _("Record the finished repair")
    REFUSE_REPAIR = "refuse_repair", _("Refuse the repair")
    WITHDRAW = "withdraw", _("Withdraw the claim")


Guard = Callable[[Standing], bool]


def _always(_standing: Standing) -> bool:
    return True


def _is_applied(now: Standing) -> bool:
    """What a report by telephone alone does not allow: the terms of the determination begin with the application."""
    return now.is_applied


@dataclass(frozen=True, slots=True)
class Transition:
    """From any of `sources` to `target` (None: it stays); `roles` may take it; `event` is what the record then says.

    `when` asks more than the state: whether something was asked, offered, denied.
    """

    sources: frozenset[ClaimState]
    target: ClaimState | None
    roles: frozenset[Role]
    event: ClaimEvent
    when: Guard = _always


FILED, SURVEYED, PROPOSED = ClaimState.FILED, ClaimState.SURVEYED, ClaimState.PROPOSED
DETERMINED, AGREED, PERFORMING = ClaimState.DETERMINED, ClaimState.AGREED, ClaimState.PERFORMING
CLOSED, WITH_DEVELOPER = ClaimState.CLOSED, ClaimState.WITH_DEVELOPER
ADJUSTER, MANAGER = frozenset({Role.ADJUSTER}), frozenset({Role.INSURER_MANAGER})
DEVELOPER = frozenset({Role.PARTICIPANT})
# Owners, and whoever acts for them: an agent signs in as an owner does, a property manager's people as themselves.
OWNER = frozenset({Role.OWNER, Role.PARTICIPANT})
UNDECIDED = frozenset({FILED, SURVEYED})
BEFORE_AGREEMENT = frozenset({FILED, SURVEYED, PROPOSED, DETERMINED, WITH_DEVELOPER})

_INSURER_DECIDES: Mapping[ClaimAction, Transition] = {
    ClaimAction.SURVEY: Transition(frozenset({FILED}), SURVEYED, ADJUSTER, ClaimEvent.SURVEYED),
    ClaimAction.APPLY: Transition(UNDECIDED, None, OWNER, ClaimEvent.RECEIVED, lambda now: not now.is_applied),
    ClaimAction.RECORD_APPLICATION: Transition(
        UNDECIDED, None, ADJUSTER, ClaimEvent.RECEIVED, lambda now: not now.is_applied
    ),
    ClaimAction.REQUEST_DOCUMENTS: Transition(
        UNDECIDED, None, ADJUSTER, ClaimEvent.DOCUMENTS_REQUESTED, lambda now: now.may_ask
    ),
    ClaimAction.UPLOAD_DOCUMENT: Transition(
        UNDECIDED | {PROPOSED}, None, OWNER, ClaimEvent.DOCUMENT_RECEIVED, lambda now: now.is_waiting
    ),
    ClaimAction.RECORD_DOCUMENT: Transition(
        UNDECIDED | {PROPOSED}, None, ADJUSTER, ClaimEvent.DOCUMENT_RECEIVED, lambda now: now.is_waiting
    ),
    ClaimAction.CONFIRM_DOCUMENTS: Transition(UNDECIDED, None, ADJUSTER, ClaimEvent.COMPLETE, lambda now: now.may_ask),
    ClaimAction.DECLARE_COMPLEX: Transition(
        UNDECIDED, None, ADJUSTER, ClaimEvent.COMPLEX, lambda now: now.is_applied and not now.is_complex
    ),
    ClaimAction.DETERMINE: Transition(frozenset({SURVEYED}), DETERMINED, ADJUSTER, ClaimEvent.DETERMINED, _is_applied),
    ClaimAction.PROPOSE_DENIAL: Transition(frozenset({SURVEYED}), PROPOSED, ADJUSTER, ClaimEvent.PROPOSED, _is_applied),
    ClaimAction.APPROVE: Transition(frozenset({PROPOSED}), DETERMINED, MANAGER, ClaimEvent.DETERMINED),
    ClaimAction.RETURN: Transition(frozenset({PROPOSED}), SURVEYED, MANAGER, ClaimEvent.RETURNED),
    ClaimAction.SEND_DENIAL: Transition(
        frozenset({DETERMINED}),
        ClaimState.DENIED,
        ADJUSTER,
        ClaimEvent.DENIAL_SENT,
        lambda now: now.result == Result.NOT_COVERED,
    ),
    ClaimAction.SEND_PARTIAL_DENIAL: Transition(
        frozenset({DETERMINED, AGREED, PERFORMING}),
        None,
        ADJUSTER,
        ClaimEvent.DENIAL_SENT,
        lambda now: now.result == Result.PARTLY and now.owes_denial,
    ),
}
_INSURER_PERFORMS: Mapping[ClaimAction, Transition] = {
    ClaimAction.OFFER: Transition(
        frozenset({DETERMINED}),
        None,
        ADJUSTER,
        ClaimEvent.OFFERED,
        lambda now: now.is_payable and not now.is_offered,
    ),
    ClaimAction.ACCEPT_OFFER: Transition(
        frozenset({DETERMINED}), AGREED, OWNER, ClaimEvent.AGREED, lambda now: now.is_offered
    ),
    ClaimAction.DECLINE_OFFER: Transition(
        frozenset({DETERMINED}), None, OWNER, ClaimEvent.DECLINED, lambda now: now.is_offered
    ),
    ClaimAction.RECORD_AGREEMENT: Transition(
        frozenset({DETERMINED}), AGREED, ADJUSTER, ClaimEvent.AGREED, lambda now: now.is_offered
    ),
    ClaimAction.START: Transition(
        frozenset({AGREED}), PERFORMING, ADJUSTER, ClaimEvent.STARTED, lambda now: now.is_repair
    ),
    ClaimAction.PAY: Transition(
        frozenset({AGREED}),
        CLOSED,
        ADJUSTER,
        ClaimEvent.PERFORMED,
        lambda now: now.is_payment and not now.owes_denial,
    ),
    ClaimAction.COMPLETE: Transition(
        frozenset({PERFORMING}), CLOSED, ADJUSTER, ClaimEvent.PERFORMED, lambda now: not now.owes_denial
    ),
}
_DEVELOPER_REPAIRS: Mapping[ClaimAction, Transition] = {
    ClaimAction.TELL_DEVELOPER: Transition(
        frozenset({WITH_DEVELOPER}), None, ADJUSTER, ClaimEvent.DEVELOPER_TOLD, lambda now: not now.is_developer_told
    ),
    ClaimAction.ACCEPT_REPAIR: Transition(
        frozenset({WITH_DEVELOPER}),
        None,
        DEVELOPER,
        ClaimEvent.REPAIR_ACCEPTED,
        lambda now: not now.is_repair_accepted,
    ),
    ClaimAction.VISIT: Transition(
        frozenset({WITH_DEVELOPER}), None, DEVELOPER, ClaimEvent.DEVELOPER_VISITED, lambda now: not now.is_visited
    ),
    ClaimAction.FINISH_REPAIR: Transition(
        frozenset({WITH_DEVELOPER}),
        CLOSED,
        DEVELOPER,
        ClaimEvent.REPAIR_DONE,
        lambda now: now.is_repair_accepted,
    ),
    ClaimAction.REFUSE_REPAIR: Transition(
        frozenset({WITH_DEVELOPER}), ClaimState.REFUSED, DEVELOPER, ClaimEvent.REPAIR_REFUSED
    ),
}
TRANSITIONS: Mapping[ClaimAction, Transition] = {
    **_INSURER_DECIDES,
    **_INSURER_PERFORMS,
    **_DEVELOPER_REPAIRS,
    ClaimAction.WITHDRAW: Transition(BEFORE_AGREEMENT, ClaimState.WITHDRAWN, OWNER, ClaimEvent.WITHDRAWN),
}


_NONE: frozenset[ClaimAction] = frozenset()
_ALL = frozenset(ClaimAction)
_OWNERS = frozenset(action for action in ClaimAction if Role.OWNER in TRANSITIONS[action].roles)
_DEVELOPERS = frozenset(_DEVELOPER_REPAIRS) - {ClaimAction.TELL_DEVELOPER}
# What disposes of the claim: for others than owners only where their authority says so (Civil Code 165).
SETTLING = frozenset({ClaimAction.ACCEPT_OFFER, ClaimAction.DECLINE_OFFER, ClaimAction.WITHDRAW})


def open_actions(claim: Claim, actor: Actor) -> list[ClaimAction]:
    """What this actor may do with the claim now, in the order of the path."""
    theirs = [
        action
        for action in ClaimAction
        if claim.state in TRANSITIONS[action].sources and actor.role in TRANSITIONS[action].roles
    ]
    allowed = _steps_of(actor, claim) if theirs else frozenset()
    mine = [action for action in theirs if action in allowed]
    if not mine:
        return []
    now = standing_of(claim)
    return [action for action in mine if TRANSITIONS[action].when(now)]


def may_take(action: ClaimAction, *, claim: Claim, actor: Actor) -> bool:
    """Whether the step is this actor's at all, whatever the state: the right role, of the right body or home."""
    return actor.role in TRANSITIONS[action].roles and action in _steps_of(actor, claim)


def _steps_of(actor: Actor, claim: Claim) -> frozenset[ClaimAction]:
    """The steps of this claim that can be the actor's: as its insurer, as its developer, or for its home."""
    match actor.role:
        case Role.ADJUSTER | Role.INSURER_MANAGER:
            return _ALL if actor.organisation_id == claim.insurer_id else _NONE
        case Role.PARTICIPANT if claim.developer_id is not None and actor.organisation_id == claim.developer_id:
            return _DEVELOPERS
        case Role.OWNER | Role.PARTICIPANT:
            return _steps_for_home(actor, claim)
        case _other:
            return _NONE


def _steps_for_home(actor: Actor, claim: Claim) -> frozenset[ClaimAction]:
    if owns(actor, claim.unit_id):
        return _OWNERS
    authority = authority_for(actor, claim.unit_id)
    if authority is None:
        return _NONE
    return _OWNERS if authority.may_settle else _OWNERS - SETTLING


def move(claim: Claim, action: ClaimAction, *, by: Actor) -> Transition:
    """Compare-and-swap on the state in the database; of two racing moves one wins.

    The update locks the claim's row until the transaction ends, so what `when` reads cannot change under it.

    Raises:
        NotYourStep: another role, body or home. NotAllowedInState: the claim is no longer where the step begins.
    """
    way = TRANSITIONS[action]
    if by.user_id is None or not may_take(action, claim=claim, actor=by):
        raise NotYourStep(rule=str(action.label))
    moved = Claim.objects.filter(pk=claim.pk, city_id=by.tenant_id, state__in=way.sources).update(
        state=way.target or F("state")
    )
    if not moved or not way.when(standing_of(claim)):
        raise NotAllowedInState(rule=str(action.label))
    claim.state = way.target or claim.state
    return way
