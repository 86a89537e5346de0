"""The rights over inspections; those over a finding's steps are its lifecycle's, read from there."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import Right, Role, declare_right

from .constants import READER_ROLES, FindingState, ReportState, Signature
from .lifecycle import TRANSITIONS, FindingAction

_REPORT, _FINDING = _("Inspection report"), _("Finding")
_SERVICE = _("Only of the project's inspection service")
_NOTES = {Role.INSPECTOR: _SERVICE, Role.PARTICIPANT: _("Only the body the finding is addressed to")}

READ = declare_right(
    Right(
        code="riskmgmt.read",
        subject=_REPORT,
        label=_("Read submitted reports and their findings"),
        roles=READER_ROLES,
        note=_("Only of projects that one's body takes part in, or of one's district"),
    )
)
WRITE = declare_right(
    Right(
        code="riskmgmt.write",
        subject=_REPORT,
        label=_("Write and submit an inspection report"),
        roles=(Role.INSPECTOR,),
        states=(ReportState.DRAFT.label,),
        note=_("Only one's own draft"),
    )
)
SIGN: Mapping[Signature, Right] = {
    signature: declare_right(
        Right(
            code=f"riskmgmt.sign_{signature}",
            subject=_REPORT,
            label=label,
            roles=(Role.INSPECTOR,),
            states=(ReportState.SUBMITTED.label,),
            note=_SERVICE,
            second_to=second_to,
        )
    )
    for signature, label, second_to in (
        (Signature.CHECKED, _("Sign a report as checked"), (WRITE.code, "riskmgmt.sign_approved")),
        (Signature.APPROVED, _("Sign a report as approved"), (WRITE.code, "riskmgmt.sign_checked")),
    )
}
RECORD_RECEIPT = declare_right(
    Right(
        code="riskmgmt.receipt",
        subject=_REPORT,
        label=_("Record the receipt of the authority's platform"),
        roles=(Role.INSPECTOR,),
        states=(ReportState.SUBMITTED.label,),
        note=_SERVICE,
    )
)
STEPS: Mapping[FindingAction, Right] = {
    action: declare_right(
        Right(
            code=f"riskmgmt.{action}",
            subject=_FINDING,
            label=action.label,
            roles=(way.role,),
            states=tuple(state.label for state in FindingState if state in way.sources),
            note=_NOTES[way.role],
        )
    )
    for action, way in TRANSITIONS.items()
}
LINK = declare_right(
    Right(
        code="riskmgmt.link",
        subject=_FINDING,
        label=_("Make and end a link for a site worker"),
        roles=(TRANSITIONS[FindingAction.ANSWER].role,),
        states=STEPS[FindingAction.ANSWER].states,
        note=_NOTES[Role.PARTICIPANT],
    )
)
STOP_WORK = declare_right(
    Right(
        code="riskmgmt.stop_work",
        subject=_REPORT,
        label=_("Record that works stand still, and that they go on"),
        roles=(Role.BUREAU,),
        note=_("Only of projects that one's body takes part in, or of one's district"),
    )
)
