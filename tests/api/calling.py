"""Calling /api/v1/ as somebody, at a moment of the business clock."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import uuid4

import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from idi_platform.accounts.public import Membership
from tests.documents import files


@contextmanager
def at(moment: str) -> Iterator[None]:
    with time_machine.travel(datetime.fromisoformat(moment), tick=False):
        yield


def caller(who: Membership) -> Client:
    client = Client()
    client.force_login(who.user)
    return client


def get(who: Membership, path: str) -> Any:
    return caller(who).get(f"/api/v1/{path}")


def post(who: Membership, path: str, body: Any = None, *, key: str | None = None) -> Any:
    """A command in JSON."""
    told = {} if body is None else body
    head = {"Idempotency-Key": key or str(uuid4())}
    return caller(who).post(f"/api/v1/{path}", told, content_type="application/json", headers=head)


def send(who: Membership, path: str, body: Mapping[str, Any], *, key: str | None = None) -> Any:
    """A command with a file, as a form sends it."""
    return caller(who).post(f"/api/v1/{path}", dict(body), headers={"Idempotency-Key": key or str(uuid4())})


def done(answer: Any) -> Any:
    """What a command that succeeded answered with."""
    assert answer.status_code == 200, answer.content.decode()
    return answer.json()


def refused(answer: Any) -> tuple[int, str, list[str]]:
    """Status, code, and the fields that a problem names."""
    assert answer.headers["Content-Type"] == "application/problem+json"
    problem = answer.json()
    return answer.status_code, problem["code"], [error["field"] for error in problem.get("errors", [])]


def picture(name: str = "1.jpg", *, colour: str = "teal") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, files.picture(colour=colour), content_type="image/jpeg")
