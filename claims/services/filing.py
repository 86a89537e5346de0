"""Filing a claim: the application (索赔申请) that starts the insurer's duties."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from claims.constants import NORMAL_CASE, NUMBER_SERIES, ClaimEvent, ClaimState
from claims.duties import start_terms
from claims.errors import AnswerMissing, ConsentMissing, DraftFiled, NoLeadInsurer, NotYourHome
from claims.letters import issue_receipt
from claims.models import Claim, ClaimDraft
from claims.routing import developer_in_charge, is_reachable
from claims.selectors import lead_insurers
from idi_platform.accounts.public import Organisation
from idi_platform.audit.public import JSONValue, record
from idi_platform.documents.public import attach_uploads
from idi_platform.dossiers.public import CIVIL_ZONE, Dossier, DossierKind, next_number, open_dossier
from idi_platform.outbox.public import run_once
from idi_platform.registry.public import Unit
from idi_platform.tenancy.public import Actor

from .drafting import NOT_YOURS, check_answers
from .repair import tell_developer


@transaction.atomic
def file_claim(*, draft_id: UUID, consented_at: datetime | None, by: Actor, at: datetime) -> Claim:
    """Makes the claim of a report: dossier, number, photographs, the record, and every clock the regime starts.

    The draft is the key: pressed twice, or ten times at once, it makes one claim and gives the same answer.
    Cover is never a reason to refuse (LEGAL.md). "Today" is the civil day of `at`.

    Raises:
        NotYourHome, NoLeadInsurer, AnswerMissing, NoticedInFuture, DescriptionTooLong, ConsentMissing.
    """
    claim_id = run_once(
        key=f"claims.file:{draft_id}",
        content={"draft": str(draft_id)},
        by=by,
        action=lambda: _file(draft_id, consented_at=consented_at, by=by, at=at).pk,
    )
    return Claim.objects.select_related("dossier", "insurer").get(city_id=by.tenant_id, pk=claim_id)


def _file(draft_id: UUID, *, consented_at: datetime | None, by: Actor, at: datetime) -> Claim:
    draft = (
        ClaimDraft.objects.visible_to(by)
        .select_related("unit__dossier", "unit__project__dossier")
        .select_for_update(of=("self",))
        .filter(pk=draft_id)
        .first()
    )
    if draft is None or not Unit.objects.visible_to(by).filter(pk=draft.unit_id).exists():
        raise NotYourHome(field="unit", rule=str(NOT_YOURS))
    if draft.claim_id is not None:
        raise DraftFiled(field="draft", rule=_("One report is one claim"))
    insurer = _lead_insurer(draft.unit, on=at.astimezone(CIVIL_ZONE).date())
    noticed_on, is_dangerous = _complete(draft, at=at)
    if consented_at is None:
        raise ConsentMissing(field="consent", rule=_("Personal Information Protection Law, article 13"))
    developer = developer_in_charge(draft.unit, viewer=by, on=at.astimezone(CIVIL_ZONE).date())
    claim = Claim.objects.create(
        city_id=by.tenant_id,
        dossier=_open_dossier(draft.unit, by=by, at=at),
        unit=draft.unit,
        project=draft.unit.project,
        insurer=insurer,
        developer=developer,
        state=ClaimState.WITH_DEVELOPER if developer else ClaimState.FILED,
        claimant_id=draft.owner_id,
        district_id=draft.unit.project.district_id,
        filed_at=at,
        place=draft.place,
        defect=draft.defect,
        description=draft.description,
        noticed_on=noticed_on,
        is_dangerous=is_dangerous,
        consented_at=consented_at,
    )
    draft.claim = claim
    draft.save(update_fields=["claim"])
    photographs = list(draft.photographs.values_list("upload_id", flat=True))
    attach_uploads(upload_ids=photographs, dossier=claim.dossier, by=by)
    told = _told(claim, photographs)
    if developer is None:
        _start_with_insurer(claim, told, by=by, at=at)
    else:
        _start_with_developer(claim, told, by=by, at=at)
    issue_receipt(claim, by=by, at=at)
    return claim


def _start_with_insurer(claim: Claim, told: dict[str, JSONValue], *, by: Actor, at: datetime) -> None:
    """Report (报案) and application (索赔申请) in one: the first starts the survey, the second the determination."""
    reported = record(
        dossier_id=claim.pk, code=ClaimEvent.REPORTED, by=by, at=at, payload={"number": claim.dossier.number}
    )
    start_terms(claim, reported, by=by)
    received = record(dossier_id=claim.pk, code=ClaimEvent.RECEIVED, by=by, at=at, payload=told)
    start_terms(claim, received, by=by, facts=NORMAL_CASE)


def _start_with_developer(claim: Claim, told: dict[str, JSONValue], *, by: Actor, at: datetime) -> None:
    """A defect's first request and a later one for the same place are different events to the rules.

    Where the developer's people work here, this is how the insurer tells them: its term for that is met at once.
    """
    earlier = Claim.objects.filter(city_id=by.tenant_id, unit=claim.unit, developer__isnull=False)
    is_again = earlier.filter(place=claim.place, defect=claim.defect).exclude(pk=claim.pk).exists()
    code = ClaimEvent.REPAIR_REQUESTED if is_again else ClaimEvent.FIRST_REPAIR_REQUEST
    event = record(dossier_id=claim.pk, code=code, by=by, at=at, payload=told)
    start_terms(claim, event, by=by)
    if is_reachable(claim, on=at.astimezone(CIVIL_ZONE).date()):
        tell_developer(claim, by=by, at=at)


def _lead_insurer(unit: Unit, *, on: date) -> Organisation:
    insurer = lead_insurers(unit.city_id, [unit.project_id], on=on).get(unit.project_id)
    if insurer is None:
        raise NoLeadInsurer(field="unit", rule=_("The claim goes to the lead insurer of the day it is filed"))
    return insurer


def _complete(draft: ClaimDraft, *, at: datetime) -> tuple[date, bool]:
    """Every question answered, and every answer still right today; returns the two answers that have no blank form."""
    for question in ("place", "defect", "description"):
        if not getattr(draft, question):
            raise _missing(question)
    if draft.noticed_on is None:
        raise _missing("noticed_on")
    if draft.is_dangerous is None:
        raise _missing("is_dangerous")
    check_answers({"description": draft.description, "noticed_on": draft.noticed_on}, at=at)
    return draft.noticed_on, draft.is_dangerous


def _missing(question: str) -> AnswerMissing:
    return AnswerMissing(field=question, rule=_("Every question but the photographs needs an answer"))


def _open_dossier(unit: Unit, *, by: Actor, at: datetime) -> Dossier:
    return open_dossier(
        kind=DossierKind.CLAIM,
        number=next_number(series=NUMBER_SERIES, by=by, at=at),
        title=unit.dossier.title,
        by=by,
        at=at,
        parent_project=unit.project.dossier,
    )


def _told(claim: Claim, photographs: list[UUID]) -> dict[str, JSONValue]:
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
