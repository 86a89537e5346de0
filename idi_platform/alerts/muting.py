"""Muting a case for oneself, for a time and with a reason."""

from datetime import datetime, timedelta

from django.db import transaction

from idi_platform.audit.public import record_platform
from idi_platform.dossiers.public import Dossier
from idi_platform.tenancy.public import Actor

from .models import Mute

# Ours, not the law's: longer silence is a matter for the channel's wishes.
LONGEST_MUTE = timedelta(days=92)


@transaction.atomic
def mute_case(*, dossier: Dossier, reason: str, until: datetime, by: Actor, at: datetime) -> Mute:
    """Nothing about the case leaves for the person until then; a second mute replaces the first. Real time."""
    mute, _is_new = Mute.objects.update_or_create(
        city_id=by.tenant_id,
        user_id=by.person_id,
        dossier=dossier,
        defaults={"reason": reason.strip(), "since": at, "until": until},
    )
    _record("case_muted", mute, by=by, at=at)
    return mute


@transaction.atomic
def unmute_case(*, mute: Mute, by: Actor, at: datetime) -> None:
    """Ends it now."""
    _record("case_unmuted", mute, by=by, at=at)
    Mute.objects.filter(city_id=mute.city_id, pk=mute.pk).delete()


def _record(code: str, mute: Mute, *, by: Actor, at: datetime) -> None:
    record_platform(
        code=code,
        subject="dossiers.dossier",
        subject_id=mute.dossier_id,
        by=by,
        at=at,
        payload={"until": mute.until.isoformat()},
    )
