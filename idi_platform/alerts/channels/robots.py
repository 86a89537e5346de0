"""Group robots of WeCom (企业微信群机器人) and DingTalk (钉钉自定义机器人): text messages by webhook."""

import base64
import hmac
import json
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.utils import timezone

from .base import NotNow, Outgoing, Refused, post

# Answers that mean: too often, come back (WeCom 45009, DingTalk 130101 and 410100), or busy (-1).
_LATER = frozenset({-1, 45009, 130101, 410100})


class WeCom:
    def is_on(self) -> bool:
        return True

    def send(self, outgoing: Outgoing) -> str:
        """Empty: a robot gives no number."""
        query = urlencode({"key": outgoing.to})
        return _post(f"{settings.WECOM_ADDRESS}/cgi-bin/webhook/send?{query}", outgoing.text)


class DingTalk:
    def is_on(self) -> bool:
        return True

    def send(self, outgoing: Outgoing) -> str:
        """Empty: a robot gives no number."""
        query = {"access_token": outgoing.to}
        if outgoing.secret:
            timestamp = str(int(timezone.now().timestamp() * 1000))
            query |= {"timestamp": timestamp, "sign": dingtalk_sign(timestamp, outgoing.secret)}
        return _post(f"{settings.DINGTALK_ADDRESS}/robot/send?{urlencode(query)}", outgoing.text)


def dingtalk_sign(timestamp: str, secret: str) -> str:
    """DingTalk's signature: HMAC-SHA256 with the secret over milliseconds, a line break and the secret, in Base64."""
    digest = hmac.new(secret.encode(), f"{timestamp}\n{secret}".encode(), "sha256").digest()
    return base64.b64encode(digest).decode()


def _post(url: str, text: str) -> str:
    told = {"msgtype": "text", "text": {"content": text}}
    answer = post(url, body=json.dumps(told, ensure_ascii=False).encode())
    try:
        code: Any = answer.json()["errcode"]
    except (ValueError, KeyError, TypeError):
        raise NotNow("The robot's answer has no errcode.") from None
    if code in _LATER:
        raise NotNow(f"errcode {code}")
    if code != 0:
        raise Refused(f"errcode {code}")
    return ""
