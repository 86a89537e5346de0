"""An organisation's people, papers and cities, viewer first."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When

from idi_platform.accounts.public import ORGANISATION, Membership, Organisation, Role, User
from idi_platform.audit.public import PlatformEvent
from idi_platform.dossiers.public import Dossier
from idi_platform.tenancy.public import Actor, City, District

from .constants import AdmissionState, SuccessionState
from .models import (
    Absence,
    Admission,
    Assignment,
    Certificate,
    EligibilityFact,
    Invitation,
    OrganisationInCity,
    Succession,
)

_STANDING = (SuccessionState.CONFIRMED, SuccessionState.DONE)


def people_of(viewer: Actor) -> QuerySet[Membership]:
    """Every membership of the viewer's organisation in this city, ended ones too, no programs; for administrators."""
    if viewer.role != Role.ORG_ADMIN or viewer.organisation_id is None:
        return Membership.objects.none()
    rows = Membership.objects.filter(
        city_id=viewer.tenant_id, organisation_id=viewer.organisation_id, user__is_program=False
    )
    return rows.select_related("user", "organisation", "district")


def invitations_of(viewer: Actor) -> QuerySet[Invitation]:
    """The viewer's organisation's invitations."""
    return Invitation.objects.visible_to(viewer).select_related("organisation", "district", "invited_by", "accepted_by")


def own_body_id(viewer: Actor) -> UUID:
    """The body that the viewer acts for. PermissionDenied for whoever acts for none."""
    if viewer.organisation_id is None:
        raise PermissionDenied
    return viewer.organisation_id


def own_organisation(viewer: Actor) -> Organisation:
    return Organisation.objects.get(pk=own_body_id(viewer))


def districts_of(viewer: Actor, *, on: date) -> QuerySet[District]:
    """The districts of the viewer's city that exist that day."""
    valid = [row.pk for row in District.objects.filter(city_id=viewer.tenant_id) if row.is_valid_on(on)]
    return District.objects.filter(pk__in=valid)


def standings_seen(viewer: Actor) -> QuerySet[OrganisationInCity]:
    """The organisations' dossiers that the viewer sees: the bureau all of the city, people their own body's."""
    return OrganisationInCity.objects.visible_to(viewer).select_related("organisation", "dossier")


def bodies_at_work(city_id: int, *, on: date) -> QuerySet[Organisation]:
    """The organisations that were admitted to the city or took up work there, and those with people there that day."""
    admitted = OrganisationInCity.objects.filter(city_id=city_id, admitted_on__lte=on)
    people = Membership.objects.valid_on(on).filter(city_id=city_id)
    here = Q(pk__in=admitted.values("organisation")) | Q(pk__in=people.values("organisation"))
    return Organisation.objects.filter(here)


def current_facts(viewer: Actor, standing: OrganisationInCity) -> QuerySet[EligibilityFact]:
    """What the organisation states now."""
    rows = EligibilityFact.objects.visible_to(viewer).filter(standing=standing, replaced_at=None)
    return rows.select_related("document", "stated_by")


def certificates_seen(viewer: Actor) -> QuerySet[Certificate]:
    """Certificates that count: one's own, those of one's people, for the bureau all."""
    rows = Certificate.objects.visible_to(viewer).filter(withdrawn_at=None)
    return rows.select_related("holder", "organisation", "document")


def certificate_files_seen(viewer: Actor) -> Q:
    """The condition on uploads: a certificate's paper is seen with it, not with the whole dossier."""
    of_a_certificate = Certificate.objects.filter(document_id=OuterRef("pk"))
    return ~Exists(of_a_certificate) | Exists(of_a_certificate.visible_to(viewer))


@dataclass(frozen=True, slots=True)
class CityToJoin:
    """A city that the organisation might work in, and what has become of its last application."""

    city: City
    admission: Admission | None
    is_own: bool

    @property
    def may_apply(self) -> bool:
        refused = self.admission is None or self.admission.state == AdmissionState.REFUSED
        return refused and not self.is_own


def cities_to_join(viewer: Actor, *, on: date) -> list[CityToJoin]:
    """Every active city for an administrator; `is_own` where the organisation has one already. Three queries."""
    last = {row.city_id: row for row in Admission.objects.visible_to(viewer).order_by("asked_at")}
    held = Membership.objects.valid_on(on).filter(organisation_id=own_body_id(viewer), role=Role.ORG_ADMIN)
    own = set(held.values_list("city_id", flat=True))
    return [CityToJoin(city, last.get(city.pk), city.pk in own) for city in City.objects.filter(is_active=True)]


def successions_seen(viewer: Actor) -> QuerySet[Succession]:
    """Which body takes whose place in the viewer's city, the undecided first."""
    undecided = Case(When(state=SuccessionState.PROPOSED, then=0), default=1)
    rows = Succession.objects.visible_to(viewer).select_related("predecessor", "successor", "proposed_by", "decided_by")
    return rows.order_by(undecided, "-from_on", "-pk")


