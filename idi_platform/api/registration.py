"""This app's entry of the navigation."""

from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import Role
from idi_platform.ui.public import NavItem, register_nav

register_nav(
    NavItem(label=_("Programs"), icon="plug", url_name="api:clients", roles=frozenset({Role.ORG_ADMIN}), order=60)
)
