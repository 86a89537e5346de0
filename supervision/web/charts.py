"""The overview's figures as charts."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from idi_platform.ui.public import ChartData, Series, Tone
from supervision.constants import AgeBand, TermStatus
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
    """Terms by obliged body, each counted once: what is due soon is not in "running" again.

    Of what is missed and still not met only the breaches look like one (LEGAL.md, basis); with the others they are the
    table's column.
    """
    bodies = figures.bodies
    counts = [row.counts for row in bodies]
    others = tuple(row.counts[TermStatus.LATE] - row.late_breaches for row in bodies)
    return ChartData(
        kind="bar",
        labels=tuple(row.organisation.name for row in bodies),
        series=(
            Series(_("Running"), tuple(_going(row) for row in counts), Tone.RUNNING),
            Series(_("Due soon"), tuple(row[TermStatus.SOON] for row in counts), Tone.NEAR),
            Series(_("Standing still"), tuple(row[TermStatus.STOPPED] for row in counts), Tone.NEUTRAL),
            Series(_("Breach, still not met"), tuple(row.late_breaches for row in bodies), Tone.BREACH),
            Series(_("Other term missed, still not met"), others, Tone.MISSED),
            # Not the clocks' own tone: beside the series before it, that would be one colour for two things.
            Series(_("Met late"), tuple(row[TermStatus.MET_LATE] for row in counts), Tone.WAITING),
            Series(_("Met in time"), tuple(row[TermStatus.MET] for row in counts), Tone.OK),
        ),
        label_head=_("Obliged party"),
        is_stacked=True,
        is_horizontal=True,
    )


def findings_chart(figures: Overview) -> ChartData:
    """Defects that wait for somebody, by risk code and age."""
    tones = {AgeBand.MONTH: Tone.RUNNING, AgeBand.QUARTER: Tone.NEAR, AgeBand.OLDER: Tone.MISSED}
    return ChartData(
        kind="bar",
        labels=tuple(row.risk.label for row in figures.findings),
        series=tuple(
            Series(band.label, tuple(row.ages[band] for row in figures.findings), tone) for band, tone in tones.items()
        ),
        label_head=_("Risk code"),
        is_stacked=True,
        is_horizontal=True,
    )


def _going(counts: Mapping[str, int]) -> int:
    """Running, neither due soon nor standing still: each term in one bar only."""
    return counts[TermStatus.RUNNING] - counts[TermStatus.SOON] - counts[TermStatus.STOPPED]
