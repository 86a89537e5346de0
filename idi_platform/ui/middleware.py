"""The language of a page: what the reader chose at the switch, else Chinese; and how large a request may be."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template
from django.utils import translation
from django.utils.cache import patch_vary_headers

API = "/api/"


def chosen_language(request: HttpRequest) -> str:
    """The language code of the switch's cookie, or the default when there is none or it names no language of ours.

    A program has no switch: what it asks of the API, it asks with Accept-Language.
    """
    if request.path.startswith(API):
        return translation.get_language_from_request(request)
    code = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return code if code in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


class ChosenLanguageMiddleware:
    """Stands where LocaleMiddleware would, which lets Accept-Language decide for a reader who never chose."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = chosen_language(request)
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ("Cookie", "Accept-Language") if request.path.startswith(API) else ("Cookie",))
        return response


class BodyLimitMiddleware:
    """Refuses a body that no form of ours sends before any of it is stored; each file has its own limit besides."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdigit() and int(length) > settings.LARGEST_BODY:
            return HttpResponse(get_template("413.html").render(), status=413)
        return self.get_response(request)
