"""Whatever a program sends, it is answered as the document says, and never by a fault of ours (PROMISES 37)."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import resolve
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from tests.access.asking import browser
from tests.access.matrix import COLUMNS, rows
from tests.access.routes import address
from tests.access.scene import Objects, Scene
from tests.api.odd import ACCEPTS, DEEP, KEYS, RAW, TYPES, Examples, as_form, as_json

DOCUMENT: Any = YAML(typ="safe").load(Path(__file__).parents[2] / "openapi.yaml")
SCHEMAS = DOCUMENT["components"]["schemas"]
FORM = "multipart/form-data"
# How many requests an operation is sent: in a normal run, and with --full.
FEW, MANY = 8, 100


@dataclass(frozen=True, repr=False)
class Operation:
    """One operation of the document."""

    path: str
    method: str
    told: Mapping[str, Any]

    def __str__(self) -> str:
        name: str = self.told["operationId"]
        return name

    __repr__ = __str__

    @property
    def route(self) -> str:
        named = {"id": uuid4(), "year": 2026, "code": "440700"}
        return resolve(self.path.format(**named)).view_name

    @property
    def content(self) -> tuple[str, Mapping[str, Any]]:
        """The kind of body that it reads, and its schema; some need no words."""
        if "requestBody" not in self.told:
            return "application/json", {"type": "object"}
        ((kind, told),) = self.told["requestBody"]["content"].items()
        return kind, told["schema"]

    @property
    def answer(self) -> Mapping[str, Any]:
        schema: Mapping[str, Any] = self.told["responses"]["200"]["content"]["application/json"]["schema"]
        return schema


OPERATIONS = [
    Operation(path, method, told) for path, methods in DOCUMENT["paths"].items() for method, told in methods.items()
]


def with_null(schema: Any) -> Any:
    """OpenAPI 3.0 says `nullable`; JSON Schema says null."""
    if isinstance(schema, list):
        return [with_null(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    told = {name: with_null(below) for name, below in schema.items() if name != "nullable"}
    return {"anyOf": [told, {"type": "null"}]} if schema.get("nullable") is True else told


KNOWN = {"components": {"schemas": with_null(SCHEMAS)}}


def askers(operation: Operation) -> tuple[list[str], list[str]]:
    """Who is let in by the matrix, and everybody else."""
    (statuses,) = [
        found for route, method, found in rows() if (route, method.lower()) == (operation.route, operation.method)
    ]
    people = [person for person, _ in COLUMNS.values()]
    let_in = [person for person, status in zip(people, statuses, strict=True) if status in {"200", "400"}]
    return let_in, [person for person in people if person not in let_in]


def ids_of(found: Objects) -> list[UUID]:
    own = [value for value in vars(found).values() if isinstance(value, UUID)]
    return [*own, *(value for value in vars(found.inspected).values()), uuid4()]


@st.composite
def sent(draw: st.DrawFn, operation: Operation, examples: Examples) -> dict[str, Any]:
    """Arguments of the test client for one request."""
    head = {"Accept": draw(st.sampled_from(ACCEPTS[:1] * 6 + ACCEPTS))}
    if operation.method == "get":
        query = draw(examples.query(operation.told.get("parameters", [])))
        return {"query_params": {name: _word(value) for name, value in query.items()}, "headers": head}
    key = draw(st.sampled_from((*[""] * 12, *KEYS)))
    head |= {"Idempotency-Key": key.encode().decode("latin-1") or str(uuid4())}
    kind, schema = operation.content
    if draw(st.integers(0, 9)) == 0:
        raw, declared = draw(st.sampled_from((*RAW, DEEP))), draw(st.sampled_from(TYPES))
        return {"data": raw, "content_type": declared, "headers": head}
    body = draw(examples.body(schema))
    if kind == FORM:
        return {"data": as_form(body), "headers": head}
    return {"data": as_json(body), "content_type": "application/json", "headers": head}


def _word(value: Any) -> str:
    return str(value).encode("utf-8", "replace").decode()


def _asked(client: Client, method: str, path: str, request: dict[str, Any]) -> Any:
    """Bytes go out as they are; the client's own `post` would write them in the charset that the head names."""
    if "content_type" in request:
        return client.generic(method.upper(), path, **request)
    return getattr(client, method)(path, **request)


def _check_as_a_commit_would() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.in_turn(12)
@pytest.mark.parametrize("operation", OPERATIONS, ids=str)
def test_every_answer_is_one_that_the_document_tells(scene: Scene, operation: Operation, full: bool) -> None:
    """As who is let in, mostly; what was changed is undone, so that every request meets the same scene."""
    let_in, others = askers(operation)
    examples = Examples(SCHEMAS, [*ids_of(scene.here), *ids_of(scene.there)])
    path = address(operation.route, scene.here)
    right = Draft202012Validator({**KNOWN, **with_null(operation.answer)})

    @settings(
        max_examples=MANY if full else FEW,
        deadline=None,
        database=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(sent(operation, examples), st.sampled_from(let_in * 3 + random.sample(others, k=min(2, len(others)))))
    def check(request: dict[str, Any], who: str) -> None:
        client = browser(scene.people[who])
        with transaction.atomic():
            response = _asked(client, operation.method, path, request)
            if response.status_code == 200:
                _check_as_a_commit_would()
            transaction.set_rollback(True)
        assert str(response.status_code) in operation.told["responses"], (who, response.content)
        if response.status_code == 200:
            assert [error.message for error in right.iter_errors(response.json())] == []
        else:
            assert response.headers["Content-Type"] == "application/problem+json"

    check()
