"""The OpenAPI document: every operation tells its problems, every command its key. Committed as openapi.yaml."""

import inspect
from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter
from inflection import underscore
from rest_framework import serializers

from idi_platform.tenancy.public import acting_as, system_actor

from .problems import CONTENT_TYPE
from .views import KEY_HEADER, LONGEST_KEY, AnyQuestionView, CommandView, ListView, PostedQuestionView, QuestionView

_OF_LISTS = {400: "A filter or the cursor is not understood."}
_OF_QUESTIONS = {400: "The question is not understood, or names what is not there.", 422: "It cannot be reckoned."}
_OF_POSTED = {413: "The body is too large.", 415: "The body is not of the kind that is read here."}
_OF_COMMANDS = {
    400: "The body or the key is not right.",
    409: "It has moved on.",
    413: "The body is too large.",
    415: "The body is not of the kind that is read here.",
    422: "The law or a limit refuses, or the key was sent with another body.",
}
_KEY = OpenApiParameter(
    KEY_HEADER,
    str,
    OpenApiParameter.HEADER,
    required=True,
    description=f"New for each new command, 1 to {LONGEST_KEY} characters. Sent again, the answer is the first one's.",
)


# Lists are asked which model they are of; no query is sent.
_NO_CITY = 0


class FieldProblem(serializers.Serializer[Any]):
    """One refused field."""

    field = serializers.CharField(help_text="Path of the field, such as `items.0.words`; empty for the whole.")
    code = serializers.CharField()
    detail = serializers.CharField()


class Problem(serializers.Serializer[Any]):
    """A refusal (RFC 9457)."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    code = serializers.CharField(help_text="Stable; what a program decides by.")
    detail = serializers.CharField(help_text="For people, in the language of Accept-Language.")
    instance = serializers.CharField()
    rule = serializers.CharField(required=False, help_text="The article or limit behind the refusal.")
    errors = FieldProblem(many=True, required=False)  # type: ignore[assignment]  # the RFC-minded name; DRF has one alike


class Operation(AutoSchema):
    """What drf-spectacular finds, named after the view and told by its docstring, with the problems it may meet."""

    def get_operation_id(self) -> str:
        return underscore(type(self.view).__name__)

    def get_summary(self) -> str | None:
        return (type(self.view).__doc__ or "").strip().partition("\n")[0] or None

    def get_description(self) -> str:  # type: ignore[override]  # as drf-spectacular declares it
        return inspect.cleandoc(type(self.view).__doc__ or "").partition("\n")[2].strip()

    def get_override_parameters(self) -> list[Any]:
        if isinstance(self.view, CommandView):
            return [_KEY]
        if isinstance(self.view, QuestionView):
            return [self.view.asks_class] if self.view.asks_class().fields else []
        return []

    def get_request_serializer(self) -> Any:
        if isinstance(self.view, PostedQuestionView):
            return self.view.asks_class
        return super().get_request_serializer()

    def get_response_serializers(self) -> Any:
        return self.view.answer_class if isinstance(self.view, CommandView) else super().get_response_serializers()

    def get_operation(self, *args: Any, **kwargs: Any) -> dict[str, Any] | None:
        with acting_as(system_actor(_NO_CITY)):
            told: dict[str, Any] | None = super().get_operation(*args, **kwargs)
        if told is not None:
            content = {CONTENT_TYPE: {"schema": self.resolve_serializer(Problem, "response").ref}}
            for status, words in self._refusals().items():
                told["responses"].setdefault(str(status), {"description": words, "content": content})
        return told

    def _refusals(self) -> dict[int, str]:
        refusals = {404: "Not there, or not yours to see."} if "{" in self.path else {}
        if getattr(self.view, "rights", ()):
            refusals |= {401: "Nobody is signed in.", 403: "Not this role's to do."}
        else:
            refusals |= {401: "With a key that opens nothing: without one nobody need sign in."}
            refusals |= {429: "Too many requests in this minute from one address that is not signed in."}
        refusals |= {406: "Only JSON is answered."}
        if isinstance(self.view, ListView):
            refusals |= _OF_LISTS
        if isinstance(self.view, CommandView):
            refusals |= _OF_COMMANDS
        if isinstance(self.view, AnyQuestionView):
            refusals |= _OF_QUESTIONS
        if isinstance(self.view, PostedQuestionView):
            refusals |= _OF_POSTED | {403: "A session's request without its CSRF token."}
        return dict(sorted(refusals.items()))


class SessionScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # a registry of subclasses
    """How SessionSignIn is told."""

    target_class = "idi_platform.api.authentication.SessionSignIn"
    name = "session"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        del auto_schema
        return {"type": "apiKey", "in": "cookie", "name": "session"}


class KeyScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # a registry of subclasses
    """How KeySignIn is told."""

    target_class = "idi_platform.api.authentication.KeySignIn"
    name = "key"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        del auto_schema
        return {"type": "http", "scheme": "bearer", "description": "A key of an organisation's program."}
