"""The web process: `gunicorn idi_platform.wsgi`."""

import codecs
import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.core.wsgi import get_wsgi_application
from django.template.loader import get_template
from django.utils.http import parse_header_parameters

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_TEXT = {"utf-8", "ascii"}


def in_utf8_alone(application: "WSGIApplication") -> "WSGIApplication":
    """Answers 400 to a head that says its text is in anything but UTF-8.

    Django fails over a charset that is no script (rot13) before any middleware of ours is asked.
    """

    def answer(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        if _is_utf8(environ.get("CONTENT_TYPE", "")):
            return application(environ, start_response)
        start_response("400 Bad Request", [("Content-Type", "text/html; charset=utf-8")])
        return [get_template("400.html").render().encode()]

    return answer


def _is_utf8(content_type: str) -> bool:
    """True as well where nothing is said, or something that nobody knows: Django passes over it."""
    _kind, told = parse_header_parameters(content_type)
    try:
        return codecs.lookup(told.get("charset", "utf-8")).name in _TEXT
    except LookupError:
        return True


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "idi_platform.settings")
application = in_utf8_alone(get_wsgi_application())
