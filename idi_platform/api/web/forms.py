"""What an administrator fills in to let a program in, and to give it a key."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import Role
from idi_platform.api.openings import scope_choices
from idi_platform.ui.public import DayField


class ClientForm(forms.Form):
    """`roles` are those the organisation may give a program here."""

    name = forms.CharField(
        label=_("Name of the program"),
        max_length=120,
        help_text=_("What it is called where it runs, so that you know it again, for example “core claims system”."),
        error_messages={"required": _("Give the program a name.")},
    )
    role = forms.ChoiceField(
        label=_("Acts as"),
        help_text=_("It sees and does what this role may, and never approves or signs: a person answers for that."),
        error_messages={"required": _("Choose a role."), "invalid_choice": _("Choose one of the roles.")},
    )
    scopes = forms.MultipleChoiceField(
        label=_("May"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only what it needs."),
        error_messages={"required": _("Tick at least one."), "invalid_choice": _("Choose from the list.")},
    )

    def __init__(self, data: Any = None, *, roles: list[str]) -> None:
        super().__init__(data)
        self.fields["role"].choices = [(role, Role(role).label) for role in roles]  # type: ignore[attr-defined]  # of a ChoiceField
        self.fields["scopes"].choices = scope_choices(roles)  # type: ignore[attr-defined]  # as above


class KeyForm(forms.Form):
    expires_on = DayField(label=_("First day it no longer works"), help_text=_("At most a year from now."))
