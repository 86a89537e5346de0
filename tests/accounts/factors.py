"""People with second factors, and the answers their devices give."""

import time

from allauth.account.internal.stagekit import LOGIN_SESSION_KEY
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.test import Client

from idi_platform.accounts.public import User
from tests.world import PASSWORD

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
STEP = 30


def with_app(user: User) -> User:
    """The person with an authenticator app that holds SECRET, and recovery codes."""
    TOTP.activate(user, SECRET)
    RecoveryCodes.activate(user)
    return user


def code(secret: str = SECRET) -> str:
    """What the app shows now."""
    shown: str = format_hotp_value(hotp_value(secret, int(time.time()) // STEP))
    return shown


def wrong_code(secret: str = SECRET) -> str:
    """Six digits that are right neither now nor a step to either side."""
    now = int(time.time()) // STEP
    near = {format_hotp_value(hotp_value(secret, now + step)) for step in (-2, -1, 0, 1, 2)}
    return next(found for found in (f"{number:06}" for number in range(9)) if found not in near)


def recovery_codes(user: User) -> list[str]:
    codes: list[str] = (
        Authenticator.objects.get(user=user, type=Authenticator.Type.RECOVERY_CODES).wrap().get_unused_codes()
    )
    return codes


def half_sign_in(client: Client, username: str) -> None:
    """Name and password, and no further."""
    client.post("/sign-in/", {"username": username, "password": PASSWORD})


def sign_in(client: Client, user: User) -> None:
    """The whole way of staff: password and code."""
    if not Authenticator.objects.filter(user=user).exists():
        with_app(user)
    half_sign_in(client, user.username)
    client.post("/sign-in/second-factor/", {"code": recovery_codes(user)[0]})


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def is_half_signed_in(client: Client) -> bool:
    return LOGIN_SESSION_KEY in client.session and not is_signed_in(client)
