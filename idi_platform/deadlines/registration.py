"""What deadlines tells the layers below: what a correction does to its terms, and what passes to a successor."""

from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import Role
from idi_platform.audit.public import Anchored, register_anchored
from idi_platform.organisations.public import register_successor
from idi_platform.ui.public import NavItem, register_nav

from .constants import EventCode
from .services.correcting import follow_correction, has_started_terms
from .services.succeeding import pass_terms

register_anchored(Anchored(hangs_on=has_started_terms, follow=follow_correction), following=EventCode.values)
register_successor("terms", pass_terms)
register_nav(
    NavItem(
        label=_("Terms reckoned anew"),
        icon="calendar-stats",
        url_name="deadlines:recomputations",
        roles=frozenset({Role.BUREAU}),
        order=85,
    )
)
