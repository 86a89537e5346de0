"""Text messages that are no notices (codes, news of a changed number): handed to the gateway while they hold."""

import logging
from datetime import datetime

from idi_platform.accounts.public import put_text_back, take_text
from idi_platform.alerts.channels import CHANNELS, NotNow, Outgoing, Refused
from idi_platform.alerts.models import ChannelKind

MOST = 200
logger = logging.getLogger(__name__)


def send_texts(*, at: datetime) -> int:
    """How many left. Taken before it is sent: a worker that dies in between loses one message, and nobody is sent two
    codes. A gateway that is away is asked again at the next tick. `at` is real time.
    """
    gateway = CHANNELS[ChannelKind.SMS]
    if not gateway.is_on():
        return 0
    for sent in range(MOST):
        message = take_text(at=at)
        if message is None:
            return sent
        try:
            gateway.send(Outgoing(f"text.{message.pk}", "", message.text, to=message.number))
        except Refused as refused:
            logger.warning("Text message %s was refused (%s)", message.pk, refused)
        except NotNow as fault:
            logger.warning("Text message %s waits (%s)", message.pk, fault)
            put_text_back(message)
            return sent
    return MOST
