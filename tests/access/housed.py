"""What an organisation's administrator has to do with in the scene, and another body that asks to work in the city."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from idi_platform.accounts.public import Membership, Organisation, OrganisationKind, Role
from idi_platform.dossiers.public import Dossier
from idi_platform.organisations.constants import CertificateKind, FactKind, SuccessionKind, facts_of
from idi_platform.organisations.links import token_of
from idi_platform.organisations.services.admitting import apply_to_city
from idi_platform.organisations.services.assigning import AbsenceFacts, assign, enter_absence
from idi_platform.organisations.services.certifying import CertificateFacts, enter_certificate
from idi_platform.organisations.services.inviting import InvitationFacts, invite
from idi_platform.organisations.services.standing import Statement, state_fact, take_up
from idi_platform.organisations.services.succeeding import SuccessionFacts, propose_succession
from idi_platform.tenancy.public import City, tenant_work
from tests.world import SINCE, CityWorld, member


@dataclass(frozen=True)
class Housed:
    """The ids that addresses of organisations take."""

    membership: UUID
    invitation: UUID
    token: str
    standing: UUID
    certificate: UUID
    absence: UUID
    application: UUID
    succession: UUID
    city_code: str


def housed(city: CityWorld, *, case: Dossier, at: datetime) -> Housed:
    """Another administrator of the lead insurer asks a manager in and enters the adjuster's certificate."""
    chief = member(f"{city.city.code}-chief", role=Role.ORG_ADMIN, city=city.city, organisation=city.insurer)
    canary, today = f"canary of {city.city.code}", timezone.localdate(at)
    with tenant_work(city.system) as system:
        standing = take_up(organisation=city.insurer, on=SINCE, by=system, at=at)
    with tenant_work(city.adjuster.actor()) as by:
        assign(dossier=case, assignee=city.adjuster.user, by=by, at=at)
    with tenant_work(chief.actor()) as by:
        # The link shows whom it invites to whoever holds it.
        facts = InvitationFacts("guest", Role.INSURER_MANAGER, today, email="canary@example.com")
        sent = invite(facts=facts, by=by, at=at)
        state_fact(statement=Statement(kind=FactKind.SOLVENCY, words=canary), by=by, at=at)
        certificate = enter_certificate(
            facts=CertificateFacts(
                holder=city.adjuster.user,
                kind=CertificateKind.TITLE,
                number=canary,
                issuer=canary,
                valid_from=SINCE,
                valid_to=today + timedelta(days=9),
            ),
            by=by,
            at=at,
        )
        deputy = member(f"{city.city.code}-deputy", role=Role.ADJUSTER, city=city.city, organisation=city.insurer)
        away = AbsenceFacts(city.adjuster.user, deputy.user, today, today + timedelta(days=9))
        absence = enter_absence(facts=away, by=by, at=at)
    return Housed(
        membership=city.adjuster.pk,
        invitation=sent.pk,
        token=token_of(sent),
        standing=standing.pk,
        certificate=certificate.pk,
        absence=absence.pk,
        application=_applied(city, at=at),
        succession=_to_be_succeeded(chief, city, at=at),
        city_code=City.objects.exclude(pk=city.city.pk).latest("code").code,
    )


def _to_be_succeeded(chief: Membership, city: CityWorld, *, at: datetime) -> UUID:
    """The insurer would take the place of another body, from tomorrow on."""
    old = Organisation.objects.create(kind=OrganisationKind.INSURER, name_zh="旧", name_en="old")
    tomorrow = timezone.localdate(at) + timedelta(days=1)
    canary = f"canary of {city.city.code}"
    facts = SuccessionFacts(SuccessionKind.MERGER, old, city.insurer, tomorrow, canary)
    with tenant_work(chief.actor()) as by:
        return propose_succession(facts=facts, by=by, at=at).pk


def _applied(city: CityWorld, *, at: datetime) -> UUID:
    """A body that works in a third city asks to work in this one."""
    body = Organisation.objects.create(kind=OrganisationKind.TIS, name_zh="客", name_en="guest")
    elsewhere = City.objects.get(code="330100")
    guest = member(f"{city.city.code}-guest", role=Role.ORG_ADMIN, city=elsewhere, organisation=body)
    with tenant_work(guest.actor()) as by:
        stated = [Statement(kind=kind, words=f"canary of {city.city.code}") for kind in facts_of(body.kind)]
        return apply_to_city(city=city.city, statements=stated, by=by, at=at).pk
