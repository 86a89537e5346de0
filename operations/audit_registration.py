"""The audit administrator's entries of the navigation."""

from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import Role
from idi_platform.ui.public import NavItem, register_nav

_AUDITOR = frozenset({Role.AUDIT_ADMIN})

register_nav(
    NavItem(label=_("Is the record intact?"), icon="shield-check", url_name="audit:chains", roles=_AUDITOR, order=5)
)
register_nav(
    NavItem(label=_("Search the record"), icon="list-search", url_name="audit:search", roles=_AUDITOR, order=6)
)
register_nav(NavItem(label=_("What was changed"), icon="history", url_name="audit:versions", roles=_AUDITOR, order=7))
