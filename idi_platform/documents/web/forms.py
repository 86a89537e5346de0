"""What a stranger gives the check page: a code, or the file they were sent."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from idi_platform.documents.constants import MOST_BYTES, SIZE_LIMIT
from idi_platform.documents.letters.codes import read_code


class CodeForm(forms.Form):
    """The code as printed or typed; cleaned to its plain form."""

    code = forms.CharField(
        label=_("Verification code"),
        help_text=_("24 letters and digits in groups of four, at the end of the letter."),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": _("Enter the code that is printed on the letter.")},
    )

    def clean_code(self) -> str:
        code = read_code(self.cleaned_data["code"])
        if code is None:
            raise forms.ValidationError(_("A code has 24 letters and digits. Compare it with the paper."))
        return code


class FileForm(forms.Form):
    """A PDF that somebody wants to compare with the issued one. It is read, compared and not kept."""

    file = forms.FileField(
        label=_("PDF file"),
        widget=forms.FileInput(attrs={"accept": "application/pdf"}),
        error_messages={"required": _("Choose the PDF file you were given."), "empty": _("The file is empty.")},
    )

    def clean_file(self) -> "UploadedFile[bytes]":
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(_("The file is too large: %(limit)s."), params={"limit": SIZE_LIMIT})
        return file
