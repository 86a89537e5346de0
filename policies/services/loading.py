"""Packs into rows: idempotent, all or nothing. Runs as idi_owner: published rules are read-only to the others."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from idi_platform.tenancy.public import DomainError
from policies.constants import VersionStatus
from policies.models import InstrumentVersion, Revision
from policies.rules.pack import Pack, read_packs
from policies.rules.vocabulary import PACKS, readings

from .projection import (
    differences,
    write_contents,
    write_instrument,
    write_readings,
    write_revision,
    write_version,
)
from .publication import publish_printed


class PublishedPackChanged(DomainError):
    """A published version is never rewritten: running clocks rest on it."""

    code = "published_pack_changed"
    message = _("This version is published and cannot be changed; a correction is a further revision.")


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
    """Reads and checks every pack and compares it with the rows; writes nothing. PackError, PublishedPackChanged."""
    return [(pack, _change(pack)) for pack in read_packs(folder)]


@transaction.atomic
def load_regimes(*, at: datetime, folder: Path = PACKS) -> list[PackChange]:
    """Brings the rows up to the packs and publishes versions whose text prints its date. An error changes nothing."""
    planned = plan_loading(folder=folder)
    write_readings(readings().values())
    for pack, change in planned:
        if not change.is_unchanged:
            _project(pack, at=at)
    return [change for _pack, change in planned]


def _project(pack: Pack, *, at: datetime) -> None:
    version = write_version(pack, write_instrument(pack))
    write_contents(write_revision(pack, version, at=at), pack)
    if pack.valid_from is not None:
        publish_printed(version=version, valid_from=pack.valid_from, last_day=pack.last_day, at=at)


def _change(pack: Pack) -> PackChange:
    revision = Revision.objects.filter(version__code=pack.code, number=pack.revision).first()
    if revision and revision.pack_hash == pack.pack_hash:
        return PackChange(pack.code, pack.revision, pack.pack_hash, is_new=False, lines=())
    if InstrumentVersion.objects.filter(code=pack.code, status=VersionStatus.PUBLISHED).exists():
        raise PublishedPackChanged(field=pack.code, rule="; ".join(differences(revision, pack)[:5]) or None)
    lines = differences(revision, pack) or [f"~ {pack.code}"]
    return PackChange(pack.code, pack.revision, pack.pack_hash, is_new=revision is None, lines=tuple(lines))
