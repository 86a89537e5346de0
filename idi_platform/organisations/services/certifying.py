"""Certificates of the organisation's people: entered, withdrawn when entered wrongly."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from idi_platform.accounts.public import Membership, User
from idi_platform.audit.public import record
from idi_platform.dossiers.public import CIVIL_ZONE
from idi_platform.organisations.errors import (
    CertificateTwice,
    CertificateWithdrawn,
    NotOneOfYours,
    PeriodEmpty,
)
from idi_platform.organisations.guards import administered_by
from idi_platform.organisations.models import Certificate, OrganisationInCity
from idi_platform.tenancy.public import Actor, unless_taken

from .standing import Paper, kept, take_up


@dataclass(frozen=True, slots=True)
class CertificateFacts:
    """What the certificate says; `valid_to` is the first day after, empty when it does not end."""

    holder: User
    kind: str
    number: str
    issuer: str
    valid_from: date
    valid_to: date | None = None
    paper: Paper | None = None


@transaction.atomic
def enter_certificate(*, facts: CertificateFacts, by: Actor, at: datetime) -> Certificate:
    """Enters a colleague's certificate. Its number goes into no event: it is personal data.

    Raises:
        NotYourOrganisation, NotOneOfYours, PeriodEmpty, CertificateTwice, UploadRefused.
    """
    on = at.astimezone(CIVIL_ZONE).date()
    organisation = administered_by(by, on=on)
    standing = take_up(organisation=organisation, on=on, by=by, at=at)
    held = Membership.objects.valid_on(on).filter(organisation=organisation, city_id=by.tenant_id, user=facts.holder)
    if not held.exists():
        raise NotOneOfYours(field="holder")
    if facts.valid_to is not None and facts.valid_to <= facts.valid_from:
        raise PeriodEmpty(field="valid_to")
    with unless_taken(CertificateTwice(field="number")):
        certificate = Certificate.objects.create(
            city_id=by.tenant_id,
            organisation=organisation,
            holder=facts.holder,
            kind=facts.kind,
            number=facts.number,
            issuer=facts.issuer,
            valid_from=facts.valid_from,
            valid_to=facts.valid_to,
            document=kept(facts.paper, standing, by=by, at=at),
            entered_by_id=by.person_id,
            entered_at=at,
        )
    _record("certificate_entered", certificate, standing, by=by, at=at)
    return certificate


@transaction.atomic
def withdraw_certificate(*, certificate: Certificate, by: Actor, at: datetime) -> None:
    """Takes back what was entered wrongly. CertificateWithdrawn when somebody was first."""
    organisation = administered_by(by, on=at.astimezone(CIVIL_ZONE).date())
    rows = Certificate.objects.filter(city_id=by.tenant_id, organisation=organisation, pk=certificate.pk)
    if not rows.filter(withdrawn_at=None).update(withdrawn_at=at):
        raise CertificateWithdrawn
    standing = OrganisationInCity.objects.get(city_id=by.tenant_id, organisation=organisation)
    certificate.refresh_from_db()
    _record("certificate_withdrawn", certificate, standing, by=by, at=at)


def _record(code: str, certificate: Certificate, standing: OrganisationInCity, *, by: Actor, at: datetime) -> None:
    record(
        dossier_id=standing.pk,
        code=code,
        by=by,
        at=at,
        payload={
            "certificate": str(certificate.pk),
            "holder": str(certificate.holder_id),
            "kind": certificate.kind,
            "valid_to": certificate.valid_to.isoformat() if certificate.valid_to else None,
        },
    )
