"""Forms check the shape of what is typed; the services check the rest. A refusal of a service lands on its field."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib.auth.forms import UsernameField
from django.contrib.auth.password_validation import password_validators_help_text_html, validate_password
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import RegexValidator
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import Organisation, PersonFacts, Role, User
from idi_platform.organisations.constants import DISTRICT_ROLES, CertificateKind, FactKind, SuccessionKind, roles_of
from idi_platform.organisations.errors import FactMissing, ReasonMissing
from idi_platform.organisations.models import Invitation
from idi_platform.organisations.services.assigning import AbsenceFacts
from idi_platform.organisations.services.certifying import CertificateFacts
from idi_platform.organisations.services.inviting import InvitationFacts
from idi_platform.organisations.services.standing import Paper, Statement
from idi_platform.organisations.services.succeeding import SuccessionFacts, organisation_named
from idi_platform.tenancy.public import District
from idi_platform.ui.public import DayField

# People write the last day, services the first day after.
LAST_DAY = {"valid_to": "last_day"}
# What people write telephone numbers with; which are real, the network knows.
_NUMBER = RegexValidator(r"^\+?[0-9][0-9 \-]{5,18}$", _("Give a telephone number: digits, blanks and hyphens."))


def role_choices(kind: str) -> list[tuple[str, Any]]:
    return [(role.value, Role(role).label) for role in roles_of(kind)]


class _DistrictForm(forms.Form):
    """A role, and the district where roles of the kind may be limited to one."""

    role = forms.ChoiceField(label=_("Role"), error_messages={"required": _("Choose the role.")})
    district = forms.ModelChoiceField(
        District.objects.none(), label=_("District"), required=False, empty_label=_("The whole city")
    )

    def __init__(
        self, data: QueryDict | None, *, organisation: Organisation, districts: QuerySet[District], **extra: Any
    ) -> None:
        super().__init__(data, **extra)
        self.fields["role"].choices = role_choices(organisation.kind)  # type: ignore[attr-defined]  # a ChoiceField
        if DISTRICT_ROLES.isdisjoint(roles_of(organisation.kind)):
            del self.fields["district"]
        else:
            self.fields["district"].queryset = districts  # type: ignore[attr-defined]  # a ModelChoiceField


class InviteForm(_DistrictForm):
    full_name = forms.CharField(label=_("Full name"), max_length=120, error_messages={"required": _("Give the name.")})
    phone = forms.CharField(
        label=_("Mobile number"),
        max_length=20,
        required=False,
        validators=[_NUMBER],
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "off"}),
        help_text=_("A mobile number or an e-mail address, so that the link reaches the person."),
    )
    email = forms.EmailField(
        label=_("E-mail address"), required=False, error_messages={"invalid": _("Give a real e-mail address.")}
    )
    valid_from = DayField(label=_("First day"))
    last_day = DayField(label=_("Last day"), required=False, help_text=_("Leave it empty when no end is known."))

    field_order = ("full_name", "phone", "email", "role", "district", "valid_from", "last_day")

    def facts(self) -> InvitationFacts:
        given = self.cleaned_data
        return InvitationFacts(
            full_name=given["full_name"],
            role=given["role"],
            valid_from=given["valid_from"],
            valid_to=_day_after(given["last_day"]),
            phone=given["phone"],
            email=given["email"],
            district=given.get("district"),
        )


class RoleForm(_DistrictForm):
    """Another role for a colleague."""


class EndForm(forms.Form):
    on = DayField(label=_("First day without access"))


class JoinForm(forms.Form):
    """A new person's account. The name stands in the invitation."""

    username = UsernameField(
        label=_("User name"),
        max_length=150,
        validators=User._meta.get_field("username").validators,
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "username", "spellcheck": "false"}),
        error_messages={"required": _("Choose a user name.")},
        help_text=_("With it you sign in. Letters, digits and @ . + - _"),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=256,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _("Choose a password.")},
        help_text=password_validators_help_text_html(),
    )
    again = forms.CharField(
        label=_("Password again"),
        strip=False,
        max_length=256,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _("Give the password a second time.")},
    )

    def __init__(self, data: QueryDict | None, *, invitation: Invitation) -> None:
        super().__init__(data)
        self._invitation = invitation

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        password, username = given.get("password"), given.get("username")
        if password and given.get("again") and password != given["again"]:
            self.add_error("again", _("The two passwords differ."))
        if password and username:
            try:
                validate_password(password, User(username=username, full_name=self._invitation.full_name))
            except ValidationError as weak:
                self.add_error("password", weak)
        return given

    def facts(self) -> PersonFacts:
        return PersonFacts(
            username=self.cleaned_data["username"],
            password=self.cleaned_data["password"],
            full_name=self._invitation.full_name,
            phone=self._invitation.phone,
            email=self._invitation.email,
        )


def _paper(file: "UploadedFile[bytes] | None") -> Paper | None:
    return Paper(file, file.name or "") if file else None


def _day_after(last: date | None) -> date | None:
    return last + timedelta(days=1) if last else None


class FactForm(forms.Form):
    """The statements of some kinds: words, last day, paper, for each."""

    def __init__(self, data: QueryDict | None, files: Any, *, kinds: Sequence[str]) -> None:
        super().__init__(data, files)
        self._kinds = kinds
        for kind in kinds:
            label = FactKind(kind).label
            self.fields[f"{kind}_words"] = forms.CharField(
                label=label, max_length=200, error_messages={"required": FactMissing.message}
            )
            self.fields[f"{kind}_last_day"] = DayField(
                label=_("Last day"), required=False, help_text=_("Leave it empty when it does not end.")
            )
            self.fields[f"{kind}_paper"] = forms.FileField(
                label=_("Document"), required=False, help_text=_("A photograph or PDF that shows it.")
            )

    def statements(self) -> list[Statement]:
        given = self.cleaned_data
        return [
            Statement(
                kind=kind,
                words=given[f"{kind}_words"],
                valid_to=_day_after(given[f"{kind}_last_day"]),
                paper=_paper(given[f"{kind}_paper"]),
            )
            for kind in self._kinds
        ]