def chain_of(standing: OrganisationInCity) -> list[Succession]:
    """What stands before and after the organisation in its city, the oldest first: one after the other, both ways."""
    rows = Succession.objects.filter(city_id=standing.city_id, state__in=_STANDING)
    found = list(rows.select_related("predecessor", "successor").order_by("from_on", "pk"))
    before, after, chain = {standing.organisation_id}, {standing.organisation_id}, set()
    for row in reversed(found):
        if row.successor_id in before:
            before.add(row.predecessor_id)
            chain.add(row.pk)
    for row in found:
        if row.predecessor_id in after:
            after.add(row.successor_id)
            chain.add(row.pk)
    return [row for row in found if row.pk in chain]


def applications(viewer: Actor) -> QuerySet[Admission]:
    """What was asked of the viewer's city, the undecided first."""
    undecided = Case(When(state=AdmissionState.ASKED, then=0), default=1)
    rows = Admission.objects.visible_to(viewer).filter(city_id=viewer.tenant_id)
    return rows.select_related("organisation", "asked_by", "decided_by").order_by(undecided, "-asked_at")


def record_of(viewer: Actor) -> QuerySet[PlatformEvent]:
    """What happened to the administrator's organisation in this city, outside every case file."""
    if viewer.role != Role.ORG_ADMIN:
        return PlatformEvent.objects.none()
    return PlatformEvent.objects.filter(
        subject=ORGANISATION, subject_id=str(viewer.organisation_id), city_id=viewer.tenant_id
    )


def colleagues_of(viewer: Actor, *, on: date) -> QuerySet[User]:
    """The people who work for the viewer's organisation in this city that day, each once."""
    held = Membership.objects.valid_on(on).filter(city_id=viewer.tenant_id, organisation_id=own_body_id(viewer))
    return User.objects.filter(pk__in=held.values("user"), is_program=False).order_by("full_name", "pk")


def who_open(viewer: Actor, dossiers: Collection[UUID], *, on: date) -> QuerySet[User]:
    """Colleagues who may open each of these cases. What a membership opens hangs on its role and district alone."""
    opened: dict[tuple[str, int | None], set[UUID]] = {}
    of_person: defaultdict[UUID, set[UUID]] = defaultdict(set)
    for held in Membership.objects.valid_on(on).filter(city_id=viewer.tenant_id, organisation_id=own_body_id(viewer)):
        kind = (held.role, held.district_id)
        if kind not in opened:
            seen = Dossier.objects.visible_to(held.actor()).filter(pk__in=dossiers)
            opened[kind] = set(seen.values_list("pk", flat=True))
        of_person[held.user_id] |= opened[kind]
    able = [person for person, seen in of_person.items() if seen.issuperset(dossiers)]
    return colleagues_of(viewer, on=on).filter(pk__in=able)


def deputies_of(viewer: Actor, *, on: date) -> QuerySet[User]:
    """Who may stand in for the viewer: others of the same role. An administrator enters anybody's leave: everybody."""
    colleagues = colleagues_of(viewer, on=on)
    if viewer.role == Role.ORG_ADMIN:
        return colleagues
    alike = Membership.objects.valid_on(on).filter(
        city_id=viewer.tenant_id, organisation_id=own_body_id(viewer), role=viewer.role
    )
    return colleagues.filter(pk__in=alike.values("user")).exclude(pk=viewer.person_id)


def work_of(viewer: Actor, *, on: date) -> QuerySet[Assignment]:
    """The cases that the viewer is in charge of, or stands in for that day; only those that the viewer may open."""
    away = Absence.objects.filter(
        city_id=viewer.tenant_id,
        organisation_id=own_body_id(viewer),
        deputy_id=viewer.user_id,
        withdrawn_at=None,
        from_on__lte=on,
        to_on__gt=on,
    )
    mine = Q(assignee_id=viewer.user_id) | Q(assignee__in=away.values("person"))
    rows = Assignment.objects.visible_to(viewer).filter(mine, ended_at=None)
    return rows.select_related("dossier", "assignee")


def charged_to(viewer: Actor, person: User) -> QuerySet[Assignment]:
    """What the person is in charge of at the viewer's organisation."""
    return Assignment.objects.visible_to(viewer).filter(assignee=person, ended_at=None)


def current_assignment(viewer: Actor, dossier: Dossier) -> Assignment | None:
    """Who is in charge of the case at the viewer's organisation; None: nobody in particular."""
    rows = Assignment.objects.visible_to(viewer).filter(dossier=dossier, ended_at=None)
    return rows.select_related("assignee").first()


def charges_of(viewer: Actor, dossiers: Iterable[UUID]) -> dict[UUID, User]:
    """Who is in charge of each of these at the viewer's organisation; nobody in particular is left out. One query."""
    rows = Assignment.objects.visible_to(viewer).filter(dossier__in=list(dossiers), ended_at=None)
    return {row.dossier_id: row.assignee for row in rows.select_related("assignee")}


def stood_in_for(viewer: Actor, *, on: date) -> list[UUID]:
    """The ids of those whom the viewer stands in for that day."""
    away = Absence.objects.visible_to(viewer).filter(deputy_id=viewer.user_id, withdrawn_at=None)
    return list(away.filter(from_on__lte=on, to_on__gt=on).values_list("person_id", flat=True))


def absences_seen(viewer: Actor, *, on: date) -> QuerySet[Absence]:
    """Absences that are not over: one's own, those one stands in for, for an administrator everybody's."""
    rows = Absence.objects.visible_to(viewer).filter(withdrawn_at=None, to_on__gt=on)
    return rows.select_related("person", "deputy")
