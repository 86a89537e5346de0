"""What is expected to happen, what happened, and what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from idi_platform.accounts.public import require_right
from idi_platform.deadlines.constants import Basis, ExpectationState
from idi_platform.deadlines.filters import ExpectedFilters
from idi_platform.deadlines.models import Expectation
from idi_platform.deadlines.rights import READ_EXPECTED
from idi_platform.deadlines.selectors import expected
from idi_platform.deadlines.watches import watch_of
from idi_platform.dossiers.public import CIVIL_ZONE, dossier_url
from idi_platform.lists.public import Column, Empty, ListPage
from idi_platform.tenancy.public import Actor, business_now, current_actor
from idi_platform.ui.public import Tone

_TONES = {
    ExpectationState.WAITING: Tone.RUNNING,
    ExpectationState.CAME: Tone.OK,
    ExpectationState.MISSING: Tone.MISSED,
    ExpectationState.CAME_LATE: Tone.MISSED,
    ExpectationState.LIFTED: Tone.NEUTRAL,
}
_INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class ExpectedLine:
    """An expectation in words: what, about what, and the civil days of its window, both included."""

    row: Expectation
    label: str | Promise
    subject: str | Promise
    from_on: date
    until_on: date
    tone: Tone
    case_url: str

    @property
    def basis(self) -> str:
        return str(Basis(self.row.basis).label)

    @property
    def count(self) -> str:
        return f"{self.row.found} / {self.row.needed}"


def expected_lines(rows: Sequence[Expectation], viewer: Actor, _at: datetime) -> list[ExpectedLine]:
    subjects: dict[str, set[str]] = {}
    for row in rows:
        subjects.setdefault(row.kind, set()).add(row.subject)
    words = {kind: watch_of(kind).subject_words(named) for kind, named in subjects.items()}
    return [_line(row, viewer, words[row.kind][row.subject]) for row in rows]


def _line(row: Expectation, viewer: Actor, subject: str | Promise) -> ExpectedLine:
    return ExpectedLine(
        row=row,
        label=watch_of(row.kind).label,
        subject=subject,
        from_on=row.from_at.astimezone(CIVIL_ZONE).date(),
        until_on=(row.until_at.astimezone(CIVIL_ZONE) - _INSTANT).date(),
        tone=_TONES[ExpectationState(row.state)],
        case_url=dossier_url(row.dossier, viewer),
    )


COLUMNS: tuple[Column[ExpectedLine], ...] = (
    Column(
        "what",
        _("What is expected"),
        lambda line: str(line.label),
        sort=("kind", "until_at"),
        template="deadlines/cells/expected.html",
        width=28,
    ),
    Column(
        "state",
        _("State"),
        lambda line: line.row.get_state_display(),
        sort=("state", "until_at"),
        template="deadlines/cells/expected_state.html",
    ),
    Column("count", _("Happened / expected"), lambda line: line.count, css="text-nowrap"),
    Column("from", _("From"), lambda line: line.from_on, sort=("from_at",), css="text-nowrap"),
    Column("until", _("Through"), lambda line: line.until_on, sort=("until_at",), css="text-nowrap"),
    Column("case", _("Case"), lambda line: line.row.dossier.title, sort=("dossier__number", "until_at"), width=36),
    Column("number", _("Number"), lambda line: line.row.dossier.number, is_shown=False, width=18),
    Column(
        "obliged",
        _("Obliged party"),
        lambda line: line.row.obliged.name,
        sort=("obliged__name_zh", "until_at"),
        width=28,
    ),
    Column("basis", _("Basis"), lambda line: line.basis),
    Column("clause", _("Clause"), lambda line: line.row.citation, width=36, is_shown=False),
)

EXPECTED = ListPage(
    key="expected",
    title=_("Expected events"),
    caption=_("Expected events, the latest first"),
    right=READ_EXPECTED,
    url_name="deadlines:expected",
    rows=lambda viewer, _at: expected(viewer),
    filterset=ExpectedFilters,
    lines=expected_lines,
    columns=COLUMNS,
    sort="-until",
    quick="state",
    empty=Empty(
        _("Nothing is expected yet"),
        _("A line appears here for every month of inspections, and for every statement or certificate that lapses."),
        icon="ear",
    ),
)


@require_safe
@require_right(READ_EXPECTED)
def expectation(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One of them, with its legal basis."""
    viewer = current_actor()
    row = get_object_or_404(expected(viewer), pk=pk)
    (line,) = expected_lines([row], viewer, business_now())
    return render(request, "deadlines/expectation.html", {"line": line})
