"""Forms about cities and their districts."""

from django import forms
from django.utils.translation import gettext_lazy as _

from idi_platform.ui.public import DayField

from .forms import ReasonForm


class DivisionForm(forms.Form):
    """A division by GB/T 2260."""

    code = forms.CharField(
        label=_("Division code"), help_text=_("Six digits by GB/T 2260."), min_length=6, max_length=6
    )
    name_zh = forms.CharField(label=_("Chinese name"), max_length=120)
    name_en = forms.CharField(label=_("English name"), max_length=120, required=False)


class CityForm(DivisionForm, ReasonForm):
    """A new city, and why it opens."""

    field_order = ("code", "name_zh", "name_en", "reason")


class DistrictForm(DivisionForm):
    """A new division of a city; without a day it was in force before the records begin."""

    on = DayField(label=_("In force from"), required=False)


class DistrictEndForm(forms.Form):
    """The first day on which a division no longer is."""

    on = DayField(label=_("First day it no longer is"))


class DistrictRenameForm(DivisionForm):
    """The same place under another name or code, from a day on."""

    on = DayField(label=_("In force from"))
