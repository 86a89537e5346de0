"""PDF documents: kept byte for byte, so anything that acts, hides or cannot be looked into is refused.

Conservative on purpose: a harmless file refused can be printed anew; a harmful one stored is opened by an adjuster.
"""

import re
import zlib

from idi_platform.documents.errors import ActivePdf, DamagedPdf, UncheckablePdf

HEADER = b"%PDF-"
_TAIL = 2048
_MOST_INFLATED = 50_000_000
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
# Names of actions and attachments; /JS is only the text of an action whose type must be /JavaScript.
_ACTIVE = re.compile(
    rb"/(?:JavaScript|Launch|EmbeddedFiles?|SubmitForm|ImportData|GoToE|GoToR|RichMedia|Rendition|XFA|AF)"
    rb"(?=[\s/<>\[\]()%\x00]|$)"
)
_ENCRYPTED = re.compile(rb"/Encrypt(?=[\s/<>\[\]()%\x00]|$)")
_MARKUP = re.compile(rb"<\s*(?:!doctype|html|script|svg|\?php)", re.IGNORECASE)
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_DICTIONARY = 1024


def is_pdf(content: bytes) -> bool:
    return content.startswith(HEADER)


def check_pdf(content: bytes) -> None:
    """Refuses a PDF that is cut off, that is also something else, that acts, or that cannot be looked into.

    Raises:
        DamagedPdf, ActivePdf, UncheckablePdf.
    """
    end = content.rfind(b"%%EOF", -_TAIL)
    if end < 0 or content[end + 5 :].strip(b"\r\n\t \x00") or _MARKUP.search(content[:_TAIL]):
        raise DamagedPdf
    names = _unescaped(content)
    if _ENCRYPTED.search(names):
        raise UncheckablePdf
    if _ACTIVE.search(names) or any(_ACTIVE.search(_unescaped(packed)) for packed in _packed_objects(content)):
        raise ActivePdf


def _unescaped(content: bytes) -> bytes:
    """Names may be written with #xx for any letter (ISO 32000-1, 7.3.5)."""
    return _ESCAPED.sub(lambda found: bytes([int(found.group(1), 16)]), content)


def _packed_objects(content: bytes) -> list[bytes]:
    """The object streams unpacked: objects, and so actions, may lie compressed in them (ISO 32000-1, 7.5.7)."""
    packed = []
    left = _MOST_INFLATED
    for found in _STREAM.finditer(content):
        dictionary = _unescaped(content[max(0, found.start() - _DICTIONARY) : found.start()]).rpartition(b"obj")[2]
        if b"/ObjStm" not in dictionary:
            continue
        packed.append(_inflated(content, found.end(), dictionary, left))
        left -= len(packed[-1])
    return packed


def _inflated(content: bytes, start: int, dictionary: bytes, most: int) -> bytes:
    filters = re.findall(rb"/(\w+Decode|Crypt)\b", dictionary)
    if not filters:
        return content[start : content.find(b"endstream", start)]
    if filters != [b"FlateDecode"] or b"/Predictor" in dictionary or most <= 0:
        raise UncheckablePdf
    unpacking = zlib.decompressobj()
    try:
        body = unpacking.decompress(content[start:], most)
    except zlib.error as error:
        raise UncheckablePdf from error
    if unpacking.unconsumed_tail:
        raise UncheckablePdf
    return body
