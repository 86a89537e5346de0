"""Read paths of running deadlines, viewer first."""

import json
from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from idi_platform.audit.public import Correction, CorrectionState
from idi_platform.tenancy.public import Actor

from .models import Computation, Deadline, Move, Pause
from .rules.explain import DayLine, explain_steps
from .rules.steps import Step


def deadlines_of(viewer: Actor, dossier_ids: Iterable[UUID]) -> QuerySet[Deadline]:
    """The deadlines of these dossiers that the viewer may see, earliest due first, ready for faces.

    Of two texts on one duty the one that drives the service; its page shows the other (`other_sides`).
    """
    return (
        Deadline.objects.visible_to(viewer)
        .driving()
        .filter(dossier_id__in=list(dossier_ids))
        .select_related("obliged", "dossier")
        .order_by("due_at", "id")
    )


def visible_deadline(viewer: Actor, deadline_id: UUID) -> Deadline:
    """One deadline. Deadline.DoesNotExist for one that is absent, of another city, or not the viewer's to see."""
    return Deadline.objects.visible_to(viewer).select_related("obliged", "dossier").get(pk=deadline_id)


def other_sides(viewer: Actor, deadline: Deadline) -> QuerySet[Deadline]:
    """What other texts set for the same duty from the same event (LEGAL.md, dual)."""
    same = Deadline.objects.visible_to(viewer).filter(
        dossier=deadline.dossier_id, duty=deadline.duty, started_by=deadline.started_by_id
    )
    return same.exclude(pk=deadline.pk).select_related("obliged", "dossier").order_by("due_at", "pk")


def pauses_of(viewer: Actor, deadline: Deadline) -> QuerySet[Pause]:
    """When the term stood still, in order."""
    return Pause.objects.visible_to(viewer).filter(deadline=deadline)


def moves_of(viewer: Actor, deadline: Deadline) -> QuerySet[Move]:
    """When the term was reckoned anew, with why, in order."""
    moves = Move.objects.visible_to(viewer).filter(deadline=deadline)
    return moves.select_related("recomputation").order_by("moved_at")


def correction_of(viewer: Actor, deadline: Deadline) -> Correction | None:
    """The correction that was made of the event which started the term."""
    made = Correction.objects.visible_to(viewer).filter(event=deadline.started_by_id, state=CorrectionState.MADE)
    return made.first()


def day_lines(deadline: Deadline) -> list[DayLine]:
    """The day-by-day account of the due date, from the steps stored when it was computed."""
    body = Computation.objects.values_list("body", flat=True).get(pk=deadline.computation_hash)
    return explain_steps([Step.from_row(row) for row in json.loads(body)])
