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
    """As long as its case: a letter is never changed, what it says of a person stays in it."""
    return case_kept_until(letter.dossier)


register_personal(
    PersonalTable(
        model="documents.Upload",
        person="uploaded_by",
        purpose=_("To show the defect, or to prove what you say."),
        basis=Basis.CONTRACT,
        retention="insurance_records",
        seen_by=_("Whoever sees the case they hang on; until then you alone."),
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
        kept_until=_letter_kept_until,
        is_erased=False,
        fields=(PersonalField("content", _("Letters addressed to you"), DataKind.FILE),),
    )
)
