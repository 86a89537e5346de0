"""Answering a finding: words and a before/after pair, kept step by step until they are sent."""

from datetime import datetime
from typing import IO
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from idi_platform.audit.public import record
from idi_platform.documents.public import Upload, attach_uploads, discard_upload, store_upload
from idi_platform.tenancy.public import Actor
from riskmgmt.constants import LONGEST_WORDS, MOST_PHOTOGRAPHS, PhotographKind
from riskmgmt.errors import (
    AnswerIncomplete,
    AnswerSent,
    NotAllowedInState,
    NotYourStep,
    TooManyPhotographs,
    TooManyWords,
)
from riskmgmt.lifecycle import TRANSITIONS, FindingAction, may_take, move
from riskmgmt.models import Finding, FindingPhotograph, Rectification
from riskmgmt.news import announce


@transaction.atomic
def start_answer(*, finding: Finding, by: Actor, at: datetime) -> Rectification:
    """This person's unsent answer to the finding, or a new one. NotYourStep for anybody but the responsible body."""
    if by.organisation_id is None or not may_take(FindingAction.ANSWER, finding=finding, actor=by, at=at):
        raise NotYourStep(rule=str(FindingAction.ANSWER.label))
    if finding.state not in TRANSITIONS[FindingAction.ANSWER].sources:
        raise NotAllowedInState(rule=str(FindingAction.ANSWER.label))
    answer, _is_new = Rectification.objects.get_or_create(
        city_id=by.tenant_id,
        finding=finding,
        started_by_id=by.person_id,
        answered_at=None,
        defaults={"organisation_id": by.organisation_id},
    )
    return answer


@transaction.atomic
def save_answer(*, answer: Rectification, words: str, by: Actor) -> None:
    """Keeps the words of an unsent answer. AnswerSent."""
    locked = _unsent(answer, by=by)
    locked.words = words
    locked.save(update_fields=["words"])


@transaction.atomic
def add_words(*, answer: Rectification, words: str, by: Actor) -> None:
    """Adds a paragraph to an unsent answer, below what stands there now. AnswerSent, TooManyWords."""
    locked = _unsent(answer, by=by)
    locked.words = "\n".join(filter(None, [locked.words, words]))
    if len(locked.words) > LONGEST_WORDS:
        raise TooManyWords(field="words", rule=f"≤ {LONGEST_WORDS}")
    locked.save(update_fields=["words"])


@transaction.atomic
def add_answer_photograph(
    *, answer: Rectification, kind: PhotographKind, file: IO[bytes], filename: str, by: Actor, at: datetime
) -> Upload:
    """Keeps one photograph of before or after. TooManyPhotographs, AnswerSent, or a refusal of the file."""
    locked = _unsent(answer, by=by)
    if locked.photographs.count() >= MOST_PHOTOGRAPHS:
        raise TooManyPhotographs(field=kind, rule=f"≤ {MOST_PHOTOGRAPHS}")
    upload = store_upload(dossier=None, file=file, filename=filename, by=by, at=at)
    FindingPhotograph.objects.create(
        city_id=by.tenant_id, finding_id=locked.finding_id, rectification=locked, upload=upload, kind=kind
    )
    return upload


@transaction.atomic
def remove_answer_photograph(*, answer: Rectification, upload_id: UUID, by: Actor) -> None:
    """Takes a photograph out of an unsent answer, for good. Nothing for a photograph of another answer."""
    locked = _unsent(answer, by=by)
    photograph = locked.photographs.filter(upload_id=upload_id).select_related("upload").first()
    if photograph is not None:
        discard_upload(upload=photograph.upload, by=by)


@transaction.atomic
def answer_finding(*, answer: Rectification, by: Actor, at: datetime) -> Rectification:
    """Sends the answer: the finding waits for the inspection service from now on. Of two answers at once one wins.

    Raises:
        AnswerIncomplete, AnswerSent, NotYourStep, NotAllowedInState.
    """
    locked = _unsent(answer, by=by)
    kinds = set(locked.photographs.values_list("kind", flat=True))
    missing = [kind for kind in (PhotographKind.BEFORE, PhotographKind.AFTER) if kind not in kinds]
    if not locked.words.strip():
        raise AnswerIncomplete(field="words")
    if missing:
        raise AnswerIncomplete(field=missing[0], rule=str(missing[0].label))
    finding = locked.finding
    way = move(finding, FindingAction.ANSWER, by=by, at=at)
    rounds = Rectification.objects.filter(city_id=by.tenant_id, finding=finding)
    locked.round = (rounds.aggregate(last=Max("round"))["last"] or 0) + 1
    locked.answered_by_id, locked.answered_at = by.person_id, at
    locked.save(update_fields=["round", "answered_by", "answered_at"])
    uploads = list(locked.photographs.values_list("upload_id", flat=True))
    attach_uploads(upload_ids=uploads, dossier=finding.project.dossier, by=by)
    event = record(
        dossier_id=finding.project_id,
        code=way.event,
        by=by,
        at=at,
        payload={"finding": str(finding.pk), "reference": finding.reference, "round": locked.round},
    )
    announce(event, by=by, at=at)
    return locked


def _unsent(answer: Rectification, *, by: Actor) -> Rectification:
    """The answer, locked, while it is a draft of this person whose finding they may still see."""
    visible = Rectification.objects.visible_to(by).unsent().filter(started_by_id=by.user_id)
    locked = (
        Rectification.objects.select_related("finding__project__dossier")
        .select_for_update(of=("self",))
        .filter(city_id=by.tenant_id, pk__in=visible.filter(pk=answer.pk).values("pk"), answered_at=None)
        .first()
    )
    if locked is None:
        raise AnswerSent(field="answer")
    return locked
