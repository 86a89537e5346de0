"""What other apps may use of documents."""

from .constants import ACCEPTED, SIZE_LIMIT
from .errors import UploadRefused
from .letters.issuing import issue_letter, letters_of
from .letters.kinds import register_letter
from .letters.models import Letter, LetterState
from .letters.typefaces import TypefacesMissing, missing_rare_characters
from .models import Upload, UploadKind
from .services import attach_uploads, discard_upload, store_upload
from .sight import register_upload_sight
from .web.serving import thumbnail_file, upload_file
from .web.throttle import TooManyChecks, count_check

__all__ = [
    "ACCEPTED",
    "SIZE_LIMIT",
    "Letter",
    "LetterState",
    "TooManyChecks",
    "TypefacesMissing",
    "Upload",
    "UploadKind",
    "UploadRefused",
    "attach_uploads",
    "count_check",
    "discard_upload",
    "issue_letter",
    "letters_of",
    "missing_rare_characters",
    "register_letter",
    "register_upload_sight",
    "store_upload",
    "thumbnail_file",
    "upload_file",
]
