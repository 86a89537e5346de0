"""PDF documents: kept byte for byte, so anything that acts, hides or cannot be looked into is refused.

Conservative on purpose: a harmless file refused can be printed anew; a harmful one stored is opened by an adjuster.
qpdf reads the file; nothing here follows its syntax by hand. Content streams are never unpacked.
"""

import re
import time
from collections.abc import Iterator
from io import BytesIO

import pikepdf
from pikepdf import settings as qpdf

from idi_platform.documents.constants import MOST_PDF_OBJECTS, MOST_PDF_PAGES
from idi_platform.documents.errors import ActivePdf, DamagedPdf, OverfullPdf, UncheckablePdf

HEADER = b"%PDF-"
_TAIL = 2048
# Work one file may cost. Honest files of 20 MB stay far below each: see docs/adr/0014.
_MOST_OPENING_BYTES = 12_000_000
_MOST_UNPACKED = 1_000_000
_MOST_WRITTEN = 10_000_000
_MOST_CPU_SECONDS = 3.0
_CHECK_EVERY = 64
# qpdf's limits belong to the process and are not synchronised: set once, here, before any thread opens a file.
qpdf.set_qpdf_limits(
    doc_max_warnings=1,
    parser_max_nesting=100,
    parser_max_container_size=100_000,
    parser_max_errors=1,
    max_stream_filters=1,
    flate_max_memory=_MOST_UNPACKED,
    png_max_memory=_MOST_UNPACKED,
    tiff_max_memory=_MOST_UNPACKED,
    run_length_max_memory=_MOST_UNPACKED,
    dct_max_memory=_MOST_UNPACKED,
)

_NAME_ENDS = rb"(?=[\s/<>\[\](){}%\x00]|$)"


def _name(*names: str) -> re.Pattern[bytes]:
    """Any of the names, each letter plain or as #xx (ISO 32000-1, 7.3.5)."""
    ways = ("".join(f"(?:{letter}|#(?i:{ord(letter):02x}))" for letter in name) for name in names)
    # The look-ahead keeps 20 MB of slashes cheap.
    starts = "".join({name[0] for name in names})
    return re.compile(rb"/(?=[#" + starts.encode() + rb"])(?:" + "|".join(ways).encode() + rb")" + _NAME_ENDS)


# Names of actions and attachments; /JS is only the text of an action whose type must be /JavaScript.
_ACTIVE = _name(
    *("JavaScript", "Launch", "EmbeddedFile", "EmbeddedFiles", "SubmitForm", "ImportData"),
    *("GoToE", "GoToR", "RichMedia", "Rendition", "XFA", "AF"),
)
_ENCRYPTED = _name("Encrypt")
_PACKED = _name("ObjStm")
_PAGE = re.compile(rb"/Type /Page" + _NAME_ENDS)
_MARKUP = re.compile(rb"<\s*(?:!doctype|html|script|svg|\?php)", re.IGNORECASE)


def is_pdf(content: bytes) -> bool:
    return content.startswith(HEADER)


def check_pdf(content: bytes) -> None:
    """Refuses a PDF that is cut off, that is also something else, that acts, or that cannot be looked into.

    Raises:
        DamagedPdf, ActivePdf, UncheckablePdf, OverfullPdf.
    """
    end = content.rfind(b"%%EOF", -_TAIL)
    if end < 0 or content[end + 5 :].strip(b"\r\n\t \x00") or _MARKUP.search(content[:_TAIL]):
        raise DamagedPdf
    # The bytes first: they also show what an earlier revision or another reader's table of objects would reach.
    if _ENCRYPTED.search(content):
        raise UncheckablePdf
    if _ACTIVE.search(content):
        raise ActivePdf
    file = _MeteredFile(content)
    try:
        _check_objects(content, file)
    except pikepdf.PasswordError as error:
        raise UncheckablePdf from error
    except (pikepdf.PdfError, pikepdf.PikepdfError, RuntimeError, ValueError, TypeError) as error:
        # qpdf reports an exception of the file it reads as one of its own.
        raise (OverfullPdf if file.is_exhausted else DamagedPdf) from error


class _MeteredFile(BytesIO):
    """The file as qpdf reads it: stops qpdf, between two reads, when the file costs more than it may.

    Processor time of this thread, not the clock: a busy machine refuses nothing.
    """

    def __init__(self, content: bytes) -> None:
        super().__init__(content)
        self.bytes_left: float = _MOST_OPENING_BYTES
        self._stop_at = time.thread_time() + _MOST_CPU_SECONDS

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # typeshed's Buffer has no len
        self.check()
        count = super().readinto(buffer)
        self.bytes_left -= count
        return count

    def read(self, size: int | None = -1, /) -> bytes:
        self.check()
        content = super().read(size)
        self.bytes_left -= len(content)
        return content

    @property
    def is_exhausted(self) -> bool:
        return self.bytes_left < 0 or time.thread_time() > self._stop_at

    def check(self) -> None:
        if self.is_exhausted:
            raise OverfullPdf


def _check_objects(content: bytes, file: _MeteredFile) -> None:
    with pikepdf.open(
        file,
        attempt_recovery=False,
        inherit_page_attributes=False,
        access_mode=pikepdf.AccessMode.stream,
        conversion_mode="explicit",
    ) as document:
        if document.is_encrypted:
            raise UncheckablePdf
        if document.get_warnings():
            raise DamagedPdf
        file.bytes_left = float("inf")
        pages = packed = length = 0
        for written in _objects_as_written(document, file):
            if _ACTIVE.search(written):
                raise ActivePdf
            pages += _PAGE.search(written) is not None
            length += len(written)
            if pages > MOST_PDF_PAGES or length > _MOST_WRITTEN:
                raise OverfullPdf
            packed += _PACKED.search(written) is not None
        if document.get_warnings():
            raise DamagedPdf
        # A packed stream that the table of objects leaves out was not looked into, and another reader may find it.
        if sum(1 for _ in _PACKED.finditer(content)) > packed:
            raise UncheckablePdf


def _objects_as_written(document: pikepdf.Pdf, file: _MeteredFile) -> Iterator[bytes]:
    """Each object as qpdf writes it, names without escapes; of a stream, its dictionary."""
    # qpdf warns when /Size is not one more than the highest number, and warnings are refused: it can be believed.
    if int(document.trailer.get("/Size", 0)) > MOST_PDF_OBJECTS:
        raise OverfullPdf
    yield document.trailer.unparse(resolved=True)
    table = document.get_xref_table()
    if len(table) > MOST_PDF_OBJECTS:
        raise OverfullPdf
    for count, number in enumerate(table):
        if count % _CHECK_EVERY == 0:
            file.check()
        found: object = document.get_object(number)
        if not isinstance(found, pikepdf.Object):
            # A plain value or null: named in the table and free, or damaged, of which qpdf warns.
            continue
        yield (found.stream_dict if isinstance(found, pikepdf.Stream) else found).unparse(resolved=True)
