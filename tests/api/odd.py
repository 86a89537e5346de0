"""Bodies and queries for an operation: as its schema says, with some of it turned odd (PROMISES 37 and 38)."""

import base64
import io
import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from tests.documents import files

Schema = Mapping[str, Any]
Strategy = st.SearchStrategy[Any]

ODD_WORDS = (
    *("", " ", "\x00", "a\x00b", "\ud800", "𠮷\U0010ffff", "null", "NaN", "-0", "1e400", "0.005", "٣", "1/0", "1/3/3"),
    *("9999-12-31", "0000-00-00", "0001-01-01", "2026-02-30", "24:00", "23:59:60", "2026-11-20T24:00:00Z"),
    *("9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+14:00", "2026-11-20", "../../etc/passwd", "'; --", "x" * 5000),
)
ODD: tuple[Any, ...] = (
    *ODD_WORDS,
    *(None, True, [], {}, [None], {"a": {"b": []}}, -1, 0, 1.5, 2**31, 2**63, 10**400, -(10**400)),
    *(float("nan"), float("inf"), [[[[[[]]]]]] * 40),
)
RAW = (b"", b"[", b"null", b"1", b"{}", b"[]", b"\xff\xfe", b'{"a": NaN}', b'{"a": 1e999}', b"[" * 100_000)
DEEP = b'{"description": ' + b"[" * 900 + b"]" * 900 + b"}"
CHARSETS = tuple(f"application/json; charset={name}" for name in ("utf-16", "rot13", "nothing"))
TYPES = ("application/json", *CHARSETS, "text/plain", "multipart/form-data; boundary=x", "")
KEYS = ("", "k" * 101, "é", "a\tb")
ACCEPTS = ("application/json", "*/*", "text/html", "nonsense")
FILES = (files.picture(), files.picture(), files.pdf(), files.SVG, b"", files.png_claiming(12_000, 12_000))
CURSORS = (
    "abc",
    "%",
    "é",
    *(base64.b64encode(word).decode() for word in (b"p=abc", b"p=%00", b"o=9", b"r=x", b"o=-1")),
)


class Examples:
    """Strategies for the schemas of one document; `ids` are what exists, so that some references hit something."""

    def __init__(self, schemas: Mapping[str, Schema], ids: list[UUID]) -> None:
        self.schemas, self.ids = schemas, ids

    def body(self, schema: Schema) -> Strategy:
        """A whole body of which a few parts may be odd."""
        return self.good(schema).flatmap(lambda whole: st.one_of(st.just(whole), _spoilt(whole), _spoilt(whole)))

    def query(self, parameters: list[Schema]) -> Strategy:
        """Some of the parameters, each as declared or odd; and a cursor that nobody gave."""
        known = {
            told["name"]: st.one_of(self.good(told["schema"]), st.sampled_from(ODD_WORDS))
            for told in parameters
            if told["in"] == "query"
        }
        return st.fixed_dictionaries({}, optional={**known, "cursor": st.sampled_from(CURSORS)} if known else {})

    def good(self, schema: Schema) -> Strategy:
        """What the schema asks for."""
        if "$ref" in schema:
            return self.good(self.schemas[schema["$ref"].rpartition("/")[2]])
        for below in ("allOf", "oneOf", "anyOf"):
            if below in schema:
                return st.one_of(*(self.good(one) for one in schema[below]))
        if "enum" in schema:
            return st.sampled_from(schema["enum"])
        match schema.get("type"):
            case "object":
                return self._object(schema)
            case "array":
                return st.lists(self.good(schema["items"]), max_size=3)
            case "integer":
                return st.integers(schema.get("minimum", -3), min(schema.get("maximum", 9), 2**63))
            case "boolean":
                return st.booleans()
            case "string":
                return self._string(schema)
            case _:
                return st.sampled_from(ODD)

    def _object(self, schema: Schema) -> Strategy:
        properties, required = schema.get("properties", {}), set(schema.get("required", ()))
        return st.fixed_dictionaries(
            {name: self.good(told) for name, told in properties.items() if name in required},
            optional={name: self.good(told) for name, told in properties.items() if name not in required},
        )

    def _string(self, schema: Schema) -> Strategy:
        match schema.get("format"):
            case "uuid":
                return st.sampled_from([str(one) for one in self.ids])
            case "date":
                return st.sampled_from(("2022-09-01", "2024-02-29", "2026-11-20", "2026-11-21"))
            case "date-time":
                return st.sampled_from(("2022-09-01T10:00:00+08:00", "2026-11-20T02:00:00Z", "2026-11-21T00:00:00Z"))
            case "time":
                return st.sampled_from(("09:00", "23:59:59"))
            case "binary":
                return st.sampled_from(
                    (files.picture(), files.pdf(), files.SVG, b"", files.png_claiming(12_000, 12_000))
                )
            case "decimal":
                return st.sampled_from(("0.01", "1234567.89", "9999999999999.99"))
        if "pattern" in schema:
            return st.from_regex(schema["pattern"], fullmatch=True)
        most = min(schema.get("maxLength", 20), 20)
        return st.text(min_size=min(1, most), max_size=most)


def _spoilt(whole: Any) -> Strategy:
    """The body with some of its parts turned odd, and one that nobody knows."""
    if not isinstance(whole, dict):
        return st.sampled_from(ODD)
    parts = st.fixed_dictionaries({}, optional={name: st.sampled_from(ODD) for name in (*whole, "state")})
    return parts.map(lambda odd: {**whole, **odd})


def as_form(body: Any) -> dict[str, Any]:
    """The body as a form holds it: files as files, everything else as words, nothing where there is nothing."""
    parts = body if isinstance(body, dict) else {"": body}
    return {name: _part(value) for name, value in parts.items() if value is not None}


def _part(value: Any) -> Any:
    if isinstance(value, bytes):
        file = io.BytesIO(value)
        file.name = "1.jpg"
        return file
    return str(value).encode("utf-8", "replace").decode()


def as_json(body: Any) -> bytes:
    """The body as JSON, half characters and NaN included."""
    return json.dumps(body, default=lambda value: value.decode("latin-1")).encode()
