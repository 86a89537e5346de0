"""Who calls: a program with its key, or the signed-in session with its CSRF token on writes."""

from django.utils.translation import gettext_lazy as _
from rest_framework.authentication import BaseAuthentication, SessionAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from idi_platform.accounts.public import User

from .keys import SCHEME
from .middleware import key_of, key_sent
from .models import ApiKey


class KeySignIn(BaseAuthentication):
    """KeyMiddleware has looked the key up; without a key the session is asked. Keys need no CSRF token."""

    def authenticate(self, request: Request) -> tuple[User, ApiKey] | None:
        if key_sent(request._request) is None:
            return None
        key = key_of(request._request)
        if key is None:
            raise AuthenticationFailed(_("This key opens nothing: it is unknown, ended or expired."))
        return key.client.membership.user, key

    def authenticate_header(self, request: Request) -> str:
        del request
        return f'{SCHEME} realm="idi"'


class SessionSignIn(SessionAuthentication):
    """As a browser; a caller without a session is told 401, not 403."""

    def authenticate_header(self, request: Request) -> str:
        del request
        return 'Session realm="idi"'
