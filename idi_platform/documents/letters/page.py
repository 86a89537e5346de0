"""What a letter's template is given: the frozen content with its dates read, and the QR code of its check page."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import segno
from django.utils.safestring import SafeString, mark_safe

from .kinds import letter_kind
from .models import Letter

# A key that ends so holds a day or a moment, wherever it stands in the content.
DAY, MOMENT = "_on", "_at"


def letter_context(letter: Letter) -> dict[str, Any]:
    """Everything a template may use; `c` is the content."""
    content = read_dates(letter.content)
    return {
        "letter": letter,
        "c": content,
        "kind_label": letter_kind(letter.kind).label,
        "is_chinese": letter.language.startswith("zh"),
        "qr": qr_code(content["verify_address"]),
    }


def read_dates(value: Any, key: str = "") -> Any:
    """The same content with days and moments as Python knows them."""
    match value:
        case Mapping():
            return {name: read_dates(inner, name) for name, inner in value.items()}
        case list():
            return [read_dates(inner) for inner in value]
        case str() if key.endswith(DAY):
            return date.fromisoformat(value) if value else None
        case str() if key.endswith(MOMENT):
            return datetime.fromisoformat(value) if value else None
        case _other:
            return value


def qr_code(address: str) -> SafeString:
    """A QR code as inline SVG: nothing is fetched to draw it. It stands a smudge over a seventh of its area."""
    drawing = segno.make_qr(address, error="m").svg_inline(border=2, omitsize=True, svgclass="qr", lineclass=None)
    return mark_safe(drawing)  # noqa: S308  # drawn by segno from modules alone: no text of the address is in it
