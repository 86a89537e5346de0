"""The filter of the lists of terms, as it stands in the address. What is not understood narrows nothing."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import Organisation
from idi_platform.deadlines.public import Basis
from idi_platform.tenancy.public import Actor
from supervision.constants import TermStatus
from supervision.selectors import SORTS, TermFilter, obliged_bodies


class TermFilterForm(forms.Form):
    insurer = forms.ModelChoiceField(
        label=_("Obliged party"), required=False, queryset=Organisation.objects.none(), empty_label=_("All bodies")
    )
    basis = forms.ChoiceField(label=_("Basis"), required=False)
    sort = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, viewer: Actor) -> None:
        super().__init__(data, auto_id="filter_%s")
        self.fields["insurer"].queryset = obliged_bodies(viewer)  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["basis"].choices = [("", _("All bases")), *Basis.choices]  # type: ignore[attr-defined]  # a ChoiceField

    def wanted(self, status: TermStatus) -> TermFilter:
        """The filter that the address asks for."""
        self.is_valid()
        given = self.cleaned_data
        sort = given.get("sort", "")
        return TermFilter(
            status=status,
            insurer=given.get("insurer"),
            basis=given.get("basis", ""),
            sort=sort if sort.removeprefix("-") in SORTS else "-due",
        )
