"""Forms check the shape of what is typed; the services check the rest. A refusal of a service lands on its field."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import DocumentKind, User
from idi_platform.registry.constants import LONGEST_NAME, PHONE_NUMBER, Title, TransferCause
from idi_platform.registry.models import Ownership
from idi_platform.registry.services.owners import OwnerFacts
from idi_platform.ui.public import DayField

NEW_ROWS = 3
_SHARE = RegexValidator(r"^[1-9][0-9]{0,3}/[1-9][0-9]{0,3}$", _("Write the share as a fraction, for example 1/2."))


class HomeSearchForm(forms.Form):
    q = forms.CharField(
        label=_("Address, door or owner's name"), max_length=100, widget=forms.TextInput(attrs={"type": "search"})
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Give the reason.")},
    )


class CorrectionForm(forms.Form):
    document = forms.CharField(
        label=_("What shows that the change is wrong"),
        help_text=_("Which paper you have seen, its number and its day, and what was entered wrongly."),
        max_length=200,
        error_messages={"required": _("Name the document.")},
    )


class TransferForm(forms.Form):
    """Everybody who owns the home from the day on: present owners who stay, and up to three new ones."""

    cause = forms.ChoiceField(
        label=_("Reason of the change"),
        choices=[("", _("Choose")), *(one for one in TransferCause.choices if one[0] != TransferCause.CORRECTION)],
        error_messages={"required": _("Choose the reason.")},
    )
    on = DayField(
        label=_("First day of the new owners"),
        help_text=_("The day of the entry in the land register; while the title is pending, the day of handover."),
    )
    title = forms.ChoiceField(label=_("Title"), choices=Title.choices, widget=forms.RadioSelect)
    document = forms.CharField(
        label=_("Document"),
        help_text=_("Which paper you have seen, its number and its day: certificate, contract, judgment or will."),
        max_length=200,
        error_messages={"required": _("Name the document.")},
    )

    def __init__(self, data: Any = None, *, present: Sequence[Ownership]) -> None:
        super().__init__(data)
        self.present = present
        for row, held in enumerate(present):
            name = {"name": held.owner.full_name}
            self.fields[f"stays_{row}"] = forms.BooleanField(label=_("%(name)s stays an owner") % name, required=False)
            self.fields[f"stays_share_{row}"] = _share(_("Share of %(name)s") % name)
        for row in range(NEW_ROWS):
            number = {"number": row + 1}
            self.fields |= {
                f"name_{row}": forms.CharField(
                    label=_("New owner %(number)s: name") % number, max_length=LONGEST_NAME, required=False
                ),
                f"kind_{row}": forms.ChoiceField(
                    label=_("New owner %(number)s: kind of document") % number,
                    choices=DocumentKind.choices,
                    required=False,
                ),
                f"number_{row}": forms.CharField(
                    label=_("New owner %(number)s: number of the document") % number, max_length=40, required=False
                ),
                f"phone_{row}": forms.CharField(
                    label=_("New owner %(number)s: mobile number") % number,
                    max_length=20,
                    required=False,
                    validators=[PHONE_NUMBER],
                    widget=forms.TextInput(attrs={"type": "tel"}),
                ),
                f"share_{row}": _share(_("New owner %(number)s: share") % number),
            }

    def clean(self) -> dict[str, Any]:
        """Of a new owner, the name and the number belong together."""
        given = super().clean() or {}
        for row in range(NEW_ROWS):
            name, number = given.get(f"name_{row}", ""), given.get(f"number_{row}", "")
            if number and not name:
                self.add_error(f"name_{row}", _("Give the name."))
            if name and not number:
                self.add_error(f"number_{row}", _("Give the number of the document."))
        return given

    def staying(self) -> Iterator[tuple[User, Fraction | None]]:
        for row, held in enumerate(self.present):
            if self.cleaned_data[f"stays_{row}"]:
                yield held.owner, _fraction(self.cleaned_data[f"stays_share_{row}"])

    def coming(self) -> Iterator[tuple[int, OwnerFacts, Fraction | None]]:
        """New owners with the row they stand in."""
        given = self.cleaned_data
        for row in range(NEW_ROWS):
            if given[f"name_{row}"]:
                facts = OwnerFacts(
                    full_name=given[f"name_{row}"],
                    kind=given[f"kind_{row}"] or DocumentKind.RESIDENT_ID,
                    number=given[f"number_{row}"],
                    phone=given[f"phone_{row}"],
                )
                yield row, facts, _fraction(given[f"share_{row}"])


def _share(label: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=9,
        required=False,
        validators=[_SHARE],
        help_text=_("For example 1/2. Empty for a sole owner, and where owners hold in common without shares."),
    )


def _fraction(text: str) -> Fraction | None:
    return Fraction(text) if text else None
