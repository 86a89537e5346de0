"""How personal data looks to those who do not need it: enough to tell two apart, too little to use."""

from collections.abc import Callable
from typing import Any

from .register import DataKind

_HIDDEN = "***"
# Of a document number: what tells the province stays in front, four at the end; as on every Chinese counter.
_DOCUMENT_HEAD, _TAIL, _PHONE_HEAD = 3, 4, 3
# Shorter numbers would be half told by that.
_SHORTEST = 11


def mask_name(name: str) -> str:
    """The first character stays, `李**`; nothing of a name of one character."""
    return name[:1] + "**" if len(name) > 1 else "**"


def mask_phone(number: str) -> str:
    """`138****0001`; of a short number the last two digits."""
    return _ends(number, _PHONE_HEAD, "****")


def mask_email(address: str) -> str:
    """`l***@example.com`"""
    name, at, host = address.partition("@")
    return f"{name[:1]}***{at}{host}"


def mask_document(number: str) -> str:
    """`310***********1234`: the length stays."""
    return _ends(number, _DOCUMENT_HEAD, "*" * max(len(number) - _DOCUMENT_HEAD - _TAIL, 0))


def mask_account(number: str) -> str:
    """`**** **** **** 1234`"""
    return f"**** **** **** {number[-_TAIL:]}" if len(number) >= _SHORTEST else _HIDDEN


def mask(kind: DataKind, value: Any) -> str:
    """The mask of a kind; an empty value stays empty."""
    text = str(value) if value is not None else ""
    return _MASKS.get(kind, _hidden)(text) if text else ""


def _ends(number: str, head: int, stars: str) -> str:
    return f"{number[:head]}{stars}{number[-_TAIL:]}" if len(number) >= _SHORTEST else f"{_HIDDEN}{number[-2:]}"


def _hidden(_text: str) -> str:
    return _HIDDEN


_MASKS: dict[DataKind, Callable[[str], str]] = {
    DataKind.NAME: mask_name,
    DataKind.PHONE: mask_phone,
    DataKind.EMAIL: mask_email,
    DataKind.DOCUMENT: mask_document,
    DataKind.BANK_ACCOUNT: mask_account,
}
