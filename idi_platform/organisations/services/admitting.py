"""Joining a city: an organisation asks with what it states, the city's bureau decides."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from idi_platform.accounts.public import ORGANISATION, MembershipFacts, Organisation, Role, grant_membership
from idi_platform.audit.public import record, record_platform
from idi_platform.dossiers.public import CIVIL_ZONE
from idi_platform.organisations.constants import STAYING_KINDS, AdmissionState, facts_of
from idi_platform.organisations.errors import (
    FactMissing,
    NotYourDecision,
    ReasonMissing,
    StaysInItsCity,
    WorksThereAlready,
)
from idi_platform.organisations.guards import administered_by, administrators, may_judge
from idi_platform.organisations.models import Admission, OrganisationInCity
from idi_platform.tenancy.public import Actor, City, OneWaits, acting_as, decide

from .standing import Statement, enter_fact, open_standing


@transaction.atomic
def apply_to_city(*, city: City, statements: Iterable[Statement], by: Actor, at: datetime) -> Admission:
    """Asks the city's bureau to let the administrator's organisation work there.

    The administrator acts in the other city for this one act: its dossier there is opened and holds what is stated.

    Raises:
        NotYourOrganisation, StaysInItsCity, WorksThereAlready, OneWaits, FactMissing, UploadRefused.
    """
    organisation = administered_by(by, on=at.astimezone(CIVIL_ZONE).date())
    if organisation.kind in STAYING_KINDS:
        raise StaysInItsCity
    given = list(statements)
    for kind in facts_of(organisation.kind):
        if kind not in {statement.kind for statement in given}:
            raise FactMissing(field=f"{kind}_words")
    if Admission.objects.filter(city=city, organisation=organisation, state=AdmissionState.ASKED).exists():
        raise OneWaits
    with acting_as(replace(by, city_id=city.pk, district_id=None)) as there:
        standing = open_standing(organisation=organisation, by=there, at=at)
        if standing.admitted_on is not None:
            raise WorksThereAlready
        for statement in given:
            enter_fact(standing=standing, statement=statement, by=there, at=at)
        admission = Admission.objects.create(
            organisation=organisation, city=city, asked_by_id=by.person_id, asked_at=at
        )
        _record("city_applied_to", admission, standing, by=there, at=at)
    return admission


@transaction.atomic
def admit(*, admission: Admission, by: Actor, at: datetime) -> None:
    """Lets the organisation in; whoever applied becomes its administrator in the city.

    Raises:
        NotYourDecision, MovedOn.
    """
    standing = _decide(admission, AdmissionState.ADMITTED, reason="", by=by, at=at)
    on = at.astimezone(CIVIL_ZONE).date()
    OrganisationInCity.objects.filter(city_id=by.tenant_id, pk=standing.pk).update(admitted_on=on)
    known = administrators(admission.organisation_id, by.tenant_id, on=on).filter(user_id=admission.asked_by_id)
    if not known.exists():
        facts = MembershipFacts(role=Role.ORG_ADMIN, organisation=admission.organisation, district=None, valid_from=on)
        grant_membership(user=admission.asked_by, facts=facts, by=by, at=at)


@transaction.atomic
def refuse_admission(*, admission: Admission, reason: str, by: Actor, at: datetime) -> None:
    """Does not let the organisation in, for a reason that it reads; it may apply again.

    Raises:
        ReasonMissing, NotYourDecision, MovedOn.
    """
    if not reason:
        raise ReasonMissing(field="reason")
    _decide(admission, AdmissionState.REFUSED, reason=reason, by=by, at=at)


def may_decide(admission: Admission, by: Actor) -> bool:
    """An officer for the whole city, never of the body that applied, never the person who did."""
    bodies = (admission.organisation_id,)
    return may_judge(by, city_id=admission.city_id, bodies=bodies, asked_by_id=admission.asked_by_id)


def _decide(admission: Admission, state: AdmissionState, *, reason: str, by: Actor, at: datetime) -> OrganisationInCity:
    """Guards and move; the dossier of the organisation in the city."""
    if not may_decide(admission, by):
        raise NotYourDecision
    decide(admission, state, waits=AdmissionState.ASKED, by=by, at=at, reason=reason)
    standing = OrganisationInCity.objects.get(city_id=by.tenant_id, organisation_id=admission.organisation_id)
    code = "city_admitted" if state == AdmissionState.ADMITTED else "city_refused"
    _record(code, admission, standing, by=by, at=at)
    return standing


def _record(code: str, admission: Admission, standing: OrganisationInCity, *, by: Actor, at: datetime) -> None:
    """In the dossier, and among what happened to the organisation."""
    told = {"admission": str(admission.pk), "reason": admission.reason}
    record(dossier_id=standing.pk, code=code, by=by, at=at, payload=dict(told))
    organisation: Organisation = admission.organisation
    record_platform(
        code=code,
        subject=ORGANISATION,
        subject_id=organisation.pk,
        by=by,
        at=at,
        payload={"admission": str(admission.pk), "city": by.tenant_id},
    )
