"""Where an organisation's people may sign in besides here: entered, tried and taken into use by its administrator."""

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlsplit
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from idi_platform.accounts.public import (
    ORGANISATION,
    IdentityProvider,
    Membership,
    Role,
    is_provider_address,
    links_of,
    try_provider,
)
from idi_platform.audit.public import record_platform
from idi_platform.organisations.errors import IssuerNotAllowed, NotYourOrganisation, SecretMissing
from idi_platform.organisations.guards import administered_by
from idi_platform.tenancy.public import Actor, MovedOn, require_another_person


@dataclass(frozen=True, slots=True)
class ProviderFacts:
    """What is entered; an empty secret keeps the one before. `email_domains` in small letters."""

    issuer: str
    client_id: str
    client_secret: str
    email_domains: tuple[str, ...]
    is_second_factor: bool
    accepted_acr: str


@transaction.atomic
def enter_provider(*, facts: ProviderFacts, by: Actor, at: datetime) -> IdentityProvider:
    """Enters the organisation's provider, or changes it. `at` is real time.

    What is declared of second factors counts once another person has confirmed it, and again after each change.
    Another issuer or client is another provider: it is out of use until it was tried, and nobody is linked to it; the
    secret must be given anew, for what was told to one must not be sent to another.

    Raises:
        NotYourOrganisation, IssuerNotAllowed, SecretMissing.
    """
    organisation = administered_by(by, on=timezone.localdate(at))
    issuer = facts.issuer.rstrip("/")
    if not _is_issuer(issuer):
        raise IssuerNotAllowed(field="issuer")
    row = IdentityProvider.objects.filter(organisation=organisation).first() or IdentityProvider(
        organisation=organisation
    )
    is_another = (row.issuer, row.client_id) != (issuer, facts.client_id)
    if is_another and not facts.client_secret:
        raise SecretMissing(field="client_secret")
    if is_another:
        links_of(row).delete()
        row.is_enabled = False
    row.issuer, row.client_id = issuer, facts.client_id
    row.client_secret = facts.client_secret or row.client_secret
    row.email_domains = list(facts.email_domains)
    declared = (facts.is_second_factor, facts.accepted_acr)
    if is_another or (row.is_second_factor, row.accepted_acr) != declared:
        row.is_second_factor, row.accepted_acr = declared
        row.declared_by_id, row.declared_at, row.confirmed_by = by.person_id, at, None
    row.save()
    _record("sign_in_provider_entered", row, by=by, at=at)
    return row


@transaction.atomic
def confirm_second_factor(*, provider_id: UUID, declared_at: str, by: Actor, at: datetime) -> None:
    """A second person lets the provider's second factor count: another administrator of the organisation, or an
    operator where it has no other. `declared_at` (ISO 8601) names the declaration they read. `at` is real time.

    Raises:
        NotYourOrganisation: anybody else. SamePerson: whoever declared it. MovedOn: it is another by now, or
            confirmed already.
    """
    row = IdentityProvider.objects.select_for_update().get(pk=provider_id)
    require_another_person(by, row.declared_by_id)
    if not may_confirm(row, by, on=timezone.localdate(at)):
        raise NotYourOrganisation
    stands = row.declared_at.isoformat() if row.declared_at and row.is_second_factor else ""
    if not stands or stands != declared_at or row.confirmed_by_id is not None:
        raise MovedOn
    row.confirmed_by_id = by.person_id
    row.save(update_fields=["confirmed_by"])
    _record("sign_in_second_factor_confirmed", row, by=by, at=at)


def may_confirm(row: IdentityProvider, by: Actor, *, on: date) -> bool:
    """Whether this is a second person for the declaration: by person, whatever memberships they hold."""
    if row.declared_by_id is None or row.declared_by_id == by.person_id:
        return False
    admins = Membership.objects.valid_on(on).filter(organisation_id=row.organisation_id, role=Role.ORG_ADMIN)
    if by.role == Role.OPERATOR:
        return not admins.exclude(user_id=row.declared_by_id).exists()
    return by.role == Role.ORG_ADMIN and admins.filter(user_id=by.person_id, city_id=by.tenant_id).exists()


@transaction.atomic
def take_into_use(*, by: Actor, at: datetime) -> None:
    """From now on people may sign in there. Tried first: raises what `try_provider` raises, NotYourOrganisation."""
    row = _own(by, at=at)
    try_provider(row.issuer)
    _set_enabled(row, enabled=True, by=by, at=at)


@transaction.atomic
def take_out_of_use(*, by: Actor, at: datetime) -> None:
    """Nobody signs in there any more; who is linked stays linked. NotYourOrganisation."""
    _set_enabled(_own(by, at=at), enabled=False, by=by, at=at)


def _is_issuer(address: str) -> bool:
    if not is_provider_address(address):
        return False
    parts = urlsplit(address)
    return not (parts.query or parts.fragment or parts.username is not None)


def _own(by: Actor, *, at: datetime) -> IdentityProvider:
    organisation = administered_by(by, on=timezone.localdate(at))
    return IdentityProvider.objects.get(organisation=organisation)


def _set_enabled(row: IdentityProvider, *, enabled: bool, by: Actor, at: datetime) -> None:
    if IdentityProvider.objects.filter(pk=row.pk, is_enabled=not enabled).update(is_enabled=enabled):
        row.is_enabled = enabled
        _record("sign_in_provider_in_use" if enabled else "sign_in_provider_out_of_use", row, by=by, at=at)


def _record(code: str, row: IdentityProvider, *, by: Actor, at: datetime) -> None:
    record_platform(
        code=code,
        subject=ORGANISATION,
        subject_id=row.organisation_id,
        by=by,
        at=at,
        payload={
            "provider": row.key,
            "issuer": row.issuer,
            "client": row.client_id,
            "domains": list(row.email_domains),
            "second_factor": row.is_second_factor,
        },
    )
