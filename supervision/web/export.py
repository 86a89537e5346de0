"""A list of terms as CSV."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from idi_platform.deadlines.public import face
from idi_platform.dossiers.public import CIVIL_ZONE
from idi_platform.tenancy.public import Actor, tenant_work
from idi_platform.ui.public import csv_lines
from supervision.selectors import TermFilter, terms

_AT_ONCE = 500


def terms_csv(viewer: Actor, wanted: TermFilter, *, at: datetime, language: str) -> Iterator[str]:
    """The lines of the file. Opens its own transaction: the request's is over when the first line goes out."""
    with translation.override(language), tenant_work(viewer):
        yield from csv_lines(_rows(viewer, wanted, at))


def _rows(viewer: Actor, wanted: TermFilter, at: datetime) -> Iterator[list[str]]:
    yield [
        _("Number"),
        _("Home"),
        _("Duty"),
        _("Obliged party"),
        _("Basis"),
        _("Clause"),
        _("Term"),
        _("Started"),
        _("Due before"),
        _("Met"),
        _("Status"),
        _("Days left"),
    ]
    for deadline in terms(viewer, wanted, at=at).iterator(chunk_size=_AT_ONCE):
        clock = face(deadline, at)
        yield [
            deadline.dossier.number,
            deadline.dossier.title,
            str(clock.label),
            str(clock.debtor),
            str(clock.basis),
            str(clock.clause),
            clock.term,
            _civil(deadline.started_at),
            _civil(deadline.due_at),
            _civil(deadline.met_at),
            str(clock.word),
            clock.left,
        ]


def _civil(moment: datetime | None) -> str:
    return f"{moment.astimezone(CIVIL_ZONE):%Y-%m-%d %H:%M}" if moment else ""
