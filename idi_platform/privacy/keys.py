"""The key ring: which keys seal and open fields, and the key of the blind index. Secrets of the place, never rows."""

import hashlib
from dataclasses import dataclass
from functools import lru_cache

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

# Of the key for AES-256, in bytes.
_KEY_BYTES = 32
# Of a key's name in a sealed value, in characters.
_NAME_LENGTH = 8
_SEALING = b"idi privacy sealing v1"
_INDEXING = b"idi privacy blind index v1"


@dataclass(frozen=True, slots=True)
class Key:
    """One key and its name, which is cut from the key's hash: nobody has to give names, and none can be given twice."""

    name: str
    material: bytes


@dataclass(frozen=True, slots=True)
class KeyRing:
    """The first key seals; every key opens what it sealed."""

    keys: tuple[Key, ...]

    @property
    def current(self) -> Key:
        return self.keys[0]

    def named(self, name: str) -> Key | None:
        return next((key for key in self.keys if key.name == name), None)


def key_ring() -> KeyRing:
    """The keys of settings.FIELD_KEYS. ImproperlyConfigured when there is none."""
    return _ring(settings.FIELD_KEYS)


def index_key() -> bytes:
    """The key of the blind index, which is not one of the ring's: who can search cannot read."""
    return _derived(settings.INDEX_KEY, _INDEXING)


@lru_cache(maxsize=4)
def _ring(lines: str) -> KeyRing:
    keys = tuple(_key(line) for line in lines.replace(",", "\n").split())
    if not keys:
        message = "FIELD_KEYS holds no key: run ./idi setup."
        raise ImproperlyConfigured(message)
    return KeyRing(keys)


def _key(secret: str) -> Key:
    material = _derived(secret, _SEALING)
    return Key(hashlib.sha256(material).hexdigest()[:_NAME_LENGTH], material)


@lru_cache(maxsize=16)
def _derived(secret: str, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=_KEY_BYTES, salt=None, info=purpose).derive(secret.encode())
