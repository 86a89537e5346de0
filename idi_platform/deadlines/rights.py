"""The rights over terms."""

from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import CITY_ROLES, Right, Role, declare_right

from .models import LadderState, RecomputationState

READ_TERMS = declare_right(
    Right(
        code="deadlines.read",
        subject=_("Terms"),
        label=_("Read a term and why it is due that day"),
        roles=CITY_ROLES,
        note=_("Only of a case file that one may see"),
    )
)
READ_MINE = declare_right(
    Right(
        code="deadlines.mine",
        subject=_("Terms"),
        label=_("Read the open terms of one's own cases in one list and month by month"),
        roles=tuple(role for role in CITY_ROLES if role not in {Role.OWNER, Role.ORG_ADMIN}),
        note=_("Only of a case file that one may see"),
    )
)
READ_EXPECTED = declare_right(
    Right(
        code="deadlines.expected",
        subject=_("Terms"),
        label=_("Read what is expected to happen, and what is missing"),
        roles=(Role.INSPECTOR, Role.UNDERWRITER, Role.INSURER_MANAGER, Role.ORG_ADMIN, Role.BUREAU),
        note=_("Only of a case file that one may see"),
    )
)
READ_STOPS = declare_right(
    Right(
        code="deadlines.stops",
        subject=_("Terms"),
        label=_("Read how often and how long each body's terms were stopped"),
        roles=(Role.BUREAU,),
    )
)
READ_RECOMPUTATIONS = declare_right(
    Right(
        code="deadlines.recomputations",
        subject=_("Terms"),
        label=_("Read which terms are reckoned anew, and why"),
        roles=(Role.BUREAU,),
        note=_("Only for the whole city"),
    )
)
ASK_RECOMPUTATION = declare_right(
    Right(
        code="deadlines.ask_recomputation",
        subject=_("Terms"),
        label=_("Ask that terms be reckoned anew by a corrected text"),
        roles=(Role.BUREAU,),
        note=_("Only for the whole city"),
    )
)
DECIDE_RECOMPUTATION = declare_right(
    Right(
        code="deadlines.decide_recomputation",
        subject=_("Terms"),
        label=_("Have them reckoned anew, or refuse it"),
        roles=(Role.BUREAU,),
        states=(RecomputationState.ASKED.label,),
        note=_("Only for the whole city"),
        second_to=("deadlines.ask_recomputation",),
    )
)
_LADDERS = _("Ladders of reminders")

READ_LADDERS = declare_right(
    Right(
        code="deadlines.ladders",
        subject=_LADDERS,
        label=_("Read the city's ladders, their versions, and what one would say about a term"),
        roles=(Role.BUREAU,),
    )
)
WRITE_LADDERS = declare_right(
    Right(
        code="deadlines.write_ladders",
        subject=_LADDERS,
        label=_("Draft a ladder, ask that it come into force, withdraw it"),
        roles=(Role.BUREAU,),
        note=_("An officer for the whole city; only one's own draft"),
    )
)
DECIDE_LADDERS = declare_right(
    Right(
        code="deadlines.decide_ladders",
        subject=_LADDERS,
        label=_("Put a ladder in force, or refuse it"),
        roles=(Role.BUREAU,),
        states=(LadderState.ASKED.label,),
        note=_("An officer for the whole city"),
        second_to=("deadlines.write_ladders",),
    )
)
