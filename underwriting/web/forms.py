"""Forms check the shape of what is typed; the services check the law. A refusal of a service lands on its field."""

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeAlias
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import Organisation
from idi_platform.registry.public import Building, MilestoneKind, Project
from idi_platform.tenancy.public import District
from idi_platform.ui.public import DayField, MomentField
from underwriting.constants import MOST_FLOORS, MOST_HOMES, ShareRole
from underwriting.models import InsurancePolicy
from underwriting.public import PolicyFacts, ShareFacts, ShareView, TermFacts
from underwriting.rules.doors import Door, doors_of
from underwriting.rules.money import fen, yuan
from underwriting.rules.shares import read_share

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Text: TypeAlias = "str | _StrPromise"
MEMBER_ROWS = 5


def _yuan(label: Text, *, required: bool = False) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        required=required,
        max_digits=15,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        help_text=_("In yuan, with at most two decimals."),
        error_messages={
            "required": _("Give the amount."),
            "invalid": _("Give an amount, for example 1234567.89."),
            "max_decimal_places": _("An amount has at most two decimals."),
        },
    )


def _words(label: Text, missing: Text, *, longest: int = 200, hint: Text = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, help_text=hint, error_messages={"required": missing})


def _count(label: Text, *, most: int) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=1,
        max_value=most,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": _("Give the number."),
            "invalid": _("Give a whole number."),
            "min_value": _("Give a whole number, one or more."),
            "max_value": _("This number is too large."),
        },
    )


def _paper(label: Text, *, required: bool = True, hint: Text = "") -> forms.FileField:
    return forms.FileField(
        label=label,
        required=required,
        help_text=hint or _("A PDF or a photograph, at most 20 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": "image/*,application/pdf"}),
        error_messages={"required": _("Add the document that shows it."), "empty": _("This file is empty.")},
    )


class ProjectForm(forms.Form):
    name_zh = _words(_("Chinese name of the project"), _("Give the project's name."), longest=120)
    name_en = forms.CharField(label=_("English name of the project"), max_length=120, required=False)
    address = _words(_("Address"), _("Give the address."))
    district = forms.ModelChoiceField(
        label=_("District"),
        queryset=District.objects.none(),
        empty_label=_("Choose a district"),
        error_messages={"required": _("Choose a district.")},
    )
    developer_name = _words(_("Developer"), _("Give the developer's name."), longest=120)
    developer_uscc = forms.RegexField(
        label=_("Developer's unified social credit code"),
        regex=r"^[0-9A-Z]{18}$",
        help_text=_("18 digits and capital letters, as on the business licence."),
        error_messages={
            "required": _("Give the unified social credit code."),
            "invalid": _("The code has 18 digits and capital letters."),
        },
    )

    def __init__(self, data: Any = None, *, city_id: int, on: date) -> None:
        super().__init__(data)
        districts = [row.pk for row in District.objects.filter(city_id=city_id) if row.is_valid_on(on)]
        self.fields["district"].queryset = District.objects.filter(pk__in=districts)  # type: ignore[attr-defined]  # a ModelChoiceField


class MilestoneForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Milestone"),
        choices=[("", _("Choose a milestone")), *MilestoneKind.choices],
        error_messages={"required": _("Choose a milestone.")},
    )
    building = forms.ModelChoiceField(
        label=_("Building"),
        queryset=Building.objects.none(),
        required=False,
        empty_label=_("The whole project"),
        help_text=_("A building's own acceptance beats the project's."),
    )
    on = DayField(label=_("Date"))
    evidence = _words(_("Document that shows it"), _("Name the document that shows it."))

    def __init__(self, data: Any = None, *, project: Project) -> None:
        super().__init__(data, auto_id="id_milestone_%s")
        buildings = Building.objects.filter(city_id=project.city_id, project=project).order_by("number")
        self.fields["building"].queryset = buildings  # type: ignore[attr-defined]  # a ModelChoiceField


