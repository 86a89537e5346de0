"""Who calls: today the signed-in session, with its CSRF token on writes; keys of organisations come beside it."""

from rest_framework.authentication import SessionAuthentication
from rest_framework.request import Request


class SessionSignIn(SessionAuthentication):
    """As a browser; a caller without a session is told 401, not 403."""

    def authenticate_header(self, request: Request) -> str:
        del request
        return 'Session realm="idi"'
