"""This app's entries of the navigation; a role's first entry is the page it lands on."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import PLATFORM_ROLES, Role
from idi_platform.ui.public import NavItem, register_nav

register_nav(
    NavItem(
        label=_("Who does what"),
        icon="users-group",
        url_name="operations:duties",
        roles=frozenset(PLATFORM_ROLES),
        order=90,
    )
)
register_nav(
    NavItem(
        label=_("Health"),
        icon="heartbeat",
        url_name="operations:health_page",
        roles=frozenset({Role.OPERATOR}),
        order=5,
    )
)
if settings.DEMO_MODE:
    register_nav(
        NavItem(
            label=_("Demo clock"),
            icon="clock-cog",
            url_name="operations:clock",
            roles=frozenset({Role.OPERATOR}),
            order=80,
        )
    )
