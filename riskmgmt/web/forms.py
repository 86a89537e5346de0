"""Forms check the shape of what is typed; the services check the law. A draft requires nothing: its gaps are shown."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from idi_platform.registry.public import Building, Project, Unit
from idi_platform.ui.public import DayField, MomentField
from riskmgmt.constants import LEFT_RISKS, LONGEST_LINE, LONGEST_WORDS, Element, ReportKind, Risk, Stage, Verdict
from riskmgmt.models import Finding
from riskmgmt.parties import possibly_responsible


def _time(label: Any) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": _("Give a time, for example 14:30.")},
    )


def _words(rows: int = 4, **options: Any) -> forms.CharField:
    return forms.CharField(max_length=LONGEST_WORDS, widget=forms.Textarea(attrs={"rows": rows}), **options)


def _photographs(label: Any) -> forms.CharField:
    """The place of files' refusals on the page: the files themselves are read one by one, beside the form."""
    return forms.CharField(label=label, required=False)


def _removed() -> forms.UUIDField:
    """The photograph whose button was pressed: it goes, and what else was typed is kept."""
    return forms.UUIDField(required=False, widget=forms.HiddenInput)


class StartForm(forms.Form):
    """Which project, which kind of report."""

    project = forms.ModelChoiceField(
        label=_("Project"),
        queryset=Project.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the project."), "invalid_choice": _("Choose the project.")},
    )
    kind = forms.ChoiceField(
        label=_("Kind of report"),
        choices=ReportKind.choices,
        initial=ReportKind.PROCESS,
        error_messages={"invalid_choice": _("Choose the kind of report.")},
    )

    def __init__(self, *args: Any, projects: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["project"].queryset = projects  # type: ignore[attr-defined]  # a ModelChoiceField


class VisitForm(forms.Form):
    """The visit itself."""

    stage = forms.ChoiceField(
        label=_("Stage of the works"), choices=[("", _("Not chosen yet")), *Stage.choices], required=False
    )
    inspected_on = DayField(required=False, label=_("Inspected on"))
    from_time = _time(_("From"))
    to_time = _time(_("Until"))
    weather = forms.CharField(label=_("Weather"), max_length=60, required=False)
    inspectors = forms.CharField(label=_("Inspectors"), max_length=LONGEST_LINE, required=False)
    parts = forms.CharField(
        label=_("Parts inspected"),
        help_text=_("For example: building 1, floors 3 to 5, bathrooms."),
        max_length=LONGEST_LINE,
        required=False,
    )
    summary = _words(label=_("What was inspected and found"), required=False)
    risk_analysis = _words(
        label=_("Risk evaluation"), help_text=_("Required in the completion report."), required=False
    )


class FindingForm(forms.Form):
    """One finding. The home is given by its door number; it must exist in the building."""

    photo = _photographs(_("Photographs"))
    remove = _removed()
    risk = forms.ChoiceField(label=_("Risk code"), choices=Risk.choices, required=False, widget=forms.RadioSelect)
    element = forms.ChoiceField(
        label=_("Part of the building"), choices=[("", _("Not chosen yet")), *Element.choices], required=False
    )
    description = _words(rows=3, label=_("What is wrong?"), required=False)
    building = forms.ModelChoiceField(
        label=_("Building"), queryset=Building.objects.none(), required=False, empty_label=_("None in particular")
    )
    floor = forms.IntegerField(
        label=_("Floor"), required=False, error_messages={"invalid": _("Give the floor as a number.")}
    )
    door = forms.CharField(
        label=_("Home (door number)"), help_text=_("Where it is inside a home, for example 0301."), required=False
    )
    spot = forms.CharField(
        label=_("Axis, room or place"),
        help_text=_("For example: axis 3-4/A-B."),
        max_length=LONGEST_LINE,
        required=False,
    )
    responsible = forms.ChoiceField(label=_("Who must put it right?"), required=False)
    due_on = DayField(
        required=False,
        label=_("Put right by (suggestion)"),
        help_text=_("Your suggestion; the law's terms run by themselves."),
    )
    advice = _words(rows=3, label=_("Opinion and advice"), required=False)
    standard = forms.CharField(
        label=_("Standard or drawing"),
        help_text=_("For example: GB 50208, clause 5.6.2."),
        max_length=LONGEST_LINE,
        required=False,
    )

    def __init__(self, *args: Any, finding: Finding, on: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.finding = finding
        of_project = Building.objects.filter(city_id=finding.city_id, project_id=finding.project_id)
        self.fields["building"].queryset = of_project.order_by("number")  # type: ignore[attr-defined]  # a ModelChoiceField
        self.parties = possibly_responsible(finding.city_id, finding.project_id, on=on)
        bodies = [
            (str(party.organisation_id), f"{party.get_role_display()} · {party.organisation.name}")
            for party in self.parties
        ]
        self.fields["responsible"].choices = [("", _("Not chosen yet")), *bodies]  # type: ignore[attr-defined]  # a ChoiceField

    def clean_responsible(self) -> Any:
        chosen = self.cleaned_data["responsible"]
        return next((p.organisation for p in self.parties if str(p.organisation_id) == chosen), None)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        given.pop("photo", None)
        door, building = given.pop("door", ""), given.get("building")
        given["unit"] = None
        if door:
            units = Unit.objects.filter(city_id=self.finding.city_id, building=building, number=door)
            given["unit"] = units.select_related("building").first() if building else None
            if given["unit"] is None:
                self.add_error("door", _("No home of the chosen building has this door number."))
        return given


class PhotographsForm(forms.Form):
    """Carries refusals only: files are read one by one, so that one bad file costs no good one."""


class AnswerForm(forms.Form):
    before = _photographs(_("Before"))
    after = _photographs(_("After"))
    remove = _removed()
    words = _words(
        label=_("What was done to put it right?"),
        required=False,
        help_text=_("Say what was done and how it was checked."),
    )


class VerifyForm(forms.Form):
    verdict = forms.ChoiceField(
        label=_("What did you find?"),
        choices=Verdict.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say what you found."), "invalid_choice": _("Say what you found.")},
    )
    risk_after = forms.ChoiceField(
        label=_("Level left after the rectification"),
        choices=[
            ("", _("Not chosen yet")),
            *LEFT_RISKS,
        ],
        required=False,
        help_text=_("Required when the finding is closed."),
    )
    reason = _words(rows=3, label=_("Reason"), required=False, help_text=_("Required when the finding stays open."))


class ReopenForm(forms.Form):
    reason = _words(rows=3, label=_("Why is it opened again?"), required=False)


class ReceiptForm(forms.Form):
    receipt = forms.CharField(
        label=_("Receipt number"),
        max_length=80,
        error_messages={"required": _("Give the receipt number of the authority's platform.")},
    )
    uploaded_at = MomentField(
        label=_("When was it uploaded?"), error_messages={"required": _("Give day and time of the upload.")}
    )


class LinkTokenForm(forms.Form):
    """The part of a link behind #, which no server and no other page is told; the page's script fills it in."""

    token = forms.CharField(
        label=_("The link you were sent"),
        max_length=LONGEST_WORDS,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "data-from-hash": ""}),
        error_messages={"required": _("Open the link as it was sent to you.")},
    )


class LinkWorkForm(forms.Form):
    """What a site worker adds by a link."""

    name = forms.CharField(
        label=_("Your name"), max_length=LONGEST_LINE, error_messages={"required": _("Enter your name.")}
    )
    before = _photographs(_("Before"))
    after = _photographs(_("After"))
    words = _words(label=_("What was done to put it right?"), required=False)
