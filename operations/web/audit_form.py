"""What the audit administrator looks for, and why."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from idi_platform.audit.public import chains
from idi_platform.ui.public import MomentField
from operations.audit_search import Record, Search

SHORTEST_REASON = 4

RECORDS = {
    Record.EVENT: _("What happened in case files"),
    Record.ACCESS: _("Who looked, downloaded, exported or searched"),
    Record.PLATFORM: _("What happened outside case files"),
}


class AuditSearchForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        min_length=SHORTEST_REASON,
        max_length=300,
        help_text=_("Kept with your search, for whoever audits the auditor."),
    )
    record = forms.ChoiceField(label=_("Record"), choices=[(key.value, label) for key, label in RECORDS.items()])
    city = forms.ChoiceField(
        label=_("City"), required=False, help_text=_("Case files and looks are searched one city at a time.")
    )
    person = forms.CharField(
        label=_("Person"), required=False, max_length=120, help_text=_("A user name, or part of a name.")
    )
    code = forms.CharField(
        label=_("Event code"), required=False, max_length=80, help_text=_("Part of an event's code.")
    )
    dossier = forms.CharField(label=_("Case file number"), required=False, max_length=40)
    since = MomentField(label=_("From"), required=False)
    until = MomentField(label=_("Until"), required=False)
    before = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cities = [(str(chain), city.name) for chain, city in chains().items() if city]
        self.fields["city"].choices = [("", "–"), *cities]  # type: ignore[attr-defined]  # a ChoiceField

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
            city_id=int(told["city"]) if told["city"] else None,
            person=told["person"],
            code=told["code"],
            dossier=told["dossier"],
            since=told["since"],
            until=told["until"],
            before=told["before"],
        )
