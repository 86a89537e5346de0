"""The kinds of view: a list, one thing, and a command on it. All check the method first, then who asks."""

import hashlib
from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db.models import Expression
from django.http import Http404, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from rest_framework import exceptions, generics, mixins
from rest_framework.parsers import MultiPartParser
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer, Serializer

from idi_platform.accounts.public import Right
from idi_platform.outbox.public import run_once
from idi_platform.tenancy.public import Actor, DomainError, current_actor

from .errors import KeyMissing
from .paging import Keyset
from .rows import json_row
from .scopes import READ, WRITE

KEY_HEADER = "Idempotency-Key"
LONGEST_KEY = 100


class ApiView(generics.GenericAPIView[Any]):
    """`rights`: a caller holds one of them; None is everybody, the default nobody. `is_personal`: never a program."""

    rights: ClassVar[tuple[Right, ...] | None] = ()
    is_personal: ClassVar[bool] = False

    @classmethod
    def access(cls, method: str) -> str:
        """What a program must be let into for a method: to read, or to change."""
        return READ if method in SAFE_METHODS else WRITE

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """A method that the address does not have is 405 for everybody, before anybody is asked who they are."""
        if not hasattr(self, str(request.method).lower()):
            raise exceptions.MethodNotAllowed(str(request.method))
        super().initial(request, *args, **kwargs)

    @property
    def actor(self) -> Actor:
        return current_actor()


class ListView(mixins.ListModelMixin, ApiView):
    """GET: the visible rows, filtered by the view's FilterSet, a page at a time."""

    ordering: ClassVar[tuple[str, ...]]

    def get(self, request: Request, **_kwargs: Any) -> HttpResponseBase:
        return self.list(request)


class RowsView(ListView):
    """GET: the same, each row written by PostgreSQL: for a list asked often, whose serializer has columns alone."""

    serializer_class: type[BaseSerializer[Any]]
    row: ClassVar[Expression]

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls.row = json_row(cls.serializer_class)

    def get(self, request: Request, **_kwargs: Any) -> HttpResponse:
        seen, pages = self.filter_queryset(self.get_queryset()), Keyset()
        rows = seen.values(self.ordering[0].lstrip("-"), row=self.row)
        page = pages.paginate_queryset(rows, request, self) or ()
        return pages.get_written_response(one["row"] for one in page)


class OneThingView(ApiView):
    """About one visible thing; what is not visible is 404."""

    def found(self, pk: UUID) -> Any:
        one = self.get_queryset().filter(pk=pk).first()
        if one is None:
            raise Http404
        return one


class DetailView(OneThingView):
    """GET: one visible thing."""

    def get(self, _request: Request, pk: UUID) -> Response:
        return Response(self.get_serializer(self.found(pk)).data)


class CommandView(OneThingView):
    """POST: one command, done once for each Idempotency-Key; answers with the thing as it then is.

    On the visible thing that the address names; an address that names none opens something new. `serializer_class`
    reads the body, `answer_class` writes the answer, `act` calls the service.
    """

    answer_class: ClassVar[type[BaseSerializer[Any]]]

    def post(self, request: Request, pk: UUID | None = None) -> Response:
        thing = self.found(pk) if pk else None
        key = request.headers.get(KEY_HEADER, "")
        if not 0 < len(key) <= LONGEST_KEY or not key.isascii() or not key.isprintable():
            raise KeyMissing(field=KEY_HEADER)
        body = self.get_serializer(data=request.data)
        body.is_valid(raise_exception=True)
        result = run_once(
            key=f"api:{self.command}:{key}",
            content={"pk": str(pk), "body": _told(request.data)},
            by=self.actor,
            action=lambda: self.act(thing, body.validated_data),
        )
        return Response(self.answer_class(self.answered(result), context=self.get_serializer_context()).data)

    @property
    def command(self) -> str:
        return type(self).__name__

    def act(self, thing: Any, told: Mapping[str, Any]) -> UUID:
        """Calls the service; the id that `answered` finds the answer by."""
        raise NotImplementedError

    def answered(self, result: UUID) -> Any:
        return self.found(result)


class FileCommandView(CommandView):
    """A command that brings a file, as a form does: multipart/form-data. `file_field` is the field it comes in."""

    parser_classes = (MultiPartParser,)
    file_field: ClassVar[str]

    def post(self, request: Request, pk: UUID | None = None) -> Response:
        try:
            return super().post(request, pk)
        except DomainError as refused:
            if refused.code.startswith("upload_"):
                refused.field = self.file_field
            raise


def _told(data: Any) -> Any:
    """What was sent, so that two sendings can be compared: of a file, what it holds."""
    if not isinstance(data, QueryDict):
        return data
    return {name: [_content(value) for value in values] for name, values in data.lists()}


def _content(value: Any) -> Any:
    if not isinstance(value, UploadedFile):
        return value
    read = hashlib.sha256()
    for chunk in value.chunks():
        read.update(chunk)
    value.seek(0)
    return [value.name, read.hexdigest()]


class AnyQuestionView(ApiView):
    """Answers a question that changes nothing. `asks_class` reads it and refuses what it does not know."""

    asks_class: ClassVar[type[Serializer[Any]]]

    def answered(self, told: Mapping[str, Any], named: Mapping[str, Any]) -> Response:
        """What is told, checked; what the address names goes before it."""
        asked = self.asks_class(data=told, context=self.get_serializer_context())
        if unknown := sorted(set(told) - set(asked.fields)):
            words = _("Nothing is asked by this name here.")
            raise exceptions.ValidationError({name: [words] for name in unknown})
        asked.is_valid(raise_exception=True)
        return Response(self.get_serializer(self.answer({**asked.validated_data, **named})).data)

    def answer(self, asked: Mapping[str, Any]) -> Any:
        """What `serializer_class` writes."""
        raise NotImplementedError


class QuestionView(AnyQuestionView):
    """GET: the question stands in the address."""

    def get(self, request: Request, **named: Any) -> Response:
        return self.answered(request.query_params.dict(), named)


class PostedQuestionView(AnyQuestionView):
    """POST: for questions too large for an address. Changes nothing, so it takes no Idempotency-Key."""

    @classmethod
    def access(cls, method: str) -> str:
        del method
        return READ

    def post(self, request: Request, **named: Any) -> Response:
        if not isinstance(request.data, Mapping):
            raise exceptions.ParseError
        return self.answered(request.data, named)
