"""openapi.yaml is the API: committed, current, and shown to people."""

import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from ruamel.yaml import YAML

from tests.access.routes import routes

DOCUMENT = Path(__file__).parents[2] / "openapi.yaml"
# Asked by POST because the question is large; it changes nothing.
QUESTIONS = {"compute_deadline", "reveal_field"}
FRESH = "./idi manage spectacular --lang en --file openapi.yaml"


@pytest.fixture(scope="module")
def document() -> Any:
    return YAML(typ="safe").load(DOCUMENT)


def operations(document: Any) -> Iterator[tuple[str, str, Any]]:
    for path, methods in document["paths"].items():
        for method, told in methods.items():
            yield path, method, told


def test_the_committed_document_is_current() -> None:
    written = StringIO()
    call_command("spectacular", lang="en", validate=True, fail_on_warn=True, stdout=written)
    assert written.getvalue().strip() == DOCUMENT.read_text(encoding="utf-8").strip(), f"run: {FRESH}"


def test_every_address_of_the_api_is_in_it(document: Any) -> None:
    named = {name for name in routes() if name.startswith("api-v1:")}
    assert len(list(operations(document))) == len(named)


def test_every_command_wants_a_key_and_tells_its_problems(document: Any) -> None:
    for path, method, told in operations(document):
        if method == "get" or told["operationId"] in QUESTIONS:
            continue
        names = {parameter["name"] for parameter in told["parameters"] if parameter.get("required")}
        assert "Idempotency-Key" in names, path
        absent = {"404"} if "{" in path else set()
        assert {"400", "401", "403", "409", "413", "415", "422"} | absent <= set(told["responses"]), path


def test_a_list_tells_its_page_and_its_filters(document: Any) -> None:
    told = document["paths"]["/api/v1/claims/"]["get"]
    assert {parameter["name"] for parameter in told["parameters"]} >= {"clock", "state", "cursor", "page_size"}
    page = told["responses"]["200"]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
    assert set(document["components"]["schemas"][page]["properties"]) == {"next", "previous", "results"}


def test_every_operation_has_a_name_of_its_own_and_a_line_of_words(document: Any) -> None:
    told = [told for _path, _method, told in operations(document)]
    assert len({one["operationId"] for one in told}) == len(told)
    assert all(re.match(r"[A-Z]", one["summary"]) for one in told)


def test_people_read_it_in_a_browser(db: None) -> None:
    page = Client().get("/api/docs/")
    assert page.status_code == 200
    assert "unsafe-inline" in page.headers["Content-Security-Policy"]
    assert "script-src 'self';" in page.headers["Content-Security-Policy"] + ";"
    assert b"<script>" not in page.content


def test_no_other_page_allows_inline_styles(db: None) -> None:
    assert "unsafe-inline" not in Client().get("/sign-in/").headers["Content-Security-Policy"]
