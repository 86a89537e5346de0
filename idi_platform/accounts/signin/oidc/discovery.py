"""What a provider says about itself (OpenID Connect Discovery 1.0), believed only where it fits."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import jwt
import requests

from .errors import AddressNotAllowed, NotAProvider, OtherIssuer, ProviderUnreachable
from .fetching import fetching_session, is_provider_address

WELL_KNOWN = "/.well-known/openid-configuration"
_ADDRESSES = ("authorization_endpoint", "token_endpoint", "jwks_uri")
# Signed with a private key alone: a shared secret would let us sign too.
_ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
_CLOCKS_DIFFER = timedelta(minutes=1)
_MAY_BE_ABSENT = ("userinfo_endpoint",)


def discover(issuer: str) -> dict[str, Any]:
    """The provider's description. AddressNotAllowed, ProviderUnreachable, NotAProvider, OtherIssuer."""
    description = _json_at(f"{issuer}{WELL_KNOWN}")
    if str(description.get("issuer", "")).rstrip("/") != issuer:
        raise OtherIssuer(field="issuer")
    for name in (*_ADDRESSES, *(name for name in _MAY_BE_ABSENT if name in description)):
        if not isinstance(description.get(name), str):
            raise NotAProvider(field="issuer")
        if not is_provider_address(description[name]):
            raise AddressNotAllowed(field="issuer")
    return description


def try_provider(issuer: str) -> None:
    """Whether somebody could sign in there, as far as that shows without them. Raises as `discover`."""
    _keys(discover(issuer))


def signed_claims(token: str, description: Mapping[str, Any], *, client_id: str) -> dict[str, Any]:
    """What the provider signed, for this client. NotAProvider when it did not, or not for us, or too long ago."""
    try:
        wanted = jwt.get_unverified_header(token).get("kid")
        fitting = [key for key in _keys(description) if wanted in {None, key.key_id}]
    except jwt.PyJWTError as odd:
        raise NotAProvider from odd
    for key in fitting:
        try:
            return jwt.decode(
                token,
                key,
                algorithms=_ALGORITHMS,
                audience=client_id,
                issuer=description["issuer"],
                leeway=_CLOCKS_DIFFER,
                options={"require": ["iss", "aud", "exp", "sub"]},
            )
        except jwt.PyJWTError:
            continue
    raise NotAProvider


def _keys(description: Mapping[str, Any]) -> list[jwt.PyJWK]:
    try:
        return jwt.PyJWKSet.from_dict(_json_at(description["jwks_uri"])).keys
    except jwt.PyJWTError as odd:
        raise NotAProvider(field="issuer") from odd


def _json_at(url: str) -> dict[str, Any]:
    if not is_provider_address(url):
        raise AddressNotAllowed(field="issuer")
    try:
        with fetching_session() as session:
            answer = session.get(url)
        answer.raise_for_status()
        told = answer.json()
    except requests.JSONDecodeError as odd:
        raise NotAProvider(field="issuer") from odd
    except requests.RequestException as silent:
        raise ProviderUnreachable(field="issuer") from silent
    if not isinstance(told, dict):
        raise NotAProvider(field="issuer")
    return told
