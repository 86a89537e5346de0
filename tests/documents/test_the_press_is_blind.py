"""PROMISES row 20: whatever a letter's page names, nothing is asked for and nothing is put into the PDF."""

import io
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pikepdf
import pytest

from idi_platform.documents.letters.press import print_pdf

CANARY = "canary-in-a-file"


class Listener(ThreadingHTTPServer):
    """Counts who asks; answers everything with a redirect to itself."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        super().__init__(("127.0.0.1", 0), Redirecting)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Redirecting(BaseHTTPRequestHandler):
    server: Listener

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.send_response(302)
        self.send_header("Location", f"{self.server.address}/again")
        self.end_headers()

    def log_message(self, *_words: object) -> None:
        """Tests are quiet."""


@pytest.fixture
def listener() -> Iterator[Listener]:
    with Listener() as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def secret(tmp_path: Path) -> str:
    """The address of a file that a letter must not read."""
    file = tmp_path / "secret.txt"
    file.write_text(CANARY, encoding="utf-8")
    return file.as_uri()


HOSTILE = (
    '<link rel="stylesheet" href="{url}">',
    '<style>@import url("{url}");</style>',
    '<style>@font-face {{ font-family: x; src: url("{url}") }} p {{ font-family: x }}</style>',
    '<p style="background: url({url})">x</p>',
    '<img src="{url}">',
    '<object data="{url}"></object>',
    '<embed src="{url}">',
    '<a rel="attachment" href="{url}">x</a>',
    '<link rel="attachment" href="{url}">',
    '<svg xmlns:xlink="http://www.w3.org/1999/xlink"><image xlink:href="{url}" width="9" height="9"/></svg>',
    '<svg><use href="{url}#a"/></svg>',
    '<base href="{url}"><img src="a.png">',
)


@pytest.mark.parametrize("markup", HOSTILE)
def test_nothing_a_page_names_is_fetched_or_embedded(listener: Listener, secret: str, markup: str) -> None:
    page = "".join(markup.format(url=url) for url in (f"{listener.address}/a.css", secret))
    printed = print_pdf(f'<html lang="zh"><title>x</title><body>{page}<p>甲</p></body></html>', identifier="1")
    assert listener.asked == []
    with pikepdf.open(io.BytesIO(printed.content)) as document:
        assert "/EmbeddedFiles" not in document.Root.get("/Names", {})
        assert not document.attachments
        streams = [thing.read_bytes() for thing in document.objects if isinstance(thing, pikepdf.Stream)]
        assert not [thing for thing in document.objects if _is_file(thing)]
    assert not [stream for stream in streams if CANARY.encode() in stream]


def _is_file(thing: pikepdf.Object) -> bool:
    return isinstance(thing, pikepdf.Dictionary | pikepdf.Stream) and thing.get("/Type") in (
        "/Filespec",
        "/EmbeddedFile",
    )