class ApplicationForm(FactForm):
    """Everything that an organisation of the kind states to a city."""


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": ReasonMissing.message},
    )


class _Colleague(forms.ModelChoiceField):  # type: ignore[type-arg]  # django-stubs' plugin fills the parameter
    def label_from_instance(self, person: Any) -> str:
        return str(person.full_name)


class CertificateForm(forms.Form):
    holder = _Colleague(
        User.objects.none(),
        label=_("Holder"),
        empty_label=_("Choose a colleague"),
        error_messages={"required": _("Choose whose certificate it is.")},
    )
    kind = forms.ChoiceField(
        label=_("Kind"), choices=CertificateKind.choices, error_messages={"required": _("Choose the kind.")}
    )
    number = forms.CharField(
        label=_("Certificate number"), max_length=60, error_messages={"required": _("Give the certificate’s number.")}
    )
    issuer = forms.CharField(
        label=_("Issuing body"), max_length=120, error_messages={"required": _("Say who issued it.")}
    )
    valid_from = DayField(label=_("First day"))
    last_day = DayField(label=_("Last day"), required=False, help_text=_("Leave it empty when it does not end."))
    paper = forms.FileField(label=_("Document"), required=False, help_text=_("A photograph or PDF that shows it."))

    def __init__(self, data: QueryDict | None, files: Any, *, colleagues: QuerySet[User]) -> None:
        super().__init__(data, files)
        self.fields["holder"].queryset = colleagues  # type: ignore[attr-defined]  # a ModelChoiceField

    def facts(self) -> CertificateFacts:
        given = self.cleaned_data
        return CertificateFacts(
            holder=given["holder"],
            kind=given["kind"],
            number=given["number"],
            issuer=given["issuer"],
            valid_from=given["valid_from"],
            valid_to=_day_after(given["last_day"]),
            paper=_paper(given["paper"]),
        )


class ColleagueForm(forms.Form):
    """One colleague, as whatever `label` says."""

    assignee = _Colleague(
        User.objects.none(),
        empty_label=_("Choose a colleague"),
        help_text=_("Colleagues who may open the cases concerned."),
        error_messages={"required": _("Choose a colleague.")},
    )

    def __init__(self, data: QueryDict | None, *, label: str, colleagues: QuerySet[User]) -> None:
        super().__init__(data)
        self.fields["assignee"].label = label
        self.fields["assignee"].queryset = colleagues  # type: ignore[attr-defined]  # a ModelChoiceField


class AbsenceForm(forms.Form):
    person = _Colleague(
        User.objects.none(),
        label=_("Who is away?"),
        empty_label=None,
        error_messages={"required": _("Choose a colleague.")},
    )
    deputy = _Colleague(
        User.objects.none(),
        label=_("Deputy"),
        empty_label=_("Choose a colleague"),
        help_text=_("Somebody who holds the same role."),
        error_messages={"required": _("Choose a colleague.")},
    )
    from_on = DayField(label=_("First day away"))
    last_day = DayField(label=_("Last day away"))

    def __init__(
        self, data: QueryDict | None, *, people: QuerySet[User], deputies: QuerySet[User], initial: dict[str, Any]
    ) -> None:
        super().__init__(data, initial=initial)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["deputy"].queryset = deputies  # type: ignore[attr-defined]  # a ModelChoiceField

    def facts(self) -> AbsenceFacts:
        given = self.cleaned_data
        return AbsenceFacts(
            person=given["person"],
            deputy=given["deputy"],
            from_on=given["from_on"],
            to_on=given["last_day"] + timedelta(days=1),
        )


class SuccessionForm(forms.Form):
    """Which of the two takes the other's place, why, and from when."""

    SUCCEEDS, IS_SUCCEEDED = "succeeds", "is_succeeded"

    kind = forms.ChoiceField(
        label=_("What happens"),
        choices=SuccessionKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what happens.")},
    )
    ours = forms.ChoiceField(
        label=_("Our organisation"),
        choices=[
            (IS_SUCCEEDED, _("is the one whose place is taken")),
            (SUCCEEDS, _("takes the place of the other")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say which of the two yours is.")},
    )
    other = forms.CharField(
        label=_("The other organisation"),
        max_length=120,
        help_text=_("Its full name or its unified social credit code, exactly as registered."),
        error_messages={"required": _("Name the other organisation.")},
    )
    from_on = DayField(label=_("First day of the successor"))
    grounds = forms.CharField(
        label=_("Grounds"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The document that says so, with its number: notice of registration, agreement, court order."),
        error_messages={"required": _("Say what shows it.")},
    )
    paper = forms.FileField(label=_("Document"), required=False, help_text=_("A photograph or PDF that shows it."))

    def facts(self, own: Organisation) -> SuccessionFacts:
        """NoOtherOrganisation."""
        given = self.cleaned_data
        other = organisation_named(given["other"], besides=own)
        before, after = (other, own) if given["ours"] == self.SUCCEEDS else (own, other)
        return SuccessionFacts(
            kind=given["kind"],
            predecessor=before,
            successor=after,
            from_on=given["from_on"],
            grounds=given["grounds"],
            paper=_paper(given["paper"]),
        )
