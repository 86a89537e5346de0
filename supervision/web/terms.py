"""The list of terms that every figure of the overview opens into."""

from django.utils.translation import gettext_lazy as _

from idi_platform.deadlines.public import TermLine, term_lines
from idi_platform.lists.public import Column, Empty, ListPage
from supervision.filters import TermFilters
from supervision.rights import WATCH
from supervision.selectors import terms

COLUMNS: tuple[Column[TermLine], ...] = (
    Column(
        "number",
        _("Number"),
        lambda row: row.deadline.dossier.number,
        sort=("dossier__number",),
        template="supervision/cells/number.html",
        css="text-nowrap",
        width=18,
    ),
    Column(
        "due",
        _("Due"),
        lambda row: row.deadline.due_at,
        sort=("due_at",),
        template="supervision/cells/due.html",
        sheet_label=_("Due before"),
        width=18,
    ),
    Column("left", _("Days left"), lambda row: row.face.left, is_shown=False),
    Column("word", _("Status"), lambda row: str(row.face.word), is_shown=False),
    Column("duty", _("Duty"), lambda row: str(row.face.label), width=32),
    Column(
        "obliged",
        _("Obliged party"),
        lambda row: str(row.face.debtor),
        sort=("obliged__name_zh", "due_at"),
        width=28,
    ),
    Column("basis", _("Basis"), lambda row: str(row.face.basis)),
    Column("home", _("Home"), lambda row: row.deadline.dossier.title, width=36),
    Column("clause", _("Clause"), lambda row: str(row.face.clause), template="supervision/cells/clause.html", width=36),
    Column("term", _("Term"), lambda row: row.face.term, is_shown=False),
    Column("started", _("Started"), lambda row: row.deadline.started_at, sort=("started_at",), is_shown=False),
    Column("met", _("Met"), lambda row: row.deadline.met_at, sort=("met_at",), is_shown=False),
)

TERMS = ListPage(
    key="terms",
    title=_("Terms"),
    caption=_("Terms"),
    right=WATCH,
    url_name="supervision:terms",
    rows=lambda viewer, _at: terms(viewer),
    filterset=TermFilters,
    lines=term_lines,
    columns=COLUMNS,
    sort="-due",
    quick="status",
    empty=Empty(
        _("No term yet"), _("A term appears here when an event in your area starts one."), icon="calendar-event"
    ),
    template="supervision/list.html",
)
