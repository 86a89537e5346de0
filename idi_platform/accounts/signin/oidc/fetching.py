"""Asking an identity provider: an address typed by an organisation must not lead into our own network.

https alone, public addresses alone (judged before connecting and again at the socket, for names change), no redirect,
no proxy of the environment, little time, a small answer. Hosts that settings declare (OIDC_LOCAL_HOSTS) are exempt.
"""

import socket
from collections.abc import Iterable
from ipaddress import IPv6Address, ip_address
from typing import Any
from urllib.parse import urlsplit

import requests
from django.conf import settings
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPSConnection
from urllib3.connectionpool import HTTPSConnectionPool
from urllib3.exceptions import HTTPError

SECONDS = 5
LARGEST_ANSWER = 256 * 1024


class NotPublic(OSError):
    """The name leads into a private network."""


def is_provider_address(url: str) -> bool:
    """Whether an address may be asked, or a browser be sent there, by its look; where it leads the socket judges."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.netloc in settings.OIDC_LOCAL_HOSTS or (parts.scheme == "https" and bool(parts.hostname))


def is_public(address: str) -> bool:
    """Whether an IP address is everybody's."""
    found = ip_address(address.partition("%")[0])
    if isinstance(found, IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    return found.is_global and not found.is_multicast


def fetching_session() -> requests.Session:
    """The only way to an identity provider."""
    return guarded_session(settings.OIDC_LOCAL_HOSTS)


def guarded_session(local_hosts: Iterable[str]) -> requests.Session:
    """The only way out: https and public addresses alone, but for the declared hosts."""
    session = _Session()
    session.trust_env = False
    session.max_redirects = 0
    session.mount("http://", _Refusing())
    session.mount("https://", _Guarded())
    for host in local_hosts:
        session.mount(f"http://{host}/", _Bounded())
        session.mount(f"https://{host}/", _Bounded())
    return session


class _Session(requests.Session):
    def request(self, *args: Any, **kwargs: Any) -> requests.Response:
        return super().request(*args, **{"timeout": SECONDS, **kwargs})


class _Bounded(HTTPAdapter):
    """Reads LARGEST_ANSWER bytes at most."""

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        response = super().send(request, *args, **{**kwargs, "stream": True})
        try:
            body = response.raw.read(LARGEST_ANSWER + 1, decode_content=True)
        except HTTPError as broken:
            raise requests.exceptions.ConnectionError(broken) from broken
        finally:
            response.close()
        if len(body) > LARGEST_ANSWER:
            message = "The answer is too large."
            raise requests.exceptions.ContentDecodingError(message)
        response._content = body
        return response


class _Refusing(HTTPAdapter):
    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        raise requests.exceptions.InvalidSchema(request.url)


class _PublicConnection(HTTPSConnection):
    def _new_conn(self) -> socket.socket:
        try:
            found = socket.getaddrinfo(self._dns_host, self.port, type=socket.SOCK_STREAM)
        except UnicodeError as odd:
            raise NotPublic(self.host) from odd
        for *_kind, place in found:
            _refuse_private(str(place[0]))
        connected = super()._new_conn()
        try:
            _refuse_private(str(connected.getpeername()[0]))
        except NotPublic:
            connected.close()
            raise
        return connected


class _PublicPool(HTTPSConnectionPool):
    ConnectionCls = _PublicConnection


class _Guarded(_Bounded):
    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"https": _PublicPool}


def _refuse_private(address: str) -> None:
    if not is_public(address):
        raise NotPublic(address)
