"""Names of files: kept as given, except what could mislead a reader or a file system."""

import re
import unicodedata
from pathlib import PurePosixPath

from idi_platform.documents.constants import LONGEST_NAME
from idi_platform.documents.errors import UnusableName

# They turn the reading direction around: "photo‮gpj.exe" reads as a photograph.
_TURNS_DIRECTION = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_SEPARATORS = re.compile(r"[\\/]")


def stored_name(given: str) -> str:
    """The last part of the name as given. UnusableName for control characters, direction marks, or no name at all."""
    if any(char in _TURNS_DIRECTION or unicodedata.category(char) in {"Cc", "Cs"} for char in given):
        raise UnusableName
    name = _SEPARATORS.split(given)[-1].strip()
    if not name.strip("."):
        raise UnusableName
    return _shortened(name)


def _shortened(name: str) -> str:
    if len(name) <= LONGEST_NAME:
        return name
    ending = PurePosixPath(name).suffix[:10]
    return name[: LONGEST_NAME - len(ending)] + ending


def download_name(name: str, endings: tuple[str, ...]) -> str:
    """The name a browser saves the file under: it always ends in what the file is, whatever the sender called it."""
    return name if name.lower().endswith(endings) else name + endings[0]
