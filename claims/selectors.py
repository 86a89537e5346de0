"""Reading claims: the viewer first, always through visible_to."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from idi_platform.accounts.public import Organisation, User
from idi_platform.audit.public import Event
from idi_platform.deadlines.public import Deadline
from idi_platform.documents.public import Upload
from idi_platform.registry.public import Authority, Ownership, Party, PartyRole, Unit, authorities_by_home
from idi_platform.tenancy.public import SYSTEM_ROLE, Actor

from .models import Claim, ClaimDraft


def lead_insurers(city_id: int, project_ids: Iterable[UUID], *, on: date) -> dict[UUID, Organisation]:
    """The lead insurer of each project on that day; where a handover overlaps, the newer; in a gap, the last.

    A gap in the register must not keep an owner from filing: who insured last answers until a successor is entered.
    """
    parties = Party.objects.filter(
        city_id=city_id,
        project__in=list(project_ids),
        role=PartyRole.LEAD_INSURER,
        from_on__lte=on,
    )
    parties = parties.select_related("organisation").order_by(F("to_on").asc(nulls_last=True), "from_on", "pk")
    return {party.project_id: party.organisation for party in parties}


@dataclass(frozen=True, slots=True)
class Home:
    """A home as its owner sees it: whom to call, what is being written, what was filed, who acts for its owners.

    `authority` is the reader's own, where they act for somebody else.
    """

    unit: Unit
    insurer: Organisation | None
    draft: ClaimDraft | None
    claims: list[Claim] = field(default_factory=list)
    owners: list[Ownership] = field(default_factory=list)
    authorities: list[Authority] = field(default_factory=list)
    authority: Authority | None = None


def my_homes(viewer: Actor, *, on: date) -> list[Home]:
    """The homes this person owns today or acts for. Seven queries, however many homes."""
    spoken_for = Unit.objects.visible_to(viewer).spoken_for_by(viewer)
    units = list(spoken_for.select_related("dossier", "project", "building").order_by("-is_common", "dossier__title"))
    insurers = lead_insurers(viewer.tenant_id, {unit.project_id for unit in units}, on=on)
    drafts = {draft.unit_id: draft for draft in ClaimDraft.objects.visible_to(viewer).unfinished()}
    claims: dict[UUID, list[Claim]] = {}
    for claim in Claim.objects.visible_to(viewer).select_related("dossier").order_by("-filed_at"):
        claims.setdefault(claim.unit_id, []).append(claim)
    owners: dict[UUID, list[Ownership]] = {}
    for held in owners_on(viewer, on=on).order_by("from_on", "pk"):
        owners.setdefault(held.unit_id, []).append(held)
    named = authorities_by_home(viewer, units)
    own = {unit_id for unit_id, held in owners.items() if any(row.owner_id == viewer.user_id for row in held)}
    return [
        Home(
            unit,
            insurers.get(unit.project_id),
            drafts.get(unit.pk),
            claims.get(unit.pk, []),
            owners.get(unit.pk, []),
            named.get(unit.pk, []) if unit.pk in own else [],
            None if unit.pk in own else next(iter(named.get(unit.pk, [])), None),
        )
        for unit in units
    ]


@dataclass(frozen=True, slots=True)
class FoundHome:
    """A home that somebody calls about, and who owns it."""

    unit: Unit
    owners: list[Ownership]


def homes_for_call(viewer: Actor, words: str, *, on: date, most: int) -> list[FoundHome]:
    """Homes whose lead insurer that day is the viewer's body, by address, door, owner's name or telephone number."""
    leads = Party.objects.filter(city_id=viewer.tenant_id, role=PartyRole.LEAD_INSURER)
    taken = leads.filter(organisation=viewer.organisation_id).values_list("project_id", flat=True)
    leading = lead_insurers(viewer.tenant_id, taken, on=on)
    projects = [project for project, insurer in leading.items() if insurer.pk == viewer.organisation_id]
    owning = owners_on(viewer, on=on).filter(unit__project__in=projects)
    named = owning.filter(Q(owner__full_name__icontains=words) | Q(owner__phone__icontains=words))
    by_words = (
        Q(dossier__title__icontains=words) | Q(project__address__icontains=words) | Q(pk__in=named.values("unit"))
    )
    units = Unit.objects.visible_to(viewer).filter(by_words, project__in=projects).select_related("dossier", "project")
    found = list(units.order_by("dossier__title")[:most])
    owners: dict[UUID, list[Ownership]] = {}
    for row in owning.filter(unit__in=found):
        owners.setdefault(row.unit_id, []).append(row)
    return [FoundHome(unit, owners.get(unit.pk, [])) for unit in found]


def owners_on(viewer: Actor, *, on: date) -> QuerySet[Ownership]:
    """Who owned which home that day, as far as the viewer may see the home."""
    current = Q(to_on=None) | Q(to_on__gt=on)
    return Ownership.objects.visible_to(viewer).filter(current, from_on__lte=on).select_related("owner")


def my_draft(viewer: Actor) -> QuerySet[ClaimDraft]:
    """The viewer's unfinished reports on homes that are still theirs."""
    return (
        ClaimDraft.objects.visible_to(viewer)
        .unfinished()
        .filter(unit__in=Unit.objects.visible_to(viewer).spoken_for_by(viewer))
        .select_related("unit__dossier", "unit__project", "unit__building")
    )


