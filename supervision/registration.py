"""This app's lists, and its entries of the navigation; a role's first entry is the page it lands on."""

from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import Role
from idi_platform.lists.public import register_list
from idi_platform.ui.public import NavItem, register_nav

from .web.lists import CLAIMS, FINDINGS, PROJECTS
from .web.terms import TERMS

for page in (TERMS, CLAIMS, FINDINGS, PROJECTS):
    register_list(page)
register_nav(
    NavItem(
        label=_("Overview"),
        icon="layout-dashboard",
        url_name="supervision:dashboard",
        roles=frozenset({Role.BUREAU}),
        order=5,
    )
)