class BuildingForm(forms.Form):
    number = _words(
        _("Building number"),
        _("Give the building's number."),
        longest=30,
        hint=_("As on its door plate."),
    )
    floors = _count(_("Floors with homes"), most=MOST_FLOORS)
    doors = _count(_("Homes on each floor"), most=MOST_HOMES)

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("floors") and given.get("doors") and given["floors"] * given["doors"] > MOST_HOMES:
            self.add_error("doors", _("A building has at most %(most)s homes.") % {"most": MOST_HOMES})
        return given

    @property
    def homes(self) -> list[Door]:
        """The homes that a valid form would enter."""
        return list(doors_of(floors=self.cleaned_data["floors"], doors=self.cleaned_data["doors"]))

    @property
    def seen(self) -> str:
        """What the reader has been shown: the press that enters must carry the same."""
        given = self.cleaned_data
        return f"{given['number']}|{given['floors']}|{given['doors']}"


class PolicyForm(forms.Form):
    policy_number = _words(
        _("Insurer's policy number"), _("Give the number that your company gave the policy."), longest=60
    )
    contract_formed_on = DayField(
        label=_("Insurance contract formed on"),
        required=False,
        help_text=_("This day decides which version of the city's regime governs the project."),
    )
    premium = _yuan(_("Premium"))
    sum_insured = _yuan(_("Sum insured"))
    limit_per_home = _yuan(_("Limit per home"))

    FIELDS = {"premium_fen": "premium", "sum_insured_fen": "sum_insured", "limit_per_home_fen": "limit_per_home"}

    @classmethod
    def given(cls, policy: InsurancePolicy) -> dict[str, object]:
        """What stands in a draft, as this form shows it."""
        amounts = {name: yuan(getattr(policy, field)) for field, name in cls.FIELDS.items()}
        return {
            "policy_number": policy.policy_number,
            "contract_formed_on": policy.contract_formed_on,
            **amounts,
        }

    def facts(self) -> PolicyFacts:
        given = self.cleaned_data
        return PolicyFacts(
            policy_number=given["policy_number"],
            contract_formed_on=given["contract_formed_on"],
            premium_fen=fen(given["premium"]),
            sum_insured_fen=fen(given["sum_insured"]),
            limit_per_home_fen=fen(given["limit_per_home"]),
        )


class EarlierPolicyForm(PolicyForm):
    issued_on = DayField(label=_("Issued on"))
    evidence = _paper(_("The policy as a document"))


class PremiumForm(forms.Form):
    amount = _yuan(_("Amount received"), required=True)
    received_on = DayField(label=_("Received on"))


class IssueForm(forms.Form):
    issued_on = DayField(label=_("Issued on"))


class ReceiptForm(forms.Form):
    receipt = _words(_("Receipt number of the authority's platform"), _("Give the number of the receipt."), longest=80)
    received_at = MomentField(label=_("Uploaded at"))


class PrintedCoverForm(forms.Form):
    printed_first_on = DayField(label=_("First day of cover, as printed"))
    printed_last_on = DayField(label=_("Last day of cover, as printed"))
    document = _paper(_("The page that prints them"))


class TermForm(forms.Form):
    parameter = forms.ChoiceField(
        label=_("What the contract agrees"), error_messages={"required": _("Choose what the contract agrees.")}
    )
    value = forms.IntegerField(
        label=_("Number"),
        min_value=1,
        max_value=1200,
        error_messages={
            "required": _("Give the number."),
            "invalid": _("Give a whole number."),
            "min_value": _("Give a whole number, one or more."),
            "max_value": _("This number is too large."),
        },
    )
    unit = forms.ChoiceField(label=_("Unit of time"), choices=[("month", _("months")), ("year", _("years"))])
    anchor = forms.ChoiceField(
        label=_("Counted from"),
        required=False,
        choices=[("", _("As the text says")), *MilestoneKind.choices],
        help_text=_("Only where no text says what the wait counts from."),
    )
    evidence = _words(_("Clause of the contract"), _("Name the clause of the contract."))
    document = _paper(_("The contract's page"))

    def __init__(self, data: Any = None, files: Any = None, *, offered: Iterable[tuple[str, Text]]) -> None:
        super().__init__(data, files)
        self.fields["parameter"].choices = list(offered)  # type: ignore[attr-defined]  # a ChoiceField

    def facts(self) -> TermFacts:
        given = self.cleaned_data
        return TermFacts(**{name: given[name] for name in ("parameter", "value", "unit", "anchor", "evidence")})


