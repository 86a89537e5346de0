"""The address that a request came from."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

UNKNOWN = "0.0.0.0"  # noqa: S104  # stands for "no address", nothing listens here
# Whoever has one address of a /64 has all of them.
_ONE_SUBSCRIBER = 64


def client_address(request: HttpRequest) -> str:
    """Who asks; behind our own proxy, whom the proxy saw. UNKNOWN for what is no address."""
    if settings.SECURE_PROXY_SSL_HEADER is None:
        told = str(request.META.get("REMOTE_ADDR", ""))
    else:
        told = str(request.headers.get("X-Forwarded-For", "")).rpartition(",")[2].strip()
    try:
        return str(ip_address(told))
    except ValueError:
        return UNKNOWN


def lockout_address(request: HttpRequest) -> str:
    """The same for counting: all addresses of one IPv6 subscriber are one."""
    found = ip_address(client_address(request))
    if isinstance(found, IPv6Address):
        return str(ip_network((found, _ONE_SUBSCRIBER), strict=False).network_address)
    return str(found)
