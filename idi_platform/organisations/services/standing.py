"""The organisation's dossier in a city, and what it states there."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import IO

from django.db import transaction

from idi_platform.accounts.public import Organisation
from idi_platform.audit.public import record
from idi_platform.documents.public import Upload, store_upload
from idi_platform.dossiers.public import CIVIL_ZONE, DossierKind, next_number, open_dossier
from idi_platform.organisations.constants import facts_of
from idi_platform.organisations.errors import FactMissing, FactNotOfKind
from idi_platform.organisations.guards import administered_by
from idi_platform.organisations.models import EligibilityFact, OrganisationInCity
from idi_platform.tenancy.public import Actor


@dataclass(frozen=True, slots=True)
class Paper:
    """A file as it came with a form."""

    file: IO[bytes]
    filename: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One fact as it is stated; `valid_to` is the first day after."""

    kind: str
    words: str
    valid_to: date | None = None
    paper: Paper | None = None


@transaction.atomic
def open_standing(*, organisation: Organisation, by: Actor, at: datetime) -> OrganisationInCity:
    """The organisation's dossier in the actor's city: the one there is, or a new one. One of two at once waits."""
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    there = OrganisationInCity.objects.filter(city_id=by.tenant_id, organisation=organisation).first()
    if there is not None:
        return there
    dossier = open_dossier(
        kind=DossierKind.ORGANISATION,
        number=next_number(series="ORG", by=by, at=at),
        title=organisation.name_zh,
        by=by,
        at=at,
    )
    return OrganisationInCity.objects.create(city_id=by.tenant_id, dossier=dossier, organisation=organisation)


@transaction.atomic
def take_up(*, organisation: Organisation, on: date, by: Actor, at: datetime) -> OrganisationInCity:
    """The organisation's dossier; where it works in the city without having applied, that is recorded, since a day."""
    standing = open_standing(organisation=organisation, by=by, at=at)
    if OrganisationInCity.objects.filter(pk=standing.pk, admitted_on=None).update(admitted_on=on):
        standing.refresh_from_db()
        record(
            dossier_id=standing.pk,
            code="organisation_taken_up",
            by=by,
            at=at,
            payload={"organisation": str(organisation.pk), "on": on.isoformat()},
        )
    return standing


@transaction.atomic
def state_fact(*, statement: Statement, by: Actor, at: datetime) -> EligibilityFact:
    """States a fact of the administrator's organisation anew; the one before is kept as history.

    Raises:
        NotYourOrganisation, FactNotOfKind, FactMissing, UploadRefused.
    """
    on = at.astimezone(CIVIL_ZONE).date()
    standing = take_up(organisation=administered_by(by, on=on), on=on, by=by, at=at)
    return enter_fact(standing=standing, statement=statement, by=by, at=at)


@transaction.atomic
def enter_fact(*, standing: OrganisationInCity, statement: Statement, by: Actor, at: datetime) -> EligibilityFact:
    """The caller has made sure that `by` speaks for the organisation."""
    if statement.kind not in facts_of(standing.organisation.kind):
        raise FactNotOfKind(field="kind")
    if not statement.words:
        raise FactMissing(field=f"{statement.kind}_words")
    OrganisationInCity.objects.select_for_update(of=("self",)).get(pk=standing.pk)
    EligibilityFact.objects.filter(
        city_id=by.tenant_id, standing=standing, kind=statement.kind, replaced_at=None
    ).update(replaced_at=at)
    fact = EligibilityFact.objects.create(
        city_id=by.tenant_id,
        standing=standing,
        kind=statement.kind,
        words=statement.words,
        valid_to=statement.valid_to,
        document=kept(statement.paper, standing, by=by, at=at),
        stated_by_id=by.person_id,
        stated_at=at,
    )
    record(
        dossier_id=standing.pk,
        code="fact_stated",
        by=by,
        at=at,
        payload={
            "fact": str(fact.pk),
            "kind": fact.kind,
            "words": fact.words,
            "valid_to": fact.valid_to.isoformat() if fact.valid_to else None,
        },
    )
    return fact


def kept(paper: Paper | None, standing: OrganisationInCity, *, by: Actor, at: datetime) -> Upload | None:
    """The paper, checked by its content and kept in the organisation's dossier."""
    if paper is None:
        return None
    return store_upload(dossier=standing.dossier, file=paper.file, filename=paper.filename, by=by, at=at)
