"""Pages for what went wrong; those of 400 and 404 are Django's own views with our templates."""

import sys

from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template
from django.views import defaults


def csrf_failure(_request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was too old or came from elsewhere. `reason` is for the log that Django writes, not for the reader."""
    del reason
    return HttpResponse(get_template("403_csrf.html").render(), status=403)


def service_unavailable(_request: HttpRequest) -> HttpResponse:
    """Shown while a part that the page needs is down: needs no database itself. Asks to come back in half a minute."""
    return HttpResponse(get_template("503.html").render(), status=503, headers={"Retry-After": "30"})


def server_error(request: HttpRequest) -> HttpResponse:
    """handler500: a database that is away is no fault of the page, and passes."""
    return service_unavailable(request) if _is_database_away(sys.exception()) else defaults.server_error(request)


def _is_database_away(error: BaseException | None) -> bool:
    """Also where something stumbled over it later. Plain DatabaseError: the server left the driver without a word."""
    if error is None:
        return False
    lost = isinstance(error, OperationalError | InterfaceError) or type(error) is DatabaseError
    return lost or _is_database_away(error.__cause__ or error.__context__)
