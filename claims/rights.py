"""The rights over claims; those over the steps of a claim are its lifecycle's, read from there."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import Right, Role, declare_right

from .constants import DESK, ClaimState
from .lifecycle import TRANSITIONS, ClaimAction

_CLAIM, _HOME = _("Claim"), _("Home")
_OWN_HOME = _("Only of one's own home, or of one for whose owners one acts")
# Owners, and those who act for them: LEGAL.md, "who may claim".
FOR_HOMES = (Role.OWNER, Role.PARTICIPANT)
_OWN_BODY = _("Only of one's own insurer; the bureau those of its district")
# Who answers for the denial: on the same claim never the person who submitted it.
_SECOND_TO: Mapping[ClaimAction, tuple[str, ...]] = {
    ClaimAction.APPROVE: (f"claims.{ClaimAction.PROPOSE_DENIAL}",),
    ClaimAction.RETURN: (f"claims.{ClaimAction.PROPOSE_DENIAL}",),
}

MY_HOMES = declare_right(
    Right(
        code="claims.my_homes",
        subject=_HOME,
        label=_("See one's homes, their cover and their claims"),
        roles=FOR_HOMES,
        note=_OWN_HOME,
    )
)
FILE = declare_right(
    Right(code="claims.file", subject=_CLAIM, label=_("File a claim"), roles=FOR_HOMES, note=_OWN_HOME)
)
RECORD_CALL = declare_right(
    Right(
        code="claims.record_call",
        subject=_CLAIM,
        label=_("Record an owner's report by telephone"),
        roles=(Role.ADJUSTER,),
        note=_("Only of homes that one's own insurer covers"),
    )
)
READ = declare_right(
    Right(
        code="claims.read",
        subject=_CLAIM,
        label=_("Read a claim"),
        roles=(Role.OWNER, Role.ADJUSTER, Role.INSURER_MANAGER, Role.PARTICIPANT, Role.BUREAU),
        note=_("Whose home, insurer, repair or district it is"),
    )
)
READ_DESK = declare_right(
    Right(code="claims.desk", subject=_CLAIM, label=_("Work through the list of claims"), roles=DESK, note=_OWN_BODY)
)
CHOOSE_CLAIMANT = declare_right(
    Right(
        code="claims.choose_claimant",
        subject=_CLAIM,
        label=_("Record who goes on with a claim after the home changed hands"),
        roles=(Role.ADJUSTER,),
        note=_("Only of homes that one's own insurer covers"),
    )
)
READ_APPROVALS = declare_right(
    Right(
        code="claims.approvals",
        subject=_CLAIM,
        label=_("See what waits for approval"),
        roles=(Role.INSURER_MANAGER,),
        note=_OWN_BODY,
    )
)
READ_REPAIRS = declare_right(
    Right(
        code="claims.repairs",
        subject=_CLAIM,
        label=_("See what owners ask the developer to repair"),
        roles=(Role.PARTICIPANT,),
        note=_("Only the developer that must repair"),
    )
)
STEPS: Mapping[ClaimAction, Right] = {
    action: declare_right(
        Right(
            code=f"claims.{action}",
            subject=_CLAIM,
            label=action.label,
            roles=tuple(sorted(TRANSITIONS[action].roles)),
            states=tuple(state.label for state in ClaimState if state in TRANSITIONS[action].sources),
            second_to=_SECOND_TO.get(action, ()),
        )
    )
    for action in ClaimAction
}
OWNER_STEPS = tuple(right for right in STEPS.values() if Role.OWNER in right.roles)
DESK_STEPS = tuple(right for right in STEPS.values() if Role.OWNER not in right.roles)
