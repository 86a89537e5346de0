"""An authority as it is told at the file of one home: who is meant by the names, then it is recorded."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from idi_platform.accounts.public import User
from idi_platform.registry.constants import AuthorityKind
from idi_platform.registry.models import Authority, Unit
from idi_platform.registry.selectors import body_named
from idi_platform.tenancy.public import Actor

from .authorities import (
    BODY_OF_KIND,
    AuthorityFacts,
    AuthorityPaper,
    common_parts_of,
    record_authority,
)
from .owners import OwnerFacts, enter_owner


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityTold:
    """`body` is the name or code of the body that holds it, `person` whoever does otherwise; the kind says which.

    `to_on` is the first day no longer. `given_by` None: all owners together, for the common parts of the building.
    """

    kind: str
    given_by: User | None
    body: str
    person: OwnerFacts | None
    from_on: date
    to_on: date | None
    paper: str
    may_settle: bool


@transaction.atomic
def entrust(
    *, unit: Unit, told: AuthorityTold, document: AuthorityPaper, by: Actor, at: datetime, real: datetime
) -> Authority:
    """Records it for a second person to confirm; of one that is refused no new person stays behind.

    `at` is business time, `real` real time. As `record_authority` and `enter_owner`; HolderWrong for no such body.
    """
    kind = BODY_OF_KIND.get(AuthorityKind(told.kind))
    named = unit if told.given_by else common_parts_of(building=unit.building, by=by, at=at)
    agent = told.person if kind is None else None
    facts = AuthorityFacts(
        kind=told.kind,
        units=[named],
        given_by=told.given_by,
        organisation=body_named(told.body, kind=kind) if kind else None,
        person=enter_owner(facts=agent, by=by, real=real) if agent else None,
        from_on=told.from_on,
        to_on=told.to_on,
        paper=told.paper,
        may_settle=told.may_settle,
    )
    return record_authority(facts=facts, document=document, by=by, at=at)
