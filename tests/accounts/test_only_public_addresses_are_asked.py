"""What an organisation types as its issuer leads nowhere but to the public internet by https."""

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from pytest_django.fixtures import Settings
from requests import RequestException

from idi_platform.accounts.public import is_provider_address, try_provider
from idi_platform.accounts.signin.oidc.errors import (
    AddressNotAllowed,
    NotAProvider,
    OtherIssuer,
    ProviderUnreachable,
)
from idi_platform.accounts.signin.oidc.fetching import LARGEST_ANSWER, fetching_session, is_public
from tests.accounts.outside import provider_running

PRIVATE = (
    *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1"),  # noqa: S104  # listens nowhere
    *("::1", "::", "fe80::1%eth0", "fc00::1", "::ffff:10.0.0.1", "::ffff:127.0.0.1", "ff02::1"),
)


@pytest.mark.parametrize("address", PRIVATE)
def test_a_private_address_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "2606:4700:4700::1111"])
def test_a_public_address_is(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "http://login.example",
        "ftp://login.example",
        "//login.example",
        "https://",
        "https://[",
        "javascript:alert(1)",
        "x",
    ],
)
def test_https_alone_is_asked(url: str) -> None:
    assert not is_provider_address(url)
    with pytest.raises((AddressNotAllowed, ProviderUnreachable)):
        try_provider(url)


@pytest.mark.parametrize("host", [f"{'x' * 70}.example", "a..b"])
def test_a_host_that_cannot_be_is_told_so(host: str) -> None:
    with pytest.raises(ProviderUnreachable):
        try_provider(f"https://{host}:1")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]"])
def test_no_byte_goes_to_our_own_network(host: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.3)
        with pytest.raises(ProviderUnreachable):
            try_provider(f"https://{host}:{listening.getsockname()[1]}")
        with pytest.raises(TimeoutError):
            listening.accept()


@contextmanager
def answering(settings: Settings, *, status: int = 200, body: str = "{}", location: str = "") -> Iterator[str]:
    """A server in our own network, declared, that answers everything so; `HERE` in the body is its address."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            if location:
                self.send_header("Location", location)
            self.end_headers()
            self.wfile.write(body.replace("HERE", f"http://{self.headers['Host']}").encode())

        def log_message(self, *_args: object) -> None:
            """Says nothing."""

    with HTTPServer(("127.0.0.1", 0), Answer) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        settings.OIDC_LOCAL_HOSTS = [f"127.0.0.1:{server.server_port}"]
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def test_no_redirect_is_followed(settings: Settings) -> None:
    leading_inside = answering(settings, status=302, location="http://169.254.169.254/latest/")
    with leading_inside as issuer, pytest.raises(ProviderUnreachable):
        try_provider(issuer)


def test_a_large_answer_is_not_read_to_its_end(settings: Settings) -> None:
    too_much = answering(settings, body=" " * (LARGEST_ANSWER + 1))
    with too_much as issuer, fetching_session() as session, pytest.raises(RequestException):
        session.get(issuer)


@pytest.mark.parametrize("body", ["", "[]", "<html>", "null"])
def test_what_is_no_provider_is_told_so(settings: Settings, body: str) -> None:
    with answering(settings, body=body) as issuer, pytest.raises(NotAProvider):
        try_provider(issuer)


def test_another_issuer_is_refused(settings: Settings) -> None:
    with answering(settings, body='{"issuer": "https://login.example"}') as issuer, pytest.raises(OtherIssuer):
        try_provider(issuer)


@pytest.mark.parametrize("name", ["authorization_endpoint", "token_endpoint", "jwks_uri", "userinfo_endpoint"])
def test_a_description_that_leads_inside_is_refused(settings: Settings, name: str) -> None:
    told = dict.fromkeys(("authorization_endpoint", "token_endpoint", "jwks_uri", "userinfo_endpoint"), "HERE/x")
    leading_inside = answering(settings, body=json.dumps({"issuer": "HERE", **told, name: "http://10.0.0.1/x"}))
    with leading_inside as issuer, pytest.raises(AddressNotAllowed):
        try_provider(issuer)


def test_a_real_provider_passes(settings: Settings) -> None:
    with provider_running(settings) as issuer:
        try_provider(issuer)
