"""The rights of the inbox."""

from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import CITY_ROLES, Right, Role, declare_right

READ_INBOX = declare_right(
    Right(
        code="alerts.inbox",
        subject=_("Messages"),
        label=_("Read one's messages and mark them as read"),
        roles=CITY_ROLES,
        note=_("Only one's own"),
    )
)
SET_ROBOTS = declare_right(
    Right(
        code="alerts.robots",
        subject=_("Messages"),
        label=_("Enter the organisation's group robots, and test them"),
        roles=(Role.ORG_ADMIN,),
        note=_("Only of one's own organisation"),
    )
)
