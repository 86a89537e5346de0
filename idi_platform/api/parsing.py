"""What a body may be before anybody reads it: JSON of a bounded size and depth, whose words can be written again."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import IO, Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import APIException, ParseError
from rest_framework.parsers import JSONParser

DEEPEST = 32


class BodyTooLarge(APIException):
    status_code = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    default_detail = _("The body is too large.")
    default_code = "body_too_large"


class BoundedJson(JSONParser):
    """JSON without NaN, of at most DATA_UPLOAD_MAX_MEMORY_SIZE bytes and DEEPEST levels, without half characters."""

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        # JSON is UTF-8 (RFC 8259), whatever charset the head names.
        told: dict[str, Any] = {**(parser_context or {}), "encoding": "utf-8"}
        length = int(told["request"].META.get("CONTENT_LENGTH") or 0) if "request" in told else 0
        if length > (settings.DATA_UPLOAD_MAX_MEMORY_SIZE or length):
            raise BodyTooLarge
        try:
            found: dict[str, Any] = super().parse(stream, media_type, told)
        except RecursionError as error:
            raise _too_deep() from error
        _check(found)
        return found


def _check(found: Any) -> None:
    """Goes down level by level, never by calling itself: depth is what the sender chose."""
    level = [found]
    for _depth in range(DEEPEST):
        if not level:
            return
        for word in level:
            if isinstance(word, str) and not _can_be_written(word):
                raise ParseError(_("A text holds half of a character (a lone surrogate)."))
        level = [below for one in level for below in _below(one)]
    raise _too_deep()


def _below(one: Any) -> list[Any]:
    if isinstance(one, dict):
        return [*one.keys(), *one.values()]
    return one if isinstance(one, list) else []


def _can_be_written(word: str) -> bool:
    try:
        word.encode()
    except UnicodeEncodeError:
        return False
    return True


def _too_deep() -> ParseError:
    return ParseError(_("The body is nested too deeply."))
