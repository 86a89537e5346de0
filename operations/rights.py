"""The rights of the three administrators of the platform."""

from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import PLATFORM_ROLES, Right, Role, declare_right

_PLATFORM = _("Platform")

READ_DUTIES = declare_right(
    Right(
        code="operations.duties",
        subject=_PLATFORM,
        label=_("See which administrator does what"),
        roles=PLATFORM_ROLES,
    )
)
RUN_PLATFORM = declare_right(
    Right(
        code="operations.run",
        subject=_PLATFORM,
        label=_("Watch the platform's health, hand messages out again, move a demo's clock"),
        roles=(Role.OPERATOR,),
        note=_("Sees no case file"),
    )
)
