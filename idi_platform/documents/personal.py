"""What documents keeps of people."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from idi_platform.privacy.public import (
    ERASABLE,
    Basis,
    DataKind,
    PersonalField,
    PersonalTable,
    case_kept_until,
    register_personal,
)

from .models import Letter, Upload


def _kept_until(upload: Upload) -> date | None:
    """As long as its case; what hangs on none may go."""
    return case_kept_until(upload.dossier) if upload.dossier is not None else ERASABLE


def _letter_kept_until(letter: Letter) -> date | None:
    """As long as its case: what a letter says of a person stays in it until then, whoever asks."""
    return case_kept_until(letter.dossier)


def _file_of(upload: Upload) -> list[str]:
    return [upload.file.name] if upload.file.name else []


def _letter_file(letter: Letter) -> list[str]:
    """The PDF that was made of it, if it was."""
    return [letter.file.path] if hasattr(letter, "file") else []


register_personal(
    PersonalTable(
        model="documents.Upload",
        person="uploaded_by",
        purpose=_("To show the defect, or to prove what you say."),
        basis=Basis.CONTRACT,
        retention="insurance_records",
        seen_by=_("Whoever sees the case they hang on; until then you alone."),
        case="dossier",
        stored_files=_file_of,
        kept_until=_kept_until,
        fields=(
            PersonalField("filename", _("Name of your file"), DataKind.WORDS, empty="–"),
            PersonalField("file", _("Your photographs and documents"), DataKind.FILE),
        ),
    )
)
register_personal(
    PersonalTable(
        model="documents.Letter",
        person="",
        purpose=_("To give you a receipt, a decision or a notice that reads the same for ever."),
        basis=Basis.DUTY,
        retention="insurance_records",
        seen_by=_("Whoever sees the case. The public check page shows masks."),
        case="dossier",
        stored_files=_letter_file,
        kept_until=_letter_kept_until,
        fields=(PersonalField("content", _("Letters addressed to you"), DataKind.FILE, empty=None),),
    )
)
