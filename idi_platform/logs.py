"""Tokens in addresses open something to whoever reads them: no log keeps them."""

import logging
import re
from typing import Any

from gunicorn.glogging import Logger  # type: ignore[import-untyped]  # ships no types

# `<city>-<64 hexadecimal digits>`, as feeds and links make them.
_TOKEN = re.compile(r"\b([0-9]{1,9})-[0-9a-f]{64}\b")


def redacted(text: str) -> str:
    return _TOKEN.sub(r"\1-…", text)


class Redacting(logging.Filter):
    """For every handler of ours."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        if (clean := redacted(message)) != message:
            record.msg, record.args = clean, ()
        return True


class AccessLog(Logger):  # type: ignore[misc]  # gunicorn is published without types
    """gunicorn's, without tokens."""

    def atoms(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        told: dict[str, Any] = super().atoms(*args, **kwargs)
        return {name: redacted(value) if isinstance(value, str) else value for name, value in told.items()}
