"""Sealing a value for one cell (AES-256-GCM, NIST SP 800-38D), and the blind index (HMAC-SHA256) that finds it again.

A sealed value names its key, and is bound to table, column and row: moved to another cell it does not open.
"""

import base64
import hmac
import os
import unicodedata
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from .errors import CannotOpen
from .keys import index_key, key_ring

_VERSION = "v1"
_NONCE_BYTES = 12
# What people write into numbers and nobody means.
_UNMEANT = str.maketrans("", "", " -\u2010\u2011\u2012\u2013\u2014\u00b7\t\n\r")


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a value stands: the associated data of its sealing."""

    table: str
    column: str
    row: str

    def __bytes__(self) -> bytes:
        return "\0".join((self.table, self.column, self.row)).encode()


class Sealed(str):
    """A sealed value as the database keeps it: `v1.<key>.<nonce and ciphertext>`."""

    __slots__ = ()

    @property
    def key_name(self) -> str:
        return self.split(".")[1]


def seal(text: str, cell: Cell) -> Sealed:
    """Seals with the current key, each time differently."""
    key, nonce = key_ring().current, os.urandom(_NONCE_BYTES)
    kept = nonce + AESGCM(key.material).encrypt(nonce, text.encode(), bytes(cell))
    return Sealed(f"{_VERSION}.{key.name}.{base64.urlsafe_b64encode(kept).decode()}")


def unseal(sealed: str, cell: Cell) -> str:
    """What was sealed for this cell. CannotOpen: the key is gone, or the value is damaged or of another cell."""
    try:
        version, name, body = sealed.split(".")
        key, kept = key_ring().named(name), base64.urlsafe_b64decode(body)
        if version != _VERSION or key is None:
            raise CannotOpen(cell.table, cell.column)
        opened = AESGCM(key.material).decrypt(kept[:_NONCE_BYTES], kept[_NONCE_BYTES:], bytes(cell))
    except (ValueError, InvalidTag) as wrong:
        raise CannotOpen(cell.table, cell.column) from wrong
    return opened.decode()


def prefix_of_current_key() -> str:
    """How every value begins that needs no sealing anew."""
    return f"{_VERSION}.{key_ring().current.name}."


def normalised(text: str) -> str:
    """A number as one writes it once: full-width as half-width, capitals, no blanks or hyphens."""
    return unicodedata.normalize("NFKC", text).translate(_UNMEANT).upper()


def blind_index(purpose: str, text: str) -> str:
    """Equal for equal numbers of one purpose, and telling nothing without the key; for exact search and uniqueness.

    `purpose` keeps columns apart: the same number in two of them has two indexes. 64 hexadecimal digits.
    """
    return hmac.new(index_key(), f"{purpose}\0{normalised(text)}".encode(), "sha256").hexdigest()
