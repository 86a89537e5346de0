"""The rights of the inbox."""

from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import CITY_ROLES, Right, Role, declare_right

from .models import TemplateState

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
READ_WORDS = declare_right(
    Right(
        code="alerts.words",
        subject=_("Words of messages"),
        label=_("Read how the city words its messages, and who decided it"),
        roles=(Role.BUREAU,),
    )
)
ASK_WORDS = declare_right(
    Right(
        code="alerts.ask_words",
        subject=_("Words of messages"),
        label=_("Propose words for a kind of message, and send them to oneself as a test"),
        roles=(Role.BUREAU,),
        note=_("An officer for the whole city"),
    )
)
DECIDE_WORDS = declare_right(
    Right(
        code="alerts.decide_words",
        subject=_("Words of messages"),
        label=_("Put proposed words in force, or refuse them"),
        roles=(Role.BUREAU,),
        states=(TemplateState.ASKED.label,),
        note=_("An officer for the whole city; whoever asked only withdraws it"),
        second_to=("alerts.ask_words",),
    )
)
