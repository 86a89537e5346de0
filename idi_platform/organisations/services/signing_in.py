"""Where an organisation's people may sign in besides here: entered, tried and taken into use by its administrator."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.db import transaction
from django.utils import timezone

from idi_platform.accounts.public import ORGANISATION, IdentityProvider, is_provider_address, links_of, try_provider
from idi_platform.audit.public import record_platform
from idi_platform.organisations.errors import IssuerNotAllowed, SecretMissing
from idi_platform.organisations.guards import administered_by
from idi_platform.tenancy.public import Actor


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
    row.is_second_factor, row.accepted_acr = facts.is_second_factor, facts.accepted_acr
    row.save()
    _record("sign_in_provider_entered", row, by=by, at=at)
    return row


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
