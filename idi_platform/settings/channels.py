"""How notices leave the portal. A channel without its variable is off (docs/howto/send-notices.md)."""

import os
from urllib.parse import unquote, urlsplit

from .environment import VAR_DIR, listed, optional_secret

# smtp://host:25, starttls://user@host:587 or smtps://user@host:465.
_SMTP = urlsplit(os.environ.get("IDI_SMTP", ""))
EMAIL_HOST = _SMTP.hostname or ""
EMAIL_PORT = _SMTP.port or 25
EMAIL_HOST_USER = unquote(_SMTP.username or "")
EMAIL_HOST_PASSWORD = optional_secret("IDI_SMTP_PASSWORD")
EMAIL_USE_TLS = _SMTP.scheme == "starttls"
EMAIL_USE_SSL = _SMTP.scheme == "smtps"
# Seconds.
CHANNEL_TIMEOUT = EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("IDI_MAIL_FROM") or "idi@localhost"

# What the demo's own mail server caught.
DEMO_MAILS = VAR_DIR / "mails"

SMS_GATEWAY = os.environ.get("IDI_SMS_GATEWAY", "")
SMS_SECRET = optional_secret("IDI_SMS_SECRET")

# Of robots, whose organisations enter only the key.
WECOM_ADDRESS = (os.environ.get("IDI_WECOM_ADDRESS") or "https://qyapi.weixin.qq.com").rstrip("/")
DINGTALK_ADDRESS = (os.environ.get("IDI_DINGTALK_ADDRESS") or "https://oapi.dingtalk.com").rstrip("/")
# Hosts (with port) of a gateway inside the operator's own network: asked over http too, wherever they lead.
CHANNEL_LOCAL_HOSTS = listed("IDI_CHANNEL_LOCAL_HOSTS", "")
