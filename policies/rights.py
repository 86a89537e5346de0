"""The rights over the city's rules."""

from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import Right, Role, declare_right

from .constants import ProposalState, RuleDraftState

_DRAFT = _("Draft of rules")
_READING = _("Reading of unclear words")
_BUREAU = (Role.BUREAU,)

READ_DRAFTS = declare_right(
    Right(
        code="policies.drafts",
        subject=_DRAFT,
        label=_("Read the city's drafts of rules, with what they change"),
        roles=_BUREAU,
    )
)
WRITE_DRAFTS = declare_right(
    Right(
        code="policies.write_drafts",
        subject=_DRAFT,
        label=_("Start a draft, change it, ask for its review, withdraw it"),
        roles=_BUREAU,
        note=_("An officer for the whole city; only one's own draft, in review only to withdraw it"),
    )
)
PUBLISH_DRAFTS = declare_right(
    Right(
        code="policies.publish_drafts",
        subject=_DRAFT,
        label=_("Publish a draft, or send it back"),
        roles=_BUREAU,
        states=(RuleDraftState.IN_REVIEW.label,),
        note=_("An officer for the whole city"),
        second_to=("policies.write_drafts",),
    )
)
STATE_DUTIES = declare_right(
    Right(
        code="policies.state_duties",
        subject=_("Duty of a stage"),
        label=_("State what became of a point that the texts ask of a case file"),
        roles=(
            Role.UNDERWRITER,
            Role.ADJUSTER,
            Role.INSURER_MANAGER,
            Role.INSPECTOR,
            Role.PARTICIPANT,
            Role.BUREAU,
        ),
        note=_("Of a case file that one may see"),
    )
)
READ_PROPOSALS = declare_right(
    Right(
        code="policies.reading_proposals",
        subject=_READING,
        label=_("Read what was proposed on the city's readings, and by whom it was decided"),
        roles=_BUREAU,
    )
)
PROPOSE_READINGS = declare_right(
    Right(
        code="policies.propose_readings",
        subject=_READING,
        label=_("Propose how unclear words are read in the city"),
        roles=_BUREAU,
        note=_("An officer for the whole city"),
    )
)
DECIDE_READINGS = declare_right(
    Right(
        code="policies.decide_readings",
        subject=_READING,
        label=_("Decide a proposal on a reading, or refuse it"),
        roles=_BUREAU,
        states=(ProposalState.ASKED.label,),
        note=_("An officer for the whole city; whoever proposed it only withdraws it"),
        second_to=("policies.propose_readings",),
    )
)
