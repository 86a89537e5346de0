"""Refusals as problem details (RFC 9457): a stable code, words in the caller's language, the field and the rule."""

from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.serializers import as_serializer_error
from rest_framework.views import set_rollback

from idi_platform.tenancy.public import DomainError

CONTENT_TYPE = "application/problem+json"


def as_problem(error: Exception, context: Mapping[str, Any]) -> Response | None:
    """DRF's exception handler. None for a fault of ours, which Django then answers as 500."""
    problem = _problem(error)
    if problem is None:
        return None
    set_rollback()
    status = problem["status"]
    headers = {}
    if wait := getattr(error, "wait", None):
        headers["Retry-After"] = str(int(wait))
    if challenge := getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = challenge
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, **problem, "instance": context["request"].path}
    return Response(body, status=status, headers=headers, content_type=CONTENT_TYPE)


def _problem(error: Exception) -> dict[str, Any] | None:
    if isinstance(error, DomainError):
        return _refusal(error)
    if isinstance(error, Http404):
        error = exceptions.NotFound()
    if isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied()
    if isinstance(error, exceptions.ValidationError):
        errors = list(_errors(as_serializer_error(error)))
        return {"status": 400, "code": "invalid", "detail": _("Some fields are not right."), "errors": errors}
    if isinstance(error, exceptions.APIException):
        return {"status": error.status_code, "code": error.get_codes(), "detail": str(error.detail)}
    return None


def _refusal(error: DomainError) -> dict[str, Any]:
    told: dict[str, Any] = {"status": int(error.status), "code": error.code, "detail": str(error)}
    if error.field:
        told["errors"] = [{"field": error.field, "code": error.code, "detail": str(error)}]
    if error.rule:
        told["rule"] = str(error.rule)
    return told


def _errors(found: Any, path: str = "") -> Iterator[dict[str, str]]:
    """Every refusal of a field with the field's path, such as `items.0.words`."""
    if isinstance(found, Mapping):
        for name, below in found.items():
            yield from _errors(below, f"{path}.{name}" if path else str(name))
    elif isinstance(found, list):
        for place, below in enumerate(found):
            yield from _errors(below, path if isinstance(below, exceptions.ErrorDetail) else f"{path}.{place}")
    else:
        field = path.removesuffix("non_field_errors").rstrip(".")
        yield {"field": field, "code": getattr(found, "code", "invalid"), "detail": str(found)}