def draft_photographs(viewer: Actor, draft: ClaimDraft) -> list[Upload]:
    uploads = draft.photographs.values("upload_id")
    return list(Upload.objects.visible_to(viewer).filter(pk__in=uploads))


def claims_list(viewer: Actor) -> QuerySet[Claim]:
    """The claims this viewer may see; each carries `next_due_at`, the earliest due moment of a clock that runs."""
    clocks = Deadline.objects.running().driving()
    next_due = clocks.filter(city_id=OuterRef("city_id"), dossier_id=OuterRef("pk"))
    return (
        Claim.objects.visible_to(viewer)
        .select_related("dossier", "insurer", "district", "claimant")
        .annotate(next_due_at=Subquery(next_due.order_by("due_at").values("due_at")[:1]))
    )


def clocks_of(viewer: Actor, claim_ids: Iterable[UUID]) -> dict[UUID, list[Deadline]]:
    """The deadlines of these claims that drive the service, the earliest due first. One query."""
    clocks: dict[UUID, list[Deadline]] = {}
    deadlines = (
        Deadline.objects.visible_to(viewer)
        .driving()
        .filter(dossier__in=list(claim_ids))
        .select_related("obliged", "dossier")
    )
    for deadline in deadlines.order_by("due_at", "pk"):
        clocks.setdefault(deadline.dossier_id, []).append(deadline)
    return clocks


def leading_clock(clocks: list[Deadline]) -> Deadline | None:
    """The one a list shows: the open one due first (of those that run, if any does), else the one closed last."""
    is_open = [deadline for deadline in clocks if deadline.closed_at is None]
    if is_open:
        return min(is_open, key=lambda deadline: deadline.suspended_since is not None)
    return max(clocks, key=lambda deadline: deadline.closed_at or deadline.due_at, default=None)


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One event and who did it: an organisation by name, a person without one by theirs, the platform as itself."""

    event: Event
    organisation: Organisation | None
    person: User | None
    is_platform: bool


def timeline_of(viewer: Actor, claim: Claim) -> list[TimelineEntry]:
    """What happened in a claim that the viewer has been shown, newest first. Three queries."""
    events = list(Event.objects.visible_to(viewer).filter(dossier_id=claim.pk).order_by("-occurred_at", "-pk"))
    bodies = Organisation.objects.in_bulk({e.actor_organisation_id for e in events if e.actor_organisation_id})
    people = User.objects.in_bulk({e.actor_user_id for e in events if e.actor_user_id})
    return [
        TimelineEntry(
            event=event,
            organisation=bodies.get(event.actor_organisation_id) if event.actor_organisation_id else None,
            person=people.get(event.actor_user_id) if event.actor_user_id else None,
            is_platform=event.actor_role == SYSTEM_ROLE,
        )
        for event in events
    ]


def photographs_of(viewer: Actor, claim: Claim) -> list[Upload]:
    return list(Upload.objects.visible_to(viewer).filter(dossier_id=claim.pk))


def parties_of(viewer: Actor, claim: Claim, *, on: date) -> list[Party]:
    """Who takes part in the claim's project that day, as far as the viewer may see the project."""
    in_force = Q(to_on=None) | Q(to_on__gt=on)
    parties = Party.objects.visible_to(viewer).filter(in_force, project_id=claim.project_id, from_on__lte=on)
    return list(parties.select_related("organisation").order_by("role", "organisation__name_zh"))
