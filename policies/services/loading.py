"""Packs into rows: idempotent, all or nothing. Runs as idi_owner: others add rules by publishing a draft alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from idi_platform.tenancy.public import DomainError
from policies.constants import VersionStatus
from policies.models import InstrumentVersion, Reading, Revision, RevisionText, Rule
from policies.rules.pack import Pack, read_packs
from policies.rules.readings import READINGS_FILE, ReadingText, readings
from policies.rules.realisation import check_register
from policies.rules.vocabulary import PACKS

from .projection import (
    changed_keys,
    clear_contents,
    differences,
    write_contents,
    write_instrument,
    write_readings,
    write_revision,
    write_text,
    write_version,
)
from .publication import publish_correction, publish_printed


class PublishedPackChanged(DomainError):
    """A published revision is never rewritten: running clocks rest on it."""

    code = "published_pack_changed"
    message = _("This version is published and cannot be changed; a correction is a further revision.")


class CorrectionMovesValidity(DomainError):
    """A correction says better what a text says; days and anchor of its validity are another version's."""

    code = "correction_moves_validity"
    message = _("A correction may close an open end, and change nothing else of the validity.")


class PublishedReadingChanged(DomainError):
    """A reading that a published version uses is never rewritten: its explanations show it. Names file, key, rule."""

    code = "published_reading_changed"
    message = _("A published version uses this reading, so it cannot be changed; enter the change as a new reading.")


@dataclass(frozen=True, slots=True)
class PackChange:
    """What loading a pack does: nothing, or the lines of its difference."""

    code: str
    revision: int
    pack_hash: str
    is_new: bool
    lines: tuple[str, ...]

    @property
    def is_unchanged(self) -> bool:
        return not self.is_new and not self.lines


def plan_loading(*, folder: Path = PACKS) -> list[tuple[Pack, PackChange]]:
    """Reads and checks every pack and compares it with the rows; writes nothing.

    Raises PackError, PublishedPackChanged, PublishedReadingChanged.
    """
    _refuse_changed_readings(readings(folder).values())
    packs = read_packs(folder)
    check_register(packs, folder)
    return [(pack, _change(pack)) for pack in packs]


@transaction.atomic
def load_regimes(*, at: datetime, folder: Path = PACKS) -> list[PackChange]:
    """Brings the rows up to the packs and publishes versions whose text prints its date. An error changes nothing."""
    planned = plan_loading(folder=folder)
    write_readings(readings(folder).values())
    for pack, change in planned:
        if change.is_unchanged:
            _fill_text(pack)
        else:
            _project(pack, at=at)
    return [change for _pack, change in planned]


def _project(pack: Pack, *, at: datetime) -> None:
    published = _published(pack)
    version = published or write_version(pack, write_instrument(pack))
    revision = write_revision(pack, version, at=at)
    clear_contents(revision)
    write_contents(revision.pk, pack)
    if published is not None:
        publish_correction(version=published, last_day=pack.last_day, at=at)
    elif pack.valid_from is not None:
        publish_printed(version=version, valid_from=pack.valid_from, last_day=pack.last_day, at=at)


def _fill_text(pack: Pack) -> None:
    """The text of a revision that was loaded before texts were kept."""
    revision = Revision.objects.get(pack_hash=pack.pack_hash)
    if not RevisionText.objects.filter(revision=revision).exists():
        write_text(revision.pk, pack)


def _published(pack: Pack) -> InstrumentVersion | None:
    return InstrumentVersion.objects.filter(code=pack.code, status=VersionStatus.PUBLISHED).first()


def _refuse_changed_readings(texts: Iterable[ReadingText]) -> None:
    rows = Reading.objects.in_bulk()
    for text in texts:
        changed = changed_keys(rows[text.code], text) if text.code in rows else []
        user = _published_user(text.code) if changed else None
        if user is not None:
            key = f"{READINGS_FILE}: readings.{text.code}.{changed[0]}"
            raise PublishedReadingChanged(field=key, rule=f"{user.code} ({user.revision.version.code})")


def _published_user(reading: str) -> Rule | None:
    """The first rule of a published version that rests on the reading."""
    used = Rule.objects.filter(readings__contains=[reading], revision__version__status=VersionStatus.PUBLISHED)
    return used.select_related("revision__version").order_by("code").first()


def _change(pack: Pack) -> PackChange:
    loaded = Revision.objects.filter(version__code=pack.code).order_by("-number")
    newest = loaded.first()
    # Behind it there may be corrections that were published from drafts.
    if loaded.filter(number=pack.revision, pack_hash=pack.pack_hash).exists():
        return PackChange(pack.code, pack.revision, pack.pack_hash, is_new=False, lines=())
    published = _published(pack)
    if published and newest:
        _check_correction(pack, published, newest)
    lines = differences(newest, pack) or [f"~ {pack.code}"]
    return PackChange(pack.code, pack.revision, pack.pack_hash, is_new=newest is None, lines=tuple(lines))


def _check_correction(pack: Pack, version: InstrumentVersion, newest: Revision) -> None:
    if pack.revision != newest.number + 1:
        raise PublishedPackChanged(field=pack.code, rule="; ".join(differences(newest, pack)[:5]) or None)
    is_same_start = pack.valid_from in (None, version.valid_from)
    is_same_end = version.last_day in (None, pack.last_day) or pack.valid_from is None
    if not is_same_start or not is_same_end or pack.version["applicability_anchor"] != version.applicability_anchor:
        raise CorrectionMovesValidity(field=f"{pack.code}: version.validity")
