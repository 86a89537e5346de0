"""The overview's tables, each figure with the list it opens: one definition for page and workbook."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from idi_platform.deadlines.public import Basis
from supervision.constants import AgeBand, ClaimStanding, Coverage, TermStatus
from supervision.selectors import Overview


@dataclass(frozen=True, slots=True)
class Figure:
    """A count and the list with as many lines."""

    value: int
    href: str


@dataclass(frozen=True, slots=True)
class Row:
    label: str
    figures: tuple[Figure, ...]
    href: str = ""

    def with_heads(self, heads: tuple[str, ...]) -> list[tuple[str, Figure]]:
        return list(zip(heads, self.figures, strict=True))


@dataclass(frozen=True, slots=True)
class FigureTable:
    """`heads` are those of the figures; `label_head` is the first column's."""

    key: str
    title: str
    label_head: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    note: str = ""

    @property
    def lines(self) -> list[tuple[Row, list[tuple[str, Figure]]]]:
        return [(row, row.with_heads(self.heads)) for row in self.rows]


def overview_tables(figures: Overview) -> list[FigureTable]:
    return [
        districts_table(figures),
        bodies_table(figures),
        bases_table(figures),
        duties_table(figures),
        claims_table(figures),
        findings_table(figures),
    ]


def districts_table(figures: Overview) -> FigureTable:
    rows = []
    for row in figures.districts:
        here = {"district": row.district.pk}
        rows.append(
            Row(
                row.district.name,
                (
                    _projects(row.projects, here),
                    _projects(row.coverage[Coverage.ISSUED], here | {"cover": Coverage.ISSUED}),
                    _projects(row.coverage[Coverage.NONE], here | {"cover": Coverage.NONE}),
                    _claims(row.claims_open, here | {"standing": ClaimStanding.OPEN}),
                    _terms(row.missed, here | {"status": TermStatus.MISSED}),
                    _findings(row.serious, here | {"gravity": "serious"}),
                ),
                href=_address("supervision:projects", here),
            )
        )
    return FigureTable(
        "districts",
        _("By district"),
        _("District"),
        (
            _("Projects"),
            _("Policy issued"),
            _("No policy"),
            _("Claims being handled"),
            _("Missed terms"),
            _("Serious findings"),
        ),
        tuple(rows),
    )


# What the tables by obliged party and by duty count.
_SHOWN = (
    TermStatus.RUNNING,
    TermStatus.SOON,
    TermStatus.STOPPED,
    TermStatus.MISSED,
    TermStatus.LATE,
    TermStatus.MET,
)


def bodies_table(figures: Overview) -> FigureTable:
    return FigureTable(
        "bodies",
        _("Terms by obliged party"),
        _("Obliged party"),
        tuple(str(status.label) for status in _SHOWN),
        tuple(
            Row(row.organisation.name, _by_status(row.counts, {"obliged": row.organisation.pk}))
            for row in figures.bodies
        ),
    )


def bases_table(figures: Overview) -> FigureTable:
    missed = {"status": TermStatus.MISSED}
    rows = [
        Row(
            row.organisation.name,
            tuple(
                _terms(row.missed[basis], missed | {"obliged": row.organisation.pk, "basis": basis})
                for basis in Basis.values
            ),
        )
        for row in figures.bodies
    ]
    total = Row(_("All"), tuple(_terms(row.missed, missed | {"basis": row.basis.value}) for row in figures.bases))
    breach, other = _("%(basis)s: a miss is a breach"), _("%(basis)s: no breach")
    return FigureTable(
        "bases",
        _("Missed terms by obliged party and basis"),
        _("Obliged party"),
        tuple((breach if row.is_breach else other) % {"basis": row.basis.label} for row in figures.bases),
        (*rows, total),
        _(
            "Only a miss of the regime in force or of national law is a breach of regulation. An insurer answers to "
            "the financial regulator: the bureau gives notice, sends a copy, refers."
        ),
    )


def duties_table(figures: Overview) -> FigureTable:
    return FigureTable(
        "duties",
        _("Terms by duty"),
        _("Duty"),
        tuple(str(status.label) for status in _SHOWN),
        tuple(Row(row.label, _by_status(row.counts, {"duty": row.duty})) for row in figures.duties),
    )


def claims_table(figures: Overview) -> FigureTable:
    return FigureTable(
        "claims",
        _("Claims by state"),
        _("State"),
        (_("Claims"),),
        tuple(Row(str(row.state.label), (_claims(row.count, {"state": row.state.value}),)) for row in figures.states),
    )


def findings_table(figures: Overview) -> FigureTable:
    rows = []
    for row in figures.findings:
        risk = {"risk": row.risk.value}
        ages = tuple(_findings(row.ages[band], risk | {"age": band}) for band in AgeBand.values)
        rows.append(Row(str(row.risk.label), (_findings(row.total, risk), *ages)))
    return FigureTable(
        "findings",
        _("Findings not closed, by risk code and age"),
        _("Risk code"),
        (_("All"), *(str(band.label) for band in AgeBand)),
        tuple(rows),
        _("Defects only: what lacks proof (R) and observations (O) are not counted."),
    )


def _by_status(counts: Mapping[str, int], narrowed: Mapping[str, object]) -> tuple[Figure, ...]:
    return tuple(_terms(counts[status], {"status": status, **narrowed}) for status in _SHOWN)


def _terms(value: int, narrowed: Mapping[str, object]) -> Figure:
    return Figure(value, _address("supervision:terms", narrowed))


def _claims(value: int, narrowed: Mapping[str, object]) -> Figure:
    return Figure(value, _address("supervision:claims", narrowed))


def _findings(value: int, narrowed: Mapping[str, object]) -> Figure:
    return Figure(value, _address("supervision:findings", narrowed))


def _projects(value: int, narrowed: Mapping[str, object]) -> Figure:
    return Figure(value, _address("supervision:projects", narrowed))


def _address(url_name: str, narrowed: Mapping[str, object]) -> str:
    return f"{reverse(url_name)}?{urlencode({name: str(value) for name, value in narrowed.items()})}"
