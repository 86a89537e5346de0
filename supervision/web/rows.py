"""One line of a list of terms."""

from dataclasses import dataclass
from datetime import datetime

from idi_platform.deadlines.public import Deadline, face
from idi_platform.dossiers.public import dossier_url
from idi_platform.tenancy.public import Actor
from idi_platform.ui.public import ClockFace


@dataclass(frozen=True, slots=True)
class TermRow:
    """A deadline, its clock, and the page of the case it belongs to (empty when that kind has none)."""

    deadline: Deadline
    face: ClockFace
    case_url: str


def term_row(deadline: Deadline, *, viewer: Actor, at: datetime) -> TermRow:
    return TermRow(deadline, face(deadline, at), dossier_url(deadline.dossier, viewer))
