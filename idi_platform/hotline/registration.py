"""What the hotline tells the layers below: its entry of the navigation."""

from django.utils.translation import gettext_lazy as _

from idi_platform.ui.public import NavItem, register_nav

from .rights import STAFF

register_nav(
    NavItem(label=_("Owners' numbers"), icon="phone", url_name="hotline:desk", roles=frozenset(STAFF), order=66)
)
