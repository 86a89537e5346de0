"""What policies tells the layers below: its list, and its entries of the navigation."""

from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import Role
from idi_platform.lists.public import register_list
from idi_platform.ui.public import NavItem, register_nav

from .web.draft_list import DRAFTS

register_list(DRAFTS)
register_nav(
    NavItem(
        label=_("Readings"),
        icon="book",
        url_name="policies:reading_desk",
        roles=frozenset({Role.BUREAU}),
        order=71,
    )
)
register_nav(
    NavItem(
        label=_("Drafts of rules"),
        icon="edit",
        url_name="policies:drafts",
        roles=frozenset({Role.BUREAU}),
        order=70,
    )
)
