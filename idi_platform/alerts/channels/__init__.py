"""The ways out of the portal, each behind the same small protocol."""

from collections.abc import Mapping

from idi_platform.alerts.models import ChannelKind

from .base import Away, Channel, NotNow, Outgoing, Refused
from .mail import Mail
from .robots import DingTalk, WeCom
from .text import TextMessages

CHANNELS: Mapping[str, Channel] = {
    ChannelKind.EMAIL: Mail(),
    ChannelKind.SMS: TextMessages(),
    ChannelKind.WECOM: WeCom(),
    ChannelKind.DINGTALK: DingTalk(),
}

__all__ = ["CHANNELS", "Away", "Channel", "NotNow", "Outgoing", "Refused"]
