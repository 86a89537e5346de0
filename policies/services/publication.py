"""Publishing a version: with the date that its text prints, or with the one an officer enters and proves."""

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from idi_platform.tenancy.public import Actor, DomainError
from policies.constants import Certainty, VersionStatus
from policies.errors import UnknownVersion
from policies.models import InstrumentVersion

_NO_OVERLAP = "policies_version_no_overlap"


class AlreadyPublished(DomainError):
    code = "already_published"
    message = _("This version is published; its dates can no longer be changed.")


class EvidenceMissing(DomainError):
    code = "evidence_missing"
    message = _("State the evidence for the date and who confirms it.")


class DateOutsideBounds(DomainError):
    """The date contradicts what the text itself shows."""

    code = "date_outside_bounds"
    message = _("The date lies outside what the text allows.")


class OverlappingVersion(DomainError):
    code = "overlapping_version"
    message = _("Another published version of this instrument covers some of these days.")


@transaction.atomic
def confirm_validity(
    *,
    version_code: str,
    valid_from: date,
    evidence: str,
    officer: str,
    by: Actor,
    at: datetime,
    last_day: date | None = None,
) -> InstrumentVersion:
    """Publishes a version that prints no date, with the date an officer enters and proves: certainty *inferred*.

    Raises UnknownVersion, AlreadyPublished, EvidenceMissing, DateOutsideBounds, OverlappingVersion. Runs as idi_owner.
    """
    version = InstrumentVersion.objects.select_for_update().filter(code=version_code).first()
    if version is None:
        raise UnknownVersion(field="version")
    if version.status == VersionStatus.PUBLISHED:
        raise AlreadyPublished(field="version", rule=version_code)
    if not evidence.strip() or not officer.strip():
        raise EvidenceMissing(field="evidence", rule=version_code)
    _check_bounds(version, valid_from, last_day)
    version.certainty = Certainty.INFERRED
    version.evidence = evidence.strip()
    version.confirmed_by = officer.strip()
    version.confirmed_by_id = by.user_id
    version.confirmed_at = at
    return _publish(version, valid_from, last_day, at)


@transaction.atomic
def publish_printed(
    *, version: InstrumentVersion, valid_from: date, last_day: date | None, at: datetime
) -> InstrumentVersion:
    """Publishes a version with the validity that its own text prints. Raises OverlappingVersion."""
    version.certainty = Certainty.EXACT
    return _publish(version, valid_from, last_day, at)


@transaction.atomic
def publish_correction(*, version: InstrumentVersion, last_day: date | None, at: datetime) -> None:
    """Publishes a further revision of a published version; `last_day` closes an open end."""
    if last_day is not None and version.last_day is None:
        version.validity = (version.valid_from, last_day + timedelta(days=1))
        version.save(update_fields=["validity"])
    _publish_revision(version, at)


def is_overlap(refused: IntegrityError) -> bool:
    """Whether the database refused two published versions of one instrument on the same day."""
    return _NO_OVERLAP in str(refused)


def _check_bounds(version: InstrumentVersion, valid_from: date, last_day: date | None) -> None:
    is_early = version.not_before is not None and valid_from < version.not_before
    is_late = version.not_after is not None and valid_from > version.not_after
    if is_early or is_late:
        raise DateOutsideBounds(field="valid_from", rule=version.validity_basis)
    if last_day is not None and last_day < valid_from:
        raise DateOutsideBounds(field="last_day", rule=version.validity_basis)


def _publish(version: InstrumentVersion, valid_from: date, last_day: date | None, at: datetime) -> InstrumentVersion:
    version.validity = (valid_from, last_day + timedelta(days=1) if last_day else None)
    version.status = VersionStatus.PUBLISHED
    version.published_at = at
    try:
        with transaction.atomic():
            version.save(
                update_fields=[
                    "validity",
                    "certainty",
                    "status",
                    "evidence",
                    "confirmed_by",
                    "confirmed_by_id",
                    "confirmed_at",
                    "published_at",
                ]
            )
    except IntegrityError as refused:
        if not is_overlap(refused):
            raise
        raise OverlappingVersion(field="valid_from", rule=version.code) from refused
    _publish_revision(version, at)
    version.refresh_from_db(fields=["validity"])
    return version


def _publish_revision(version: InstrumentVersion, at: datetime) -> None:
    version.revisions.filter(published_at=None).update(published_at=at)
