"""The form of a State Council notice."""

from django import forms
from django.utils.translation import gettext_lazy as _

from idi_platform.deadlines.public import Notice, NoticeUnreadable, days_of
from idi_platform.ui.public import DayField

from .forms import ReasonForm

_FIRST, _LAST = 2019, 2099
_EXAMPLE = "一、元旦：1月1日（周五）至3日（周日）放假，共3天。"


class NoticeForm(ReasonForm):
    """A notice with its arrangement, one holiday a line; each line that cannot be read is told."""

    year = forms.IntegerField(label=_("Year"), min_value=_FIRST, max_value=_LAST)
    number = forms.CharField(label=_("Number of the notice"), max_length=200)
    issued_on = DayField(label=_("Published on"))
    source = forms.URLField(
        label=_("Where it is published"), max_length=300, assume_scheme="https", help_text=_("Its address at gov.cn.")
    )
    text = forms.CharField(
        label=_("Arrangement"),
        help_text=_("Paste the notice's own words, one holiday a line, all holidays of the year."),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 10, "lang": "zh-Hans", "placeholder": _EXAMPLE}),
    )
    field_order = ("year", "number", "issued_on", "source", "text", "reason")

    def clean(self) -> dict[str, object]:
        told: dict[str, object] = super().clean() or {}
        if self.errors:
            return told
        try:
            days_of(self.notice())
        except NoticeUnreadable as unreadable:
            for fault in unreadable.faults:
                self.add_error("text", str(fault))
        return told

    def notice(self) -> Notice:
        """What was entered. Only once the other fields are valid."""
        told = self.cleaned_data
        return Notice(told["year"], told["number"], told["issued_on"], told["source"], told["text"])
