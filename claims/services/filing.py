"""Filing a claim: the application (索赔申请) that starts the insurer's duties."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from claims.errors import AnswerMissing, ConsentMissing, DraftFiled, NotYourHome
from claims.letters import issue_receipt
from claims.models import Claim, ClaimDraft
from idi_platform.dossiers.public import CIVIL_ZONE
from idi_platform.outbox.public import run_once
from idi_platform.registry.public import authority_for, owns
from idi_platform.tenancy.public import Actor

from .drafting import NOT_YOURS, check_answers
from .opening import Report, lead_insurer, open_claim


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
    authority = authority_for(by, draft.unit_id) if draft and not owns(by, draft.unit_id) else None
    if draft is None or not (authority or owns(by, draft.unit_id)):
        raise NotYourHome(field="unit", rule=str(NOT_YOURS))
    if draft.claim_id is not None:
        raise DraftFiled(field="draft", rule=_("One report is one claim"))
    lead_insurer(draft.unit, on=at.astimezone(CIVIL_ZONE).date())
    noticed_on, is_dangerous = _complete(draft, at=at)
    if consented_at is None:
        raise ConsentMissing(field="consent", rule=_("Personal Information Protection Law, article 13"))
    report = Report(
        unit=draft.unit,
        # In the name of whoever gave the authority; of common parts, of who acts for all owners.
        claimant_id=(authority and authority.given_by_id) or draft.owner_id,
        authority=authority,
        place=draft.place,
        defect=draft.defect,
        description=draft.description,
        noticed_on=noticed_on,
        is_dangerous=is_dangerous,
        reported_at=at,
        applied_at=at,
        consented_at=consented_at,
        photographs=list(draft.photographs.values_list("upload_id", flat=True)),
    )
    claim = open_claim(report, by=by, at=at)
    # The claim has the words now; a second copy would outlive its retention.
    draft.claim, draft.description = claim, ""
    draft.save(update_fields=["claim", "description"])
    issue_receipt(claim, by=by, at=at)
    return claim


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
