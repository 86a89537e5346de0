"""How long a case file is kept, on which basis, and whether a legal hold stands on it: told on its page."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from idi_platform.accounts.public import Role
from idi_platform.dossiers.public import Dossier
from idi_platform.privacy.public import Retention, case_rule
from idi_platform.tenancy.public import Actor

from .holding import are_files_held
from .models import LegalHold

# That a hold stands is told to the person, to the insurer that works on the case, and to the bureau; why, to none.
_TOLD_OF_HOLDS = frozenset({Role.OWNER, Role.ADJUSTER, Role.UNDERWRITER, Role.INSURER_MANAGER, Role.BUREAU})


@dataclass(frozen=True, slots=True)
class Keeping:
    """`until` is the last day it must be kept, None while not known; `is_held` is told to whoever may know of holds."""

    rule: Retention
    until: date | None
    is_held: bool


def keeping_of(dossier: Dossier, viewer: Actor) -> Keeping | None:
    """Of a case file that the viewer sees; None for a kind that nobody named a retention for."""
    case = case_rule(dossier)
    if case is None:
        return None
    is_held = viewer.role in _TOLD_OF_HOLDS and _is_held(dossier, case.people(dossier))
    return Keeping(case.rule, case.kept_until(dossier), is_held)


def _is_held(dossier: Dossier, people: list[UUID]) -> bool:
    return LegalHold.objects.standing().on_people(people) or are_files_held({dossier.pk})
