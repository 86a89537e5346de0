"""The rights of the hotline: one person checks who somebody is, another confirms it."""

from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import Right, Role, declare_right

_NUMBER = _("Owner's mobile number")
STAFF = (Role.ADJUSTER, Role.INSURER_MANAGER, Role.BUREAU)

CHECK = declare_right(
    Right(
        code="hotline.check",
        subject=_NUMBER,
        label=_("Check the identity of an owner who has lost their number"),
        roles=STAFF,
        note=_("Only of homes they may see, never of oneself"),
    )
)
CONFIRM = declare_right(
    Right(
        code="hotline.confirm",
        subject=_NUMBER,
        label=_("Confirm or refuse a checked change of number"),
        roles=STAFF,
        note=_("Only of homes they may see, never of oneself"),
        second_to=("hotline.check",),
    )
)
