"""Why a file is refused. Each names the field it came in by and the limit it broke."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from idi_platform.tenancy.public import DomainError

from .constants import ACCEPTED, PDF_LIMIT, PIXEL_LIMIT, SIZE_LIMIT


class UploadRefused(DomainError):
    """Base of every refusal of a file. `limit` is shown beside the message."""

    code = "upload_refused"
    limit = ACCEPTED

    def __init__(self, message: str | Promise | None = None, *, field: str = "photo", rule: str | None = None) -> None:
        super().__init__(message, field=field, rule=rule or self.limit)


class EmptyFile(UploadRefused):
    code = "upload_empty"
    message = _("The file is empty. Choose it again.")


class FileTooLarge(UploadRefused):
    code = "upload_too_large"
    message = _("The file is too large. Take the photograph again at a smaller size.")
    limit = SIZE_LIMIT


class TooManyPixels(UploadRefused):
    code = "upload_too_many_pixels"
    message = _("The photograph has too many pixels. Take it again at a smaller size.")
    limit = PIXEL_LIMIT


class UnknownContent(UploadRefused):
    code = "upload_unknown_content"
    message = _("The file is neither a photograph nor a PDF document, whatever its name says.")


class DamagedPhotograph(UploadRefused):
    code = "upload_damaged"
    message = _("The photograph is damaged or incomplete. Send it again.")


class DamagedPdf(UploadRefused):
    code = "upload_damaged_pdf"
    message = _("The PDF document is damaged, or something else is hidden in the same file.")
    limit = "PDF: %PDF- … %%EOF"


class ActivePdf(UploadRefused):
    code = "upload_active_pdf"
    message = _("The PDF document contains programs, forms or other files. Print it to a new PDF and send that.")
    limit = "PDF: /JavaScript, /Launch, /EmbeddedFile …"


class UncheckablePdf(UploadRefused):
    code = "upload_uncheckable_pdf"
    message = _("The PDF document is protected or packed so that it cannot be checked. Print it to a new PDF.")
    limit = "PDF: /Encrypt, /ObjStm"


class OverfullPdf(UploadRefused):
    code = "upload_overfull_pdf"
    message = _("The PDF document has too many pages or parts to be checked. Split it and send the parts.")
    limit = PDF_LIMIT


class UnusableName(UploadRefused):
    code = "upload_unusable_name"
    message = _("The name of the file contains characters that cannot be kept. Rename it and send it again.")
    limit = "U+0000–U+001F, U+007F–U+009F, U+202A–U+202E, U+2066–U+2069"
