"""Writing a report step by step: each answer is kept as soon as it is given."""

from datetime import date, datetime
from typing import IO, TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.constants import LONGEST_DESCRIPTION, MOST_PHOTOGRAPHS
from claims.errors import DescriptionTooLong, DraftFiled, NoticedInFuture, NotYourHome, TooManyPhotographs
from claims.models import ClaimDraft, DraftPhotograph
from idi_platform.documents.public import Upload, discard_upload, store_upload
from idi_platform.dossiers.public import CIVIL_ZONE
from idi_platform.registry.public import Unit
from idi_platform.tenancy.public import Actor

# Whoever the contract protects holds the right to the indemnity: the owner (Insurance Law 12).
NOT_YOURS = gettext_lazy("Insurance Law, article 12")


class Answers(TypedDict, total=False):
    """What an owner may answer; absent means "as it was"."""

    place: str
    defect: str
    description: str
    noticed_on: date
    is_dangerous: bool


@transaction.atomic
def start_draft(*, unit: Unit, by: Actor, at: datetime) -> ClaimDraft:
    """The unfinished report of this person on this home, or a new one.

    NotYourHome for anybody but a present owner, or who acts for one.
    """
    if by.user_id is None or not Unit.objects.spoken_for_by(by).filter(city_id=by.tenant_id, pk=unit.pk).exists():
        raise NotYourHome(field="unit", rule=str(NOT_YOURS))
    draft, _is_new = ClaimDraft.objects.get_or_create(
        city_id=by.tenant_id, owner_id=by.user_id, unit=unit, claim=None, defaults={"started_at": at}
    )
    return draft


@transaction.atomic
def save_answers(*, draft: ClaimDraft, by: Actor, at: datetime, **answers: Unpack[Answers]) -> None:
    """Keeps the answers given. NoticedInFuture, DescriptionTooLong, DraftFiled."""
    _unfinished(draft, by=by)
    check_answers(answers, at=at)
    for name, value in answers.items():
        setattr(draft, name, value)
    draft.save(update_fields=list(answers))


def check_answers(answers: Answers, *, at: datetime) -> None:
    """What holds for an answer whether it is saved or filed. "Today" is the civil day of `at`."""
    noticed_on = answers.get("noticed_on")
    if noticed_on is not None and noticed_on > at.astimezone(CIVIL_ZONE).date():
        raise NoticedInFuture(field="noticed_on", rule=f"≤ {at.astimezone(CIVIL_ZONE).date().isoformat()}")
    if len(answers.get("description", "")) > LONGEST_DESCRIPTION:
        raise DescriptionTooLong(field="description", rule=f"≤ {LONGEST_DESCRIPTION}")


@transaction.atomic
def add_photograph(*, draft: ClaimDraft, file: IO[bytes], filename: str, by: Actor, at: datetime) -> Upload:
    """Keeps one photograph with the draft. TooManyPhotographs, DraftFiled, or a refusal of the file."""
    locked = _unfinished(draft, by=by)
    if locked.photographs.count() >= MOST_PHOTOGRAPHS:
        raise TooManyPhotographs(field="photo", rule=f"≤ {MOST_PHOTOGRAPHS}")
    upload = store_upload(dossier=None, file=file, filename=filename, by=by, at=at)
    DraftPhotograph.objects.create(city_id=by.tenant_id, draft=locked, upload=upload)
    return upload


@transaction.atomic
def remove_photograph(*, draft: ClaimDraft, upload: Upload, by: Actor) -> None:
    """Takes a photograph out of an unfinished draft, for good."""
    _unfinished(draft, by=by)
    if DraftPhotograph.objects.filter(city_id=by.tenant_id, draft=draft, upload=upload).exists():
        discard_upload(upload=upload, by=by)


def _unfinished(draft: ClaimDraft, *, by: Actor) -> ClaimDraft:
    """The draft, locked: a report that is being sent is not changed under the sender's hands."""
    locked = ClaimDraft.objects.visible_to(by).select_for_update().filter(pk=draft.pk, claim=None).first()
    if locked is None:
        raise DraftFiled(field="draft", rule=_("One report is one claim"))
    return locked
