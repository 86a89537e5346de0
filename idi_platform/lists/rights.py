"""The rights over saved views."""

from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import CITY_ROLES, Right, declare_right

KEEP_VIEWS = declare_right(
    Right(
        code="lists.views",
        subject=_("Lists"),
        label=_("Save views of a list and share them in one's own body"),
        roles=CITY_ROLES,
        note=_("Only of a list that one may open"),
    )
)
