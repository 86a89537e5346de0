"""Writing drafts of rules: started, saved as typed, taken over, reviewed, sent back, withdrawn; by real time."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from idi_platform.accounts.public import require_whole_city
from idi_platform.audit.public import JSONValue, record_platform
from idi_platform.tenancy.public import Actor, MovedOn, require_another_person, require_asker
from policies.constants import RuleDraftState
from policies.errors import DraftMoved, NoteMissing
from policies.models import Revision, RuleDraft
from policies.rules.errors import PackError

from .checking import check_draft, first_day_after, read_draft

SUBJECT = "policies.RuleDraft"


@dataclass(frozen=True, slots=True)
class DraftTexts:
    """What the author types."""

    pack: str
    source: str


@transaction.atomic
def start_draft(*, name: str, base: Revision | None, texts: DraftTexts, by: Actor, at: datetime) -> RuleDraft:
    """A draft that begins with these texts, broken or not. WholeCityOnly."""
    require_whole_city(by)
    draft = RuleDraft(
        city_id=by.tenant_id,
        name=name,
        base=base,
        pack_text=texts.pack,
        source_text=texts.source,
        author_id=by.person_id,
        created_at=at,
        changed_at=at,
    )
    _read_codes(draft)
    draft.save(force_insert=True)
    record_draft("rule_draft_started", draft, by=by, at=at)
    return draft


@transaction.atomic
def save_draft(*, draft_id: UUID, edition: int, texts: DraftTexts, by: Actor, at: datetime) -> RuleDraft:
    """Keeps what was typed, broken or not, as the next edition. NotTheAsker, MovedOn, DraftMoved."""
    draft = _own(draft_id, by)
    draft.pack_text, draft.source_text = texts.pack, texts.source
    draft.edition, draft.changed_at = edition + 1, at
    _read_codes(draft)
    columns = ("pack_text", "source_text", "edition", "changed_at", *_CODES)
    standing = RuleDraft.objects.filter(city_id=by.tenant_id, pk=draft_id, state=RuleDraftState.DRAFT)
    if not standing.filter(edition=edition).update(**{name: getattr(draft, name) for name in columns}):
        raise DraftMoved if standing.exists() else MovedOn
    record_draft("rule_draft_saved", draft, by=by, at=at)
    return draft


@transaction.atomic
def submit_draft(*, draft_id: UUID, by: Actor, at: datetime) -> RuleDraft:
    """Puts a whole draft up for another officer's check. NotTheAsker, MovedOn, PackError."""
    draft = _own(draft_id, by)
    check_draft(draft)
    move_draft(draft, RuleDraftState.DRAFT, RuleDraftState.IN_REVIEW, submitted_at=at, note="")
    record_draft("rule_draft_submitted", draft, by=by, at=at)
    return draft


@transaction.atomic
def send_back_draft(*, draft_id: UUID, note: str, by: Actor, at: datetime) -> RuleDraft:
    """Gives a draft in review back to its author, saying why. NoteMissing, SamePerson, MovedOn."""
    draft = RuleDraft.objects.visible_to(by).get(pk=draft_id)
    check_second_person(draft, by)
    if not note.strip():
        raise NoteMissing(field="note")
    move_draft(
        draft,
        RuleDraftState.IN_REVIEW,
        RuleDraftState.DRAFT,
        note=note.strip(),
        decided_by_id=by.person_id,
        decided_at=at,
    )
    record_draft("rule_draft_sent_back", draft, by=by, at=at)
    return draft


@transaction.atomic
def withdraw_draft(*, draft_id: UUID, by: Actor, at: datetime) -> RuleDraft:
    """Gives a draft up for good, from writing or from review. NotTheAsker, MovedOn."""
    draft = _own(draft_id, by)
    move_draft(draft, draft.state, RuleDraftState.WITHDRAWN, changed_at=at)
    record_draft("rule_draft_withdrawn", draft, by=by, at=at)
    return draft


@transaction.atomic
def take_over_draft(*, draft_id: UUID, reason: str, by: Actor, at: datetime) -> RuleDraft:
    """Makes another officer the author of a draft being written, its author being absent; neither may check it then.

    Raises WholeCityOnly, NoteMissing without a reason, MovedOn (also of one's own).
    """
    draft = RuleDraft.objects.visible_to(by).get(pk=draft_id)
    require_whole_city(by)
    if not reason.strip():
        raise NoteMissing(field="note")
    if draft.author_id == by.person_id:
        raise MovedOn
    former = [*draft.former_authors, str(draft.author_id)]
    own = RuleDraft.objects.filter(author_id=draft.author_id, city_id=by.tenant_id, pk=draft_id, edition=draft.edition)
    if not own.filter(state=RuleDraftState.DRAFT).update(author_id=by.person_id, former_authors=former, changed_at=at):
        raise MovedOn
    draft.refresh_from_db()
    payload: dict[str, JSONValue] = {"from": former[-1], "reason": reason.strip(), "edition": draft.edition}
    record_platform(code="rule_draft_taken_over", subject=SUBJECT, subject_id=draft.pk, by=by, at=at, payload=payload)
    return draft


def check_second_person(draft: RuleDraft, by: Actor) -> None:
    """Neither who writes it nor who wrote it before. WholeCityOnly, SamePerson."""
    require_whole_city(by)
    require_another_person(by, draft.author_id, *map(UUID, draft.former_authors))


def move_draft(draft: RuleDraft, state: str, to: str, **columns: Any) -> None:
    """Compare and swap: whoever comes second is refused. MovedOn."""
    standing = RuleDraft.objects.filter(city_id=draft.city_id, pk=draft.pk, state=state)
    is_open = state in (RuleDraftState.DRAFT, RuleDraftState.IN_REVIEW)
    if not is_open or not standing.filter(edition=draft.edition).update(state=to, **columns):
        raise MovedOn
    draft.refresh_from_db()


def record_draft(code: str, draft: RuleDraft, *, by: Actor, at: datetime) -> None:
    """What was done to which edition, in codes."""
    payload: dict[str, JSONValue] = {
        "edition": draft.edition,
        "version": draft.version_code,
        "revision": draft.revision,
        "pack_hash": draft.pack_hash,
    }
    record_platform(code=code, subject=SUBJECT, subject_id=draft.pk, by=by, at=at, payload=payload)


def _own(draft_id: UUID, by: Actor) -> RuleDraft:
    draft = RuleDraft.objects.visible_to(by).get(pk=draft_id)
    require_whole_city(by)
    require_asker(by, draft.author_id)
    return draft


_CODES = ("instrument_code", "version_code", "revision", "valid_from", "valid_to", "pack_hash")


def _read_codes(draft: RuleDraft) -> None:
    """Codes and days as the text says them; they stay as they were while it cannot be read, without a hash."""
    try:
        _tree, pack = read_draft(draft.pack_text, draft.source_text)
    except PackError:
        draft.pack_hash = ""
        return
    draft.instrument_code, draft.version_code = pack.instrument["code"], pack.code
    draft.revision, draft.pack_hash = pack.revision, pack.pack_hash
    draft.valid_from, draft.valid_to = pack.valid_from, first_day_after(pack)
