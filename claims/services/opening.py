"""Opening a claim, whoever wrote the report: its dossier, the record, and every clock the regime starts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from claims.constants import NORMAL_CASE, NUMBER_SERIES, ClaimEvent, ClaimState
from claims.duties import start_terms
from claims.errors import NoLeadInsurer
from claims.models import Claim
from claims.news import record_step
from claims.routing import developer_in_charge, is_reachable
from claims.selectors import lead_insurers
from idi_platform.accounts.public import Organisation
from idi_platform.audit.public import JSONValue
from idi_platform.documents.public import attach_uploads
from idi_platform.dossiers.public import CIVIL_ZONE, Dossier, DossierKind, next_number, open_dossier
from idi_platform.mydata.public import CLAIM_REPORT, give_consent
from idi_platform.registry.public import Authority, Unit
from idi_platform.tenancy.public import Actor

from .repair import tell_developer


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What was reported of a home, by or for the owner `claimant_id`, and when it reached the insurer.

    `applied_at` is the owner's application (索赔申请); None: so far only a report (报案). `caller` is who telephoned,
    `authority` on what somebody files in the owners' name.
    """

    unit: Unit
    claimant_id: UUID
    place: str
    defect: str
    description: str
    noticed_on: date
    is_dangerous: bool
    reported_at: datetime
    applied_at: datetime | None
    consented_at: datetime | None
    photographs: Sequence[UUID] = ()
    caller: str = ""
    authority: Authority | None = None


def open_claim(report: Report, *, by: Actor, at: datetime) -> Claim:
    """Makes the claim of a checked report; its clocks count from the report, not from `at`. NoLeadInsurer."""
    on = report.reported_at.astimezone(CIVIL_ZONE).date()
    insurer = lead_insurer(report.unit, on=on)
    developer = developer_in_charge(report.unit, viewer=by, on=on)
    claim = Claim.objects.create(
        city_id=by.tenant_id,
        dossier=_open_dossier(report.unit, by=by, at=at),
        unit=report.unit,
        project=report.unit.project,
        insurer=insurer,
        developer=developer,
        state=ClaimState.WITH_DEVELOPER if developer else ClaimState.FILED,
        claimant_id=report.claimant_id,
        district_id=report.unit.project.district_id,
        filed_at=report.reported_at,
        place=report.place,
        defect=report.defect,
        description=report.description,
        noticed_on=report.noticed_on,
        is_dangerous=report.is_dangerous,
        consented_at=report.consented_at,
        authority=report.authority,
        filed_by_id=by.user_id if report.authority else None,
    )
    if report.consented_at is not None:
        record_consent(claim, by=by, at=report.consented_at)
    attach_uploads(upload_ids=report.photographs, dossier=claim.dossier, by=by)
    if developer is None:
        _start_with_insurer(claim, report, by=by)
    else:
        _start_with_developer(claim, report, by=by, at=at)
    return claim


def record_consent(claim: Claim, *, by: Actor, at: datetime) -> None:
    """What the claimant agreed to, in which version and language."""
    give_consent(code=CLAIM_REPORT, person_id=claim.claimant_id, about_id=claim.pk, by=by, at=at)


def lead_insurer(unit: Unit, *, on: date) -> Organisation:
    """The insurer that a report of that day goes to. NoLeadInsurer."""
    insurer = lead_insurers(unit.city_id, [unit.project_id], on=on).get(unit.project_id)
    if insurer is None:
        raise NoLeadInsurer(field="unit", rule=_("The claim goes to the lead insurer of the day it is filed"))
    return insurer


def receive_application(claim: Claim, *, photographs: Sequence[UUID], by: Actor, applied_at: datetime) -> None:
    """The application (索赔申请) of a report starts the determination."""
    told = _told(claim, photographs)
    received = record_step(claim, code=ClaimEvent.RECEIVED, by=by, at=applied_at, payload=told)
    start_terms(claim, received, by=by, facts=NORMAL_CASE)


def _start_with_insurer(claim: Claim, report: Report, *, by: Actor) -> None:
    """The report (报案) starts the survey; with the application in it, the determination as well."""
    payload: dict[str, JSONValue] = {"number": claim.dossier.number, **_spoken(report)}
    code, at = ClaimEvent.REPORTED, report.reported_at
    start_terms(claim, record_step(claim, code=code, by=by, at=at, payload=payload), by=by)
    if report.applied_at is not None:
        receive_application(claim, photographs=report.photographs, by=by, applied_at=report.applied_at)


def _start_with_developer(claim: Claim, report: Report, *, by: Actor, at: datetime) -> None:
    """A defect's first request and a later one for the same place are different events to the rules.

    Where the developer's people work here, this is how the insurer tells them: its term for that is met at once.
    """
    earlier = Claim.objects.filter(city_id=by.tenant_id, unit=claim.unit, developer__isnull=False)
    is_again = earlier.filter(place=claim.place, defect=claim.defect).exclude(pk=claim.pk).exists()
    code = ClaimEvent.REPAIR_REQUESTED if is_again else ClaimEvent.FIRST_REPAIR_REQUEST
    told = _told(claim, report.photographs) | _spoken(report)
    event = record_step(claim, code=code, by=by, at=report.reported_at, payload=told)
    start_terms(claim, event, by=by)
    if is_reachable(claim, on=at.astimezone(CIVIL_ZONE).date()):
        tell_developer(claim, by=by, at=at)


def _spoken(report: Report) -> dict[str, JSONValue]:
    """Who spoke for the owners, where they did not themselves."""
    if report.caller:
        return {"is_call": True}
    return {"authority": str(report.authority.pk)} if report.authority else {}


def _open_dossier(unit: Unit, *, by: Actor, at: datetime) -> Dossier:
    return open_dossier(
        kind=DossierKind.CLAIM,
        number=next_number(series=NUMBER_SERIES, by=by, at=at),
        title=unit.dossier.title,
        by=by,
        at=at,
        parent_project=unit.project.dossier,
    )


def _told(claim: Claim, photographs: Sequence[UUID]) -> dict[str, JSONValue]:
    return {
        "number": claim.dossier.number,
        "unit": str(claim.unit_id),
        "insurer": str(claim.insurer_id),
        "place": claim.place,
        "defect": claim.defect,
        "noticed_on": claim.noticed_on.isoformat(),
        "is_dangerous": claim.is_dangerous,
        "photographs": [str(upload_id) for upload_id in photographs],
    }
