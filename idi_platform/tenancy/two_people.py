"""What one person asks for and another decides: the refusals and guards that all such acts share (ADR 0044).

Persons are compared, never memberships.
"""

from datetime import datetime
from http import HTTPStatus
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from .actor import Actor
from .errors import DomainError


class SamePerson(DomainError):
    code = "same_person"
    status = HTTPStatus.FORBIDDEN
    message = _("Another person must do this: not who asked for it or prepared it, and nobody whom it is about.")


class NotTheAsker(DomainError):
    code = "not_the_asker"
    status = HTTPStatus.FORBIDDEN
    message = _("Only whoever wrote it or asked for it changes or withdraws it.")


class MovedOn(DomainError):
    """It is no longer in the state in which this may be done: somebody else was quicker."""

    code = "moved_on"
    status = HTTPStatus.CONFLICT
    message = _("Somebody has changed or decided this meanwhile. Look at it again.")


class OneWaits(DomainError):
    code = "one_waits"
    status = HTTPStatus.CONFLICT
    message = _("What was asked for before still waits. It has to be decided or withdrawn first.")


def require_another_person(by: Actor, *people: UUID | None) -> None:
    """`people`: who asked, prepared, or is concerned. SamePerson."""
    if by.person_id in people:
        raise SamePerson


def require_asker(by: Actor, asked_by_id: UUID) -> None:
    """Who gives up or changes what waits. NotTheAsker."""
    if by.person_id != asked_by_id:
        raise NotTheAsker


def decide(row: models.Model, to: str, *, waits: str, by: Actor, at: datetime, **columns: object) -> None:
    """Moves `row` on, with who decided and when. MovedOn."""
    move_on(row, to, waits=waits, decided_by=by.person_id, decided_at=at, **columns)


def move_on(row: models.Model, to: str, *, waits: str, **columns: object) -> None:
    """Compare and swap from the state `waits` to `to`, read back; of two who move it one wins. MovedOn."""
    waiting = type(row)._base_manager.filter(pk=row.pk, state=waits)
    if not waiting.update(state=to, **columns):
        raise MovedOn
    row.refresh_from_db()
