"""The determination (核定): an adjuster makes it; what denies in whole or part is approved by somebody else first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from claims.clauses import CitedClause
from claims.constants import ADVANCE_DUTY, DENYING, DETERMINATION_DUTIES, ClaimEvent, Result
from claims.duties import start_terms
from claims.errors import (
    CoveredPartMissing,
    DenialIncomplete,
    DeterminedAlready,
    NotAllowedInState,
)
from claims.lifecycle import ClaimAction, Transition, move
from claims.models import Claim, Determination, DeterminationEvidence
from claims.news import record_step
from idi_platform.deadlines.public import PauseCause, cancel, meet, resume
from idi_platform.documents.public import Upload
from idi_platform.tenancy.public import Actor, require_another_person
from idi_platform.ui.public import moment_words

from .documents import complete
from .moments import required_words


@dataclass(frozen=True, slots=True)
class Finding:
    """What the adjuster decides. The last five are for what denies; `evidence` are files of the claim."""

    result: Result
    words: str
    covered_part: str = ""
    denied_part: str = ""
    reasons: str = ""
    clause: CitedClause | None = None
    evidence: Sequence[UUID] = ()


@transaction.atomic
def determine(*, claim: Claim, finding: Finding, by: Actor, at: datetime) -> Determination:
    """Writes the claim's one determination. Covered: made at once. Otherwise it waits for a second person's approval.

    Raises:
        ReasonMissing, CoveredPartMissing, DenialIncomplete, DeterminedAlready, NotYourStep, NotAllowedInState.
    """
    words = required_words(finding.words, field="words")
    is_denying = finding.result in DENYING
    if is_denying:
        _check_denial(claim, finding, by=by)
    action = ClaimAction.PROPOSE_DENIAL if is_denying else ClaimAction.DETERMINE
    way = _moved(claim, action, by=by)
    clause = finding.clause if is_denying else None
    determination = Determination.objects.create(
        city_id=by.tenant_id,
        claim=claim,
        result=finding.result,
        words=words,
        covered_part=finding.covered_part.strip() if is_denying else "",
        denied_part=finding.denied_part.strip() if is_denying else "",
        reasons=finding.reasons.strip() if is_denying else "",
        clause_rule=clause.rule if clause else "",
        clause_instrument=clause.instrument if clause else "",
        clause_article=clause.article if clause else "",
        clause_quote=clause.quote if clause else "",
        prepared_by_id=by.person_id,
        prepared_at=at,
    )
    DeterminationEvidence.objects.bulk_create(
        DeterminationEvidence(city_id=by.tenant_id, determination=determination, upload_id=upload)
        for upload in dict.fromkeys(finding.evidence if is_denying else ())
    )
    if is_denying:
        record_step(claim, code=way.event, by=by, at=at, payload={"determination": str(determination.pk)})
    else:
        _make(claim, determination, by=by, at=at)
    return determination


@transaction.atomic
def approve(*, claim: Claim, reason: str, by: Actor, at: datetime) -> Determination:
    """Makes the submitted determination; its terms end and begin now. SamePerson for whoever prepared it."""
    kept = required_words(reason, field="reason")
    move(claim, ClaimAction.APPROVE, by=by)
    determination = _submitted(claim, by=by)
    determination.approved_by_id = by.person_id
    determination.approval_reason = kept
    determination.save(update_fields=["approved_by", "approval_reason"])
    _make(claim, determination, by=by, at=at)
    return determination


@transaction.atomic
def send_back(*, claim: Claim, reason: str, by: Actor, at: datetime) -> Determination:
    """Sends the submitted determination back to the adjuster; its terms run on. SamePerson as in approve()."""
    kept = required_words(reason, field="reason")
    way = move(claim, ClaimAction.RETURN, by=by)
    determination = _submitted(claim, by=by)
    determination.returned_by_id, determination.returned_at, determination.return_reason = by.person_id, at, kept
    determination.save(update_fields=["returned_by", "returned_at", "return_reason"])
    record_step(claim, code=way.event, by=by, at=at, payload={"determination": str(determination.pk)})
    return determination


def _check_denial(claim: Claim, finding: Finding, *, by: Actor) -> None:
    """A denial cannot be written without reasons, clause and evidence; a part of one not without saying which."""
    if finding.result == Result.PARTLY:
        for field in ("covered_part", "denied_part"):
            if not getattr(finding, field).strip():
                raise CoveredPartMissing(field=field, rule=_("Partly covered"))
    law = _("Insurance Law, article 24")
    if not finding.reasons.strip():
        raise DenialIncomplete(field="reasons", rule=law)
    if finding.clause is None:
        raise DenialIncomplete(field="clause", rule=law)
    evidence = set(finding.evidence)
    known = Upload.objects.visible_to(by).filter(dossier_id=claim.pk, pk__in=evidence).count()
    if not evidence or known != len(evidence):
        raise DenialIncomplete(field="evidence", rule=law)


def _moved(claim: Claim, action: ClaimAction, *, by: Actor) -> Transition:
    """The move; of two adjusters the second is told who was first, and when."""
    try:
        with transaction.atomic():
            return move(claim, action, by=by)
    except NotAllowedInState:
        written = Determination.objects.visible_to(by).standing().filter(claim=claim).select_related("prepared_by")
        if (first := written.first()) is None:
            raise
        raise DeterminedAlready(who=first.prepared_by.full_name, when=moment_words(first.prepared_at)) from None


def _submitted(claim: Claim, *, by: Actor) -> Determination:
    """The determination that waits, its claim's row locked by the move. SamePerson when `by` prepared it."""
    determination = Determination.objects.visible_to(by).standing().get(claim=claim)
    require_another_person(by, determination.prepared_by_id)
    return determination


def _make(claim: Claim, determination: Determination, *, by: Actor, at: datetime) -> None:
    """The moment of determination: its term is met, those that count from it begin."""
    determination.determined_at = at
    determination.save(update_fields=["determined_at"])
    resume(dossier=claim.dossier, cause=PauseCause.DOCUMENTS_REQUESTED, to_at=at, by=by, at=at)
    if determination.result == Result.NOT_COVERED:
        cancel(dossier=claim.dossier, duties=(ADVANCE_DUTY,), reason=_("Nothing is to be paid"), by=by, at=at)
    elif not Claim.objects.filter(city_id=by.tenant_id, pk=claim.pk, documents_complete_at__isnull=False).exists():
        # Who can decide that it is covered has all the proof that is needed.
        complete(claim, by=by, at=at)
    for duty in DETERMINATION_DUTIES:
        meet(dossier=claim.dossier, duty=duty, by=by, at=at)
    event = record_step(
        claim,
        code=ClaimEvent.DETERMINED,
        by=by,
        at=at,
        payload={
            "determination": str(determination.pk),
            "result": determination.result,
            "words": determination.words,
        },
    )
    start_terms(claim, event, by=by, facts={"determination": determination.result})
