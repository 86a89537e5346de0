"""What the audit administrator looks for, and why."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from idi_platform.audit.public import chains, histories
from idi_platform.tenancy.public import is_tenant
from idi_platform.ui.public import MomentField
from operations.audit_search import Record, Search
from operations.row_history import ACTS, VersionSearch, Way, table_named
from operations.row_words import TABLES

SHORTEST_REASON = 4
_EVERY = ("", "–")
NEWEST, OLDEST = "newest", "oldest"

RECORDS = {
    Record.EVENT: _("What happened in case files"),
    Record.ACCESS: _("Who looked, downloaded, exported or searched"),
    Record.PLATFORM: _("What happened outside case files"),
}


class ReasonedSearchForm(forms.Form):
    """What every search of the audit administrator asks for."""

    reason = forms.CharField(
        label=_("Reason"),
        min_length=SHORTEST_REASON,
        max_length=300,
        help_text=_("Kept with your search, for whoever audits the auditor."),
    )
    city = forms.ChoiceField(
        label=_("City"), required=False, help_text=_("Case files and looks are searched one city at a time.")
    )
    person = forms.CharField(
        label=_("Person"), required=False, max_length=120, help_text=_("A user name, or part of a name.")
    )
    dossier = forms.CharField(label=_("Case file number"), required=False, max_length=40)
    since = MomentField(label=_("From"), required=False)
    until = MomentField(label=_("Until"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cities = [(str(chain), city.name) for chain, city in chains().items() if city]
        self.fields["city"].choices = [_EVERY, *cities]  # type: ignore[attr-defined]  # a ChoiceField

    @property
    def city_id(self) -> int | None:
        """Of a valid form."""
        return int(self.cleaned_data["city"]) if self.cleaned_data["city"] else None


class AuditSearchForm(ReasonedSearchForm):
    record = forms.ChoiceField(label=_("Record"), choices=[(key.value, label) for key, label in RECORDS.items()])
    code = forms.CharField(
        label=_("Event code"), required=False, max_length=80, help_text=_("Part of an event's code.")
    )
    before = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("record") != Record.PLATFORM and not told.get("city"):
            self.add_error("city", _("Choose a city."))
        return told

    def search(self) -> Search:
        """What a valid form asks for."""
        told = self.cleaned_data
        return Search(
            record=Record(told["record"]),
            reason=told["reason"],
            city_id=self.city_id,
            person=told["person"],
            code=told["code"],
            dossier=told["dossier"],
            since=told["since"],
            until=told["until"],
            before=told["before"],
        )


class VersionSearchForm(ReasonedSearchForm):
    table = forms.ChoiceField(label=_("Table"))
    row = forms.UUIDField(label=_("Row"), required=False, help_text=_("Its id, as the record names it."))
    act = forms.ChoiceField(label=_("Kind of change"), required=False, choices=[_EVERY, *ACTS.items()])
    way = forms.ChoiceField(label=_("How it came"), required=False, choices=[_EVERY, *Way.choices])
    order = forms.ChoiceField(
        label=_("Order"), required=False, choices=[(NEWEST, _("Newest first")), (OLDEST, _("Oldest first"))]
    )
    beyond = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = [table.follows()._meta.label for table in histories()]
        self.fields["table"].choices = sorted(((label, TABLES[label]) for label in labels), key=lambda one: one[0])  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["person"].label = _("Who changed it")

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if label := told.get("table"):
            table = table_named(label)
            if is_tenant(table) and not told.get("city"):
                self.add_error("city", _("Choose a city."))
            if told.get("dossier") and not table.dossier_column:
                self.add_error("dossier", _("Rows of this table belong to no case file. Leave it empty."))
        return told

    def search(self) -> VersionSearch:
        """What a valid form asks for."""
        told = self.cleaned_data
        same = ("table", "reason", "row", "dossier", "person", "way", "act", "since", "until", "beyond")
        return VersionSearch(
            **{name: told[name] for name in same},
            city_id=self.city_id,
            is_oldest_first=told["order"] == OLDEST,
        )
