"""The rights of the housing bureau's portal."""

from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import Right, Role, declare_right

WATCH = declare_right(
    Right(
        code="supervision.watch",
        subject=_("Supervision"),
        label=_("Read the overview, the watch lists and their exports"),
        roles=(Role.BUREAU,),
        note=_("An officer of a district only of that district"),
    )
)
