"""The overview's figures as charts."""

from django.utils.translation import gettext_lazy as _

from idi_platform.ui.public import ChartData, Series, Tone
from supervision.constants import TermStatus
from supervision.selectors import Overview


def claims_chart(figures: Overview) -> ChartData:
    """Claims by state."""
    return ChartData(
        kind="bar",
        labels=tuple(row.state.label for row in figures.states),
        series=(Series(_("Claims"), tuple(row.count for row in figures.states), Tone.RUNNING),),
        label_head=_("State"),
        is_horizontal=True,
    )


def terms_chart(figures: Overview) -> ChartData:
    """Terms by obliged body, each counted once: what is due soon is not in "running" again."""
    rows = [row.counts for row in figures.bodies]
    return ChartData(
        kind="bar",
        labels=tuple(row.organisation.name for row in figures.bodies),
        series=(
            Series(_("Running"), tuple(row[TermStatus.RUNNING] - row[TermStatus.SOON] for row in rows), Tone.RUNNING),
            Series(_("Due soon"), tuple(row[TermStatus.SOON] for row in rows), Tone.NEAR),
            Series(_("Missed and still not met"), tuple(row[TermStatus.LATE] for row in rows), Tone.BREACH),
            Series(_("Met late"), tuple(row[TermStatus.MET_LATE] for row in rows), Tone.MISSED),
            Series(_("Met in time"), tuple(row[TermStatus.MET] for row in rows), Tone.OK),
        ),
        label_head=_("Obliged party"),
        is_stacked=True,
        is_horizontal=True,
    )
