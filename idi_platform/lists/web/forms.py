"""The form that saves a view."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from idi_platform.lists.models import LONGEST_NAME, LONGEST_QUERY


class SaveViewForm(forms.Form):
    """`query` is the address to save, as the page wrote it; what the list does not understand of it is not kept."""

    name = forms.CharField(
        label=_("Name of the view"),
        max_length=LONGEST_NAME,
        error_messages={
            "required": _("Give the view a name."),
            "max_length": _("The name is too long: %(show_value)s characters, at most %(limit_value)s."),
        },
    )
    query = forms.CharField(required=False, max_length=LONGEST_QUERY, widget=forms.HiddenInput)
    is_shared = forms.BooleanField(label=_("Share it with my organisation"), required=False)
    is_default = forms.BooleanField(label=_("Start the list with it"), required=False)

    def __init__(self, data: Mapping[str, Any] | None = None, *, query: str = "") -> None:
        super().__init__(data, auto_id="view_%s", initial={"query": query})
