"""The rights over projects and insurance policies; those over a policy's steps are its lifecycle's, read from there."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import Right, Role, declare_right

from .filters import PROJECT_READERS, READERS
from .lifecycle import TRANSITIONS, PolicyAction

_PROJECT, _POLICY = _("Project"), _("Insurance policy")
_TAKES_PART = _("Only of projects that one's body takes part in, or of one's district")
_LEAD = _("Only of the lead insurer")

READ_PROJECTS = declare_right(
    Right(
        code="underwriting.projects",
        subject=_PROJECT,
        label=_("Read a project, its parties and milestones"),
        roles=PROJECT_READERS,
        note=_TAKES_PART,
    )
)
WRITE_PROJECTS = declare_right(
    Right(
        code="underwriting.write_projects",
        subject=_PROJECT,
        label=_("Enter a project, its buildings, homes and milestones"),
        roles=(Role.UNDERWRITER,),
        note=_TAKES_PART,
    )
)
READ_HOME = declare_right(
    Right(
        code="underwriting.home",
        subject=_("Home"),
        label=_("Read a home and its cover"),
        roles=(Role.OWNER, *PROJECT_READERS),
        note=_("Owners their own, everybody else those of their projects or district"),
    )
)
READ_POLICIES = declare_right(
    Right(
        code="underwriting.policies",
        subject=_POLICY,
        label=_("Read an insurance policy"),
        roles=READERS,
        note=_("Insurers with a share, the developer, the bureau; a draft only the lead insurer"),
    )
)
WRITE_POLICIES = declare_right(
    Right(
        code="underwriting.write_policies",
        subject=_POLICY,
        label=_("Write an insurance policy: facts, shares, terms, premium"),
        roles=(Role.UNDERWRITER,),
        note=_LEAD,
    )
)
STEPS: Mapping[PolicyAction, Right] = {
    action: declare_right(
        Right(
            code=f"underwriting.{action}",
            subject=_POLICY,
            label=action.label,
            roles=(Role.UNDERWRITER,),
            states=tuple(sorted(state.label for state in way.sources)),
            note=_LEAD,
        )
    )
    for action, way in TRANSITIONS.items()
}
