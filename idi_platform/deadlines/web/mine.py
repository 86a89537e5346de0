"""One's own terms: what the reader's body owes, and what others owe in its cases."""

from django.utils.translation import gettext_lazy as _

from idi_platform.deadlines.faces import TermLine, term_lines
from idi_platform.deadlines.filters import MyTermFilters
from idi_platform.deadlines.rights import READ_MINE
from idi_platform.deadlines.selectors import my_terms
from idi_platform.lists.public import Column, Empty, ListPage

COLUMNS: tuple[Column[TermLine], ...] = (
    Column(
        "number",
        _("Number"),
        lambda line: line.deadline.dossier.number,
        sort=("dossier__number",),
        template="deadlines/cells/number.html",
        css="text-nowrap",
        width=18,
    ),
    Column(
        "due",
        _("Due"),
        lambda line: line.deadline.due_at,
        sort=("due_at",),
        template="deadlines/cells/due.html",
        sheet_label=_("Due before"),
        width=18,
    ),
    Column("duty", _("Duty"), lambda line: str(line.face.label), template="deadlines/cells/duty.html", width=32),
    Column(
        "obliged", _("Obliged party"), lambda line: str(line.face.debtor), sort=("obliged__name_zh", "due_at"), width=28
    ),
    Column("basis", _("Basis"), lambda line: str(line.face.basis)),
    Column("case", _("Case"), lambda line: line.deadline.dossier.title, width=36),
    Column("left", _("Days left"), lambda line: line.face.left, is_shown=False),
    Column("word", _("Status"), lambda line: str(line.face.word), is_shown=False),
    Column("clause", _("Clause"), lambda line: str(line.face.clause), width=36, is_shown=False),
    Column("term", _("Term"), lambda line: line.face.term, is_shown=False),
    Column("started", _("Started"), lambda line: line.deadline.started_at, sort=("started_at",), is_shown=False),
)

MINE = ListPage(
    key="my-terms",
    title=_("My terms"),
    caption=_("Open terms, the earliest due first"),
    right=READ_MINE,
    url_name="deadlines:mine",
    rows=lambda viewer, _at: my_terms(viewer),
    filterset=MyTermFilters,
    lines=term_lines,
    columns=COLUMNS,
    sort="due",
    quick="standing",
    empty=Empty(
        _("No open term"), _("A term appears here when an event starts one in your cases."), icon="calendar-event"
    ),
    template="deadlines/mine.html",
)
