"""Publishing what another person checked: the draft becomes rows in the transaction that decides on it.

Runs as idi_app; triggers admit only what a published draft of two people says (ADR 0034).
"""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from idi_platform.tenancy.public import Actor, unless_taken, uuid7
from policies.constants import Certainty, RuleDraftState, VersionStatus
from policies.errors import DraftOvertaken
from policies.models import Instrument, InstrumentVersion, Revision, RuleDraft
from policies.rules.pack import Pack

from .checking import Checked, check_draft, first_day_after, predecessor_of
from .drafting import check_second_person, move_draft, record_draft
from .projection import instrument_values, version_values, write_contents
from .publication import OverlappingVersion, is_overlap


@transaction.atomic
def publish_draft(*, draft_id: UUID, by: Actor, at: datetime) -> Revision:
    """Publishes a draft in review; new projects are governed from its first day on. `at` is real time.

    Raises:
        WholeCityOnly, SamePerson, MovedOn, DraftOvertaken, PackError, OverlappingVersion: nothing is
        changed then.
    """
    draft = RuleDraft.objects.visible_to(by).get(pk=draft_id)
    check_second_person(draft, by)
    move_draft(draft, RuleDraftState.IN_REVIEW, RuleDraftState.PUBLISHED, decided_by_id=by.person_id, decided_at=at)
    checked = check_draft(draft)
    try:
        with unless_taken(DraftOvertaken()):
            revision = _write(checked, at=at)
    except IntegrityError as refused:
        if not is_overlap(refused):
            raise
        raise OverlappingVersion(field="version.validity.from", rule=checked.pack.code) from refused
    record_draft("rule_draft_published", draft, by=by, at=at)
    return revision


def _write(checked: Checked, *, at: datetime) -> Revision:
    pack = checked.pack
    version = checked.corrects or _new_version(pack, at=at)
    if checked.corrects and pack.last_day and version.last_day is None:
        _close(version, pack, until_start=False)
    revision_id = uuid7()
    write_contents(revision_id, pack)
    return Revision.objects.create(
        pk=revision_id,
        version=version,
        number=pack.revision,
        pack_hash=pack.pack_hash,
        known_from=at,
        published_at=at,
        parents_not_loaded=pack.version.get("parents_not_loaded", []),
    )


def _new_version(pack: Pack, *, at: datetime) -> InstrumentVersion:
    """The version, beginning where its predecessor of open end ends."""
    code = pack.instrument["code"]
    instrument = Instrument.objects.filter(code=code).first()
    if instrument is None:
        instrument = Instrument.objects.create(code=code, **instrument_values(pack))
    before = predecessor_of(pack)
    if before is not None:
        _close(before, pack, until_start=True)
    version = InstrumentVersion.objects.create(
        instrument=instrument,
        code=pack.code,
        validity=(pack.valid_from, first_day_after(pack)),
        certainty=Certainty.EXACT,
        status=VersionStatus.PUBLISHED,
        published_at=at,
        **version_values(pack),
    )
    version.refresh_from_db(fields=["validity"])
    return version


def _close(version: InstrumentVersion, pack: Pack, *, until_start: bool) -> None:
    """Closes the open end: where the new text begins, or on the last day that the correction names."""
    end = pack.valid_from if until_start else first_day_after(pack)
    version.validity = (version.valid_from, end)
    version.save(update_fields=["validity"])
