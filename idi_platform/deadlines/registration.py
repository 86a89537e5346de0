"""What deadlines tells the layers below: what a correction does to its terms, and what passes to a successor."""

from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import Role
from idi_platform.audit.public import Anchored, register_anchored
from idi_platform.lists.public import register_list
from idi_platform.organisations.public import register_successor
from idi_platform.ui.public import NavItem, register_nav

from .certificates import CERTIFICATES
from .constants import EventCode
from .eligibility import ELIGIBILITY
from .rights import READ_EXPECTED, READ_LADDERS, READ_MINE, READ_STOPS
from .services.correcting import follow_correction, has_started_terms
from .services.succeeding import pass_terms
from .watches import register_watch
from .web.expected import EXPECTED
from .web.mine import MINE

register_anchored(Anchored(hangs_on=has_started_terms, follow=follow_correction), following=EventCode.values)
register_successor("terms", pass_terms)
register_list(MINE)
register_list(EXPECTED)
register_watch(ELIGIBILITY)
register_watch(CERTIFICATES)
register_nav(
    NavItem(
        label=_("My terms"), icon="calendar-due", url_name="deadlines:mine", roles=frozenset(READ_MINE.roles), order=12
    )
)
register_nav(
    NavItem(
        label=_("Expected events"),
        icon="ear",
        url_name="deadlines:expected",
        roles=frozenset(READ_EXPECTED.roles),
        order=83,
    )
)
register_nav(
    NavItem(
        label=_("Stops of terms"),
        icon="player-pause",
        url_name="deadlines:stops",
        roles=frozenset(READ_STOPS.roles),
        order=84,
    )
)
register_nav(
    NavItem(
        label=_("Terms reckoned anew"),
        icon="calendar-stats",
        url_name="deadlines:recomputations",
        roles=frozenset({Role.BUREAU}),
        order=85,
    )
)
register_nav(
    NavItem(
        label=_("Ladders"), icon="ladder", url_name="deadlines:ladders", roles=frozenset(READ_LADDERS.roles), order=86
    )
)
