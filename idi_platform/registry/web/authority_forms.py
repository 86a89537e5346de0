"""Who acts for whom, as it is typed; the services judge it."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import DocumentKind, User
from idi_platform.registry.constants import LONGEST_NAME, PHONE_NUMBER, AuthorityKind
from idi_platform.registry.models import Authority
from idi_platform.registry.services.authorities import BODY_OF_KIND, AuthorityPaper
from idi_platform.registry.services.entrusting import AuthorityTold
from idi_platform.registry.services.owners import OwnerFacts
from idi_platform.ui.public import DayField

COMMON = "common"


class AuthorityForm(forms.Form):
    """`owners`: who may give it. For common parts nobody is named: the owners give it together."""

    given_by = forms.ChoiceField(
        label=_("Given by"), widget=forms.RadioSelect, error_messages={"required": _("Choose who gives it.")}
    )
    kind = forms.ChoiceField(
        label=_("On what"),
        choices=[("", _("Choose")), *AuthorityKind.choices],
        error_messages={"required": _("Choose on what it rests.")},
    )
    body = forms.CharField(
        label=_("Name of the property manager or owners' committee"),
        help_text=_("Exactly as it is registered, or its unified social credit code. Empty for a person."),
        max_length=LONGEST_NAME,
        required=False,
    )
    name = forms.CharField(label=_("Name of the person"), max_length=LONGEST_NAME, required=False)
    document_kind = forms.ChoiceField(label=_("Kind of their document"), choices=DocumentKind.choices, required=False)
    number = forms.CharField(label=_("Number of their document"), max_length=40, required=False)
    phone = forms.CharField(
        label=_("Their mobile number"),
        max_length=20,
        required=False,
        validators=[PHONE_NUMBER],
        widget=forms.TextInput(attrs={"type": "tel"}),
    )
    from_on = DayField(label=_("First day"))
    last_on = DayField(label=_("Last day"), required=False, help_text=_("Leave it empty when it does not end."))
    may_settle = forms.BooleanField(
        label=_("It also allows to accept or decline an offer and to take a claim back"),
        help_text=_("Only if the paper says so."),
        required=False,
    )
    paper = forms.CharField(
        label=_("Document"),
        help_text=_("Which paper, its number and its day: contract, resolution, power of attorney."),
        max_length=200,
        error_messages={"required": _("Name the document.")},
    )
    file = forms.FileField(
        label=_("Photograph or PDF of the document"), error_messages={"required": _("Add the document.")}
    )

    def __init__(self, data: Any = None, files: Any = None, *, owners: Sequence[User], is_owner: bool) -> None:
        super().__init__(data, files)
        choices: list[tuple[str, str | Promise]] = [(str(owner.pk), owner.full_name) for owner in owners]
        if is_owner:
            del self.fields["given_by"]
        else:
            choices.append((COMMON, _("All owners together: the common parts of the building")))
            self.fields["given_by"].choices = choices  # type: ignore[attr-defined]  # a field of choices
        self.owners = {owner.pk: owner for owner in owners}

    def clean(self) -> dict[str, Any]:
        """A body or a person, as the kind asks; of a person, the name and the number belong together."""
        given = super().clean() or {}
        kind = given.get("kind")
        if kind and AuthorityKind(kind) in BODY_OF_KIND:
            if not given.get("body"):
                self.add_error("body", _("Give the name."))
        elif kind:
            if not given.get("name"):
                self.add_error("name", _("Give the name."))
            if not given.get("number"):
                self.add_error("number", _("Give the number of the document."))
        return given

    @property
    def giver(self) -> User | None:
        """None for common parts."""
        if "given_by" not in self.fields:
            return next(iter(self.owners.values()), None)
        chosen = self.cleaned_data["given_by"]
        return None if chosen == COMMON else self.owners[UUID(chosen)]

    @property
    def rests_on(self) -> AuthorityKind:
        return AuthorityKind(self.cleaned_data["kind"])

    @property
    def person(self) -> OwnerFacts | None:
        """None where a body holds it."""
        given = self.cleaned_data
        if self.rests_on in BODY_OF_KIND:
            return None
        return OwnerFacts(
            full_name=given["name"],
            kind=given["document_kind"] or DocumentKind.RESIDENT_ID,
            number=given["number"],
            phone=given["phone"],
        )

    def told(self) -> AuthorityTold:
        given = self.cleaned_data
        last_on = given["last_on"]
        return AuthorityTold(
            kind=given["kind"],
            given_by=self.giver,
            body=given["body"],
            person=self.person,
            from_on=given["from_on"],
            to_on=last_on + timedelta(days=1) if last_on else None,
            paper=given["paper"],
            may_settle=given["may_settle"],
        )

    def document(self) -> AuthorityPaper:
        file = self.cleaned_data["file"]
        return AuthorityPaper(file, file.name or "")


class EndForm(forms.Form):
    end_reason = forms.CharField(
        label=_("Reason"),
        max_length=Authority._meta.get_field("end_reason").max_length,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Give the reason.")},
    )
