"""A request for documents and its answer, as tests tell them."""

from datetime import datetime

from idi_platform.deadlines.models import Deadline
from idi_platform.deadlines.public import PauseCause, resume, suspend
from tests.deadlines.stated import DUTY
from tests.world import ZONE, CityWorld

CAUSE = PauseCause.DOCUMENTS_REQUESTED


def china(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def request(city: CityWorld, at: datetime, *duties: str, entered_at: datetime | None = None) -> list[Deadline]:
    """A request for documents that arrived at `at`."""
    return suspend(
        dossier=city.project.dossier,
        duties=duties or (DUTY,),
        cause=CAUSE,
        document_id=None,
        from_at=at,
        by=city.system,
        at=entered_at or at,
    )


def answer(city: CityWorld, at: datetime, *, entered_at: datetime | None = None) -> list[Deadline]:
    """The documents, which arrived at `at`."""
    return resume(dossier=city.project.dossier, cause=CAUSE, to_at=at, by=city.system, at=entered_at or at)
