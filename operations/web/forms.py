"""Forms of the operator's site. They judge shape; the services judge what may be done."""

from collections.abc import Callable

from django import forms
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import PLATFORM_ROLES, OrganisationKind
from idi_platform.tenancy.public import DomainError
from idi_platform.ui.public import refuse
from operations.models import ProposalState


def is_done(form: forms.Form, act: Callable[[], object]) -> bool:
    """Does it when the form has the right shape; a refusal lands on its field, and nothing of it stays."""
    if not form.is_valid():
        return False
    try:
        with transaction.atomic():
            act()
    except DomainError as refused:
        refuse(form, refused)
        return False
    return True


class SearchForm(forms.Form):
    """What one knows of a person or body."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)


class ReasonForm(forms.Form):
    """Why: whatever an administrator does to somebody or something stays on record with its reason."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("It stays on record with your name."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Give the reason.")},
    )


class AdministratorForm(ReasonForm):
    """Somebody new for one of the platform's three roles."""

    username = forms.CharField(label=_("User name"), max_length=150, validators=[UnicodeUsernameValidator()])
    full_name = forms.CharField(label=_("Full name"), max_length=120)
    role = forms.ChoiceField(
        label=_("Role"), choices=[(role.value, role.label) for role in PLATFORM_ROLES], widget=forms.RadioSelect
    )
    field_order = ("full_name", "username", "role", "reason")


class OrganisationForm(forms.Form):
    """What stands in the register of organisations."""

    kind = forms.ChoiceField(label=_("Kind"), choices=OrganisationKind.choices)
    name_zh = forms.CharField(label=_("Chinese name"), max_length=120)
    name_en = forms.CharField(label=_("English name"), max_length=120, required=False)
    uscc = forms.CharField(
        label=_("Unified social credit code"),
        help_text=_("18 characters; leave it empty where the body has none yet."),
        max_length=30,
        required=False,
    )
    hotline = forms.CharField(label=_("Telephone"), max_length=30, required=False)


class DecisionForm(forms.Form):
    """Yes or no to what somebody else asked for."""

    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=[(ProposalState.APPROVED.value, _("Approve")), (ProposalState.REFUSED.value, _("Refuse"))],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("Reason of a refusal"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean(self) -> dict[str, object]:
        told: dict[str, object] = super().clean() or {}
        if told.get("decision") == ProposalState.REFUSED and not told.get("note"):
            self.add_error("note", _("Say why it is refused."))
        return told
