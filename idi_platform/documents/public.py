"""What other apps may use of documents."""

from .constants import ACCEPTED, SIZE_LIMIT
from .errors import UploadRefused
from .models import Upload, UploadKind
from .services import attach_uploads, discard_upload, store_upload

__all__ = [
    "ACCEPTED",
    "SIZE_LIMIT",
    "Upload",
    "UploadKind",
    "UploadRefused",
    "attach_uploads",
    "discard_upload",
    "store_upload",
]
