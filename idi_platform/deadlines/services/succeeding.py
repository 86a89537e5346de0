"""What passes of terms when one body takes another's place: those that still run; what has ended keeps its name."""

from collections import defaultdict
from datetime import datetime
from uuid import UUID

from idi_platform.audit.public import record
from idi_platform.deadlines.constants import EventCode
from idi_platform.deadlines.models import Deadline
from idi_platform.organisations.public import Passing
from idi_platform.tenancy.public import Actor


def pass_terms(passing: Passing, *, by: Actor, at: datetime) -> int:
    """The successor owes what is still open, late or not; each dossier says so once."""
    running = Deadline.objects.filter(city_id=by.tenant_id, obliged=passing.predecessor, closed_at=None)
    found: dict[UUID, list[str]] = defaultdict(list)
    for pk, dossier_id in running.select_for_update().order_by("pk").values_list("pk", "dossier_id"):
        found[dossier_id].append(str(pk))
    running.update(obliged=passing.successor)
    for dossier_id, terms in found.items():
        record(
            dossier_id=dossier_id,
            code=EventCode.PASSED,
            by=by,
            at=at,
            payload={
                "deadlines": list(terms),
                "from": str(passing.predecessor.pk),
                "to": str(passing.successor.pk),
                "succession": str(passing.succession_id),
            },
        )
    return sum(map(len, found.values()))
