"""The rights of the inbox."""

from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import CITY_ROLES, Right, declare_right

READ_INBOX = declare_right(
    Right(
        code="alerts.inbox",
        subject=_("Messages"),
        label=_("Read one's messages and mark them as read"),
        roles=CITY_ROLES,
        note=_("Only one's own"),
    )
)
