"""What a file is: decided by its bytes alone, never by its name or the type the sender declares."""

from dataclasses import dataclass
from typing import Literal

from idi_platform.documents.constants import MOST_BYTES
from idi_platform.documents.errors import EmptyFile, FileTooLarge

from .pdf import check_pdf, is_pdf
from .photographs import redrawn

JPEG, PDF = "image/jpeg", "application/pdf"


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """What is kept of a file. A photograph has a small copy, a PDF has none."""

    kind: Literal["photo", "pdf"]
    content_type: str
    content: bytes
    thumbnail: bytes | None


def checked(sent: bytes) -> CheckedFile:
    """A photograph drawn anew, or a PDF as it is. Raises a subclass of UploadRefused for anything else."""
    if not sent:
        raise EmptyFile
    if len(sent) > MOST_BYTES:
        raise FileTooLarge
    if is_pdf(sent):
        check_pdf(sent)
        return CheckedFile("pdf", PDF, sent, None)
    photograph = redrawn(sent)
    return CheckedFile("photo", JPEG, photograph.jpeg, photograph.thumbnail)
