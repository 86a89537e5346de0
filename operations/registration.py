"""This app's entries of the navigation; a role's first entry is the page it lands on."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import PLATFORM_ROLES, Role, register_deed
from idi_platform.ui.public import NavItem, register_nav

_OPERATOR, _SECURITY = Role.OPERATOR, Role.SECURITY_ADMIN
for item in (
    NavItem(
        label=_("Decisions of two"),
        icon="checkup-list",
        url_name="operations:proposals",
        roles=frozenset({_OPERATOR, _SECURITY}),
        order=10,
    ),
    NavItem(
        label=_("People"),
        icon="users",
        url_name="operations:people",
        roles=frozenset({_OPERATOR, _SECURITY}),
        order=20,
    ),
    NavItem(
        label=_("Organisations"),
        icon="building",
        url_name="operations:organisations",
        roles=frozenset({_OPERATOR, _SECURITY}),
        order=30,
    ),
    NavItem(
        label=_("Cities"),
        icon="map-pin",
        url_name="operations:cities",
        roles=frozenset({_OPERATOR, _SECURITY}),
        order=40,
    ),
    NavItem(
        label=_("Calendars"),
        icon="calendar",
        url_name="operations:calendars",
        roles=frozenset({_OPERATOR, _SECURITY}),
        order=50,
    ),
):
    register_nav(item)
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
        roles=frozenset({_OPERATOR}),
        order=5,
    )
)
register_deed("person_disabled", _("You were kept out"))
register_deed("person_enabled", _("You were let in again"))
if settings.DEMO_MODE:
    register_nav(
        NavItem(
            label=_("Demo clock"),
            icon="clock-cog",
            url_name="operations:clock",
            roles=frozenset({_OPERATOR}),
            order=80,
        )
    )
    register_nav(
        NavItem(
            label=_("Mails caught"),
            icon="mail",
            url_name="operations:mails",
            roles=frozenset({_OPERATOR}),
            order=81,
        )
    )