class ShareField(forms.Field):
    """A share as people write it, always kept as the exact fraction."""

    widget = forms.TextInput
    default_error_messages = {"invalid": _("Write a share as a fraction such as 1/3, or as a percentage such as 40%.")}

    def to_python(self, value: Any) -> Any:
        if not value:
            return None
        try:
            return read_share(str(value))
        except ValueError as error:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from error

    def prepare_value(self, value: Any) -> Any:
        return str(value) if isinstance(value, Fraction) else value

    def validate(self, value: Any) -> None:
        if value is None and self.required:
            raise forms.ValidationError(self.error_messages["required"], code="required")


def _read(share: forms.BoundField) -> Fraction:
    try:
        return share.field.to_python(share.value()) or Fraction(0)
    except forms.ValidationError:
        return Fraction(0)


class SharesForm(forms.Form):
    """The lead's line and some for members; empty lines are nobody's."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    from_on = DayField(label=_("In force from"))

    def __init__(
        self, data: Any = None, *, current: list[ShareView], insurers: QuerySet[Organisation], **options: Any
    ) -> None:
        super().__init__(data, **options)
        self.rows = max(MEMBER_ROWS, len(current)) + 1
        for number in range(self.rows):
            self.fields[f"insurer_{number}"] = self._insurer(number, insurers)
            self.fields[f"share_{number}"] = ShareField(
                label=_("Share of co-insurer %(number)s") % {"number": number}
                if number
                else _("Share of the lead insurer"),
                required=number == 0,
                help_text=_("For example 1/3 or 40%.") if number == 0 else "",
                error_messages={"required": _("Give the lead insurer's share.")},
            )

    @staticmethod
    def _insurer(number: int, insurers: QuerySet[Organisation]) -> forms.ModelChoiceField:  # type: ignore[type-arg]  # the stubs' parameter
        return forms.ModelChoiceField(
            label=_("Co-insurer %(number)s") % {"number": number} if number else _("Lead insurer"),
            queryset=insurers,
            required=number == 0,
            empty_label=_("Choose an insurer") if number == 0 else _("Nobody"),
            error_messages={"required": _("Choose the lead insurer.")},
        )

    @staticmethod
    def given(current: list[ShareView]) -> dict[str, object]:
        initial: dict[str, object] = {}
        for number, share in enumerate(current):
            initial |= {f"insurer_{number}": share.organisation.pk, f"share_{number}": share.fraction}
        return initial

    @property
    def lines(self) -> Iterator[tuple[forms.BoundField, forms.BoundField]]:
        for number in range(self.rows):
            yield self[f"insurer_{number}"], self[f"share_{number}"]

    @property
    def total(self) -> Fraction:
        """The sum of every share that can be read, as it stands in the form now."""
        typed = (self[f"share_{number}"] for number in range(self.rows))
        return sum((_read(each) for each in typed), Fraction(0))

    @property
    def missing(self) -> Fraction:
        """What is missing to one; below nothing: what is too much."""
        return 1 - self.total

    @property
    def too_much(self) -> Fraction:
        return -self.missing

    def clean(self) -> dict[str, Any]:
        for number in range(1, self.rows):
            names = (f"insurer_{number}", f"share_{number}")
            given = [name for name in names if self.cleaned_data.get(name) is not None]
            if len(given) == 1 and self.errors.keys().isdisjoint(names):
                self.add_error(f"share_{number}", _("A line needs an insurer and a share."))
        return self.cleaned_data

    def shares(self) -> list[ShareFacts]:
        given = self.cleaned_data
        lines = [(given.get(f"insurer_{n}"), given.get(f"share_{n}"), n) for n in range(self.rows)]
        return [
            ShareFacts(UUID(str(insurer.pk)), ShareRole.MEMBER if number else ShareRole.LEAD, share)
            for insurer, share, number in lines
            if insurer is not None and share is not None
        ]
