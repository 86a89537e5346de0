"""Sample values for the gallery of components: no row of any tenant is touched."""

from datetime import datetime, time, timedelta

from django import forms
from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _

from .charts import ChartData, Series
from .clock_face import ClockFace, ClockState, Tone
from .fields import DayField
from .wording import legal_day, legal_zone


class SampleForm(forms.Form):
    """One field of each kind; bound with gaps in the gallery, so that errors show."""

    phone = forms.CharField(
        label=_("Mobile number"),
        help_text=_("We send the receipt there."),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    noticed_on = DayField(label=_("When did you first notice it?"))
    place = forms.ChoiceField(
        label=_("Where is it?"),
        choices=[
            ("roof", _("Roof")),
            ("wall", _("Outer wall")),
            ("bath", _("Bathroom floor")),
            ("window", _("Window")),
        ],
    )
    danger = forms.ChoiceField(
        label=_("Is anybody in danger?"),
        help_text=_("If something may fall or collapse, leave the room and call first."),
        choices=[("no", _("No")), ("yes", _("Yes"))],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("What do you see?"), required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )
    consent = forms.BooleanField(label=_("The insurer may use my photographs to examine this report."))


def sample_faces(at: datetime) -> list[ClockFace]:
    """A clock in every state, with terms, bases and parties of every kind."""

    def face(days: int, state: ClockState, **more: object) -> ClockFace:
        day = legal_day(at) + timedelta(days=days + 1)
        values = {
            "label": _("Determination of the claim"),
            "due_at": datetime.combine(day, time.min, legal_zone()),
            "at": at,
            "state": state,
            "amount": 30,
            "unit": "day",
            "clause": _("Sample instrument, article 12"),
            "debtor": _("Insurer"),
            "creditor": _("Owner"),
            "basis": _("In force"),
            "why_url": "#clocks",
        }
        return ClockFace(**{**values, **more})  # type: ignore[arg-type]  # sample values of a mixed dict

    return [
        face(12, ClockState.RUNNING),
        face(1, ClockState.RUNNING, label=_("First survey"), amount=2, unit="working_day", provisional=True),
        face(-3, ClockState.BREACH),
        face(-1, ClockState.MISSED_TERM, label=_("Start of repair"), amount=10, basis=_("Contract")),
        face(-4, ClockState.MISSED_CARRIED, label=_("First survey"), amount=7, basis=_("Carried over")),
        face(-9, ClockState.MISSED_TARGET, label=_("Answer to the owner"), amount=1, basis=_("Target, not law")),
        face(
            5,
            ClockState.PAUSED,
            label=_("Determination of the claim"),
            ended_at=at,
            why_url="",
            stopped_by=_("Written request for missing documents"),
        ),
        face(3, ClockState.MET, label=_("First survey"), ended_at=at, amount=24, unit="hour"),
        face(-2, ClockState.MET_LATE, ended_at=at, basis=_("Carried over")),
    ]


def sample_charts() -> list[ChartData]:
    months = tuple(f"2026-{month:02d}" for month in range(5, 11))
    in_time, late = (
        Series(_("In time"), (18, 22, 19, 27, 31, 30), "running"),
        Series(_("Late"), (2, 1, 3, 0, 2, 1), "near"),
    )
    parts = (_("Roof"), _("Outer wall"), _("Bathroom floor"), _("Window"))
    return [
        ChartData(kind="bar", labels=months, series=(in_time, late), label_head=_("Month"), is_stacked=True),
        ChartData(kind="line", labels=months, series=(in_time, late), label_head=_("Month")),
        ChartData(kind="pie", labels=parts, series=(Series(_("Claims"), (41, 28, 22, 9)),), label_head=_("Part")),
        ChartData(
            kind="bar",
            labels=parts,
            series=(Series(_("Claims"), (41, 28, 22, 9)),),
            label_head=_("Part"),
            is_horizontal=True,
        ),
    ]


def gallery_context(at: datetime) -> dict[str, object]:
    """What the page shows, seen at `at` (business time)."""
    refused = SampleForm({"phone": "", "noticed_on": "yesterday", "place": "roof"})
    refused.add_error(None, _("Two reports of the same damage on one day become one."))
    return {
        "at": at,
        "faces": sample_faces(at),
        "tones": [(tone, TONE_NAMES[tone]) for tone in Tone],
        "empty_form": SampleForm(auto_id="empty_%s"),
        "refused_form": refused,
        "charts": sample_charts(),
        "page": Paginator(range(1, 2431), 50).page(7),
        "yesterday": at - timedelta(days=1),
    }


TONE_NAMES = {
    Tone.BREACH: _("Breach"),
    Tone.NEAR: _("Due soon"),
    Tone.OK: _("Met in time"),
    Tone.RUNNING: _("Running"),
    Tone.WAITING: _("Paused"),
    Tone.MISSED: _("Contract term missed"),
    Tone.NEUTRAL: _("Draft"),
}
