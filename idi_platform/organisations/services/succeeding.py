"""One body takes another's place in a city: proposed by one of them, confirmed by the bureau, in effect on its day."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from idi_platform.accounts.public import ORGANISATION, Organisation
from idi_platform.audit.public import JSONValue, record, record_platform
from idi_platform.dossiers.public import CIVIL_ZONE
from idi_platform.organisations.constants import PEOPLE_GO_ALONG, SuccessionState
from idi_platform.organisations.errors import (
    NoOtherOrganisation,
    NotAParty,
    NotYourDecision,
    ReasonMissing,
    SucceededAlready,
)
from idi_platform.organisations.guards import administered_by, may_judge
from idi_platform.organisations.models import OrganisationInCity, Succession
from idi_platform.organisations.succeeding import Passing, pass_everything
from idi_platform.tenancy.public import Actor, decide

from .standing import Paper, kept, open_standing, take_up


@dataclass(frozen=True, slots=True)
class SuccessionFacts:
    """What is proposed; `from_on` is the first day of the successor."""

    kind: str
    predecessor: Organisation
    successor: Organisation
    from_on: date
    grounds: str
    paper: Paper | None = None


def organisation_named(words: str, *, besides: Organisation) -> Organisation:
    """The body with exactly this name or unified social credit code: nobody pages through all. NoOtherOrganisation."""
    words = words.strip()
    named = Q(name_zh=words) | Q(name_en__iexact=words) | Q(uscc__iexact=words)
    found = list(Organisation.objects.filter(named).exclude(pk=besides.pk)[:2])
    if not words or len(found) != 1:
        raise NoOtherOrganisation(field="other")
    return found[0]


@transaction.atomic
def propose_succession(*, facts: SuccessionFacts, by: Actor, at: datetime) -> Succession:
    """Asks the city's bureau to confirm it. `at` is business time.

    Raises:
        NotYourOrganisation, NotAParty, NoOtherOrganisation: the two are one. SucceededAlready, UploadRefused.
    """
    own = administered_by(by, on=at.astimezone(CIVIL_ZONE).date())
    if own.pk not in (facts.predecessor.pk, facts.successor.pk):
        raise NotAParty
    if facts.predecessor.pk == facts.successor.pk:
        raise NoOtherOrganisation(field="other")
    _lock(facts.predecessor, facts.successor)
    standing = Succession.objects.filter(city_id=by.tenant_id).exclude(state=SuccessionState.REFUSED)
    if standing.filter(predecessor__in=(facts.predecessor, facts.successor)).exists():
        raise SucceededAlready(field="other")
    dossier = open_standing(organisation=facts.predecessor, by=by, at=at)
    paper = kept(facts.paper, dossier, by=by, at=at)
    succession = Succession.objects.create(
        city_id=by.tenant_id,
        kind=facts.kind,
        predecessor=facts.predecessor,
        successor=facts.successor,
        from_on=facts.from_on,
        grounds=facts.grounds,
        paper_id=paper.pk if paper else None,
        proposed_by_id=by.person_id,
        proposed_at=at,
    )
    _record("succession_proposed", succession, by=by, at=at)
    return succession


def may_confirm(succession: Succession, by: Actor) -> bool:
    """An officer for the whole city, of neither body, and never the person who proposed it."""
    bodies = (succession.predecessor_id, succession.successor_id)
    return may_judge(by, city_id=succession.city_id, bodies=bodies, asked_by_id=succession.proposed_by_id)


@transaction.atomic
def confirm_succession(*, succession: Succession, by: Actor, at: datetime) -> None:
    """Confirms it; where its day has come, it takes effect at once. NotYourDecision, MovedOn."""
    _decide(succession, SuccessionState.CONFIRMED, reason="", by=by, at=at)
    _record("succession_confirmed", succession, by=by, at=at)
    if succession.from_on <= at.astimezone(CIVIL_ZONE).date():
        carry_out(succession=succession, by=by, at=at)


@transaction.atomic
def refuse_succession(*, succession: Succession, reason: str, by: Actor, at: datetime) -> None:
    """Nothing changes, for a reason that both read; it may be proposed again.

    Raises:
        ReasonMissing, NotYourDecision, MovedOn.
    """
    if not reason:
        raise ReasonMissing(field="reason")
    _decide(succession, SuccessionState.REFUSED, reason=reason, by=by, at=at)
    _record("succession_refused", succession, by=by, at=at)


@transaction.atomic
def carry_out(*, succession: Succession, by: Actor, at: datetime) -> None:
    """Everything moves, as dated facts from its day on, or nothing does. Once: whoever comes second does nothing.

    A succession that was confirmed late takes effect from its own day: what was filed meanwhile goes along.
    """
    _lock(succession.predecessor, succession.successor)
    due = Succession.objects.filter(pk=succession.pk, state=SuccessionState.CONFIRMED)
    if not due.update(state=SuccessionState.DONE, done_at=at):
        return
    take_up(organisation=succession.successor, on=succession.from_on, by=by, at=at)
    passing = Passing(
        succession_id=succession.pk,
        predecessor=succession.predecessor,
        successor=succession.successor,
        from_on=succession.from_on,
        brings_people=succession.kind in PEOPLE_GO_ALONG,
    )
    moved = pass_everything(passing, by=by, at=at)
    Succession.objects.filter(pk=succession.pk).update(moved=moved)
    succession.refresh_from_db()
    _record("succession_done", succession, by=by, at=at, told=dict(moved))


def carry_out_due(*, by: Actor, at: datetime) -> int:
    """Those of the actor's city whose day has come; how many."""
    on = at.astimezone(CIVIL_ZONE).date()
    rows = Succession.objects.filter(city_id=by.tenant_id, state=SuccessionState.CONFIRMED, from_on__lte=on)
    due = list(rows.select_related("predecessor", "successor").order_by("from_on", "pk"))
    for succession in due:
        carry_out(succession=succession, by=by, at=at)
    return len(due)


def _decide(succession: Succession, state: SuccessionState, *, reason: str, by: Actor, at: datetime) -> None:
    if not may_confirm(succession, by):
        raise NotYourDecision
    decide(succession, state, waits=SuccessionState.PROPOSED, by=by, at=at, reason=reason)


def _lock(*bodies: Organisation) -> None:
    """Both rows, in one order for everybody."""
    keys = [body.pk for body in bodies]
    list(Organisation.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk"))


def _record(
    code: str, succession: Succession, *, by: Actor, at: datetime, told: dict[str, JSONValue] | None = None
) -> None:
    """In the dossier of each of the two in this city, and among what happened to them."""
    payload: dict[str, JSONValue] = {
        "succession": str(succession.pk),
        "kind": succession.kind,
        "predecessor": str(succession.predecessor_id),
        "successor": str(succession.successor_id),
        "from_on": succession.from_on.isoformat(),
        "reason": succession.reason,
        **(told or {}),
    }
    two = (succession.predecessor_id, succession.successor_id)
    dossiers = OrganisationInCity.objects.filter(city_id=by.tenant_id, organisation__in=two)
    for standing in dossiers:
        record(dossier_id=standing.pk, code=code, by=by, at=at, payload=dict(payload))
    for body in two:
        record_platform(code=code, subject=ORGANISATION, subject_id=body, by=by, at=at, payload=dict(payload))
