"""The clock and the verifier at work on a committed database."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from idi_platform.audit.models import Event, Seal
from idi_platform.audit.public import record
from idi_platform.audit.sealing import seal
from idi_platform.audit.verifying import Fault, verify_chain
from idi_platform.tenancy.public import acting_as
from tests.threads import connected
from tests.world import CityWorld


def sealed(database: str, *, at: datetime | None = None) -> int:
    """What the clock seals now."""
    with connected(database, "idi_clock"):
        return seal(at=at or timezone.now())


def happened(city: CityWorld, code: str) -> Event:
    """An event on record, committed."""
    with acting_as(city.adjuster.actor()) as by, transaction.atomic():
        return record(
            dossier_id=city.unit.pk, code=code, by=by, at=timezone.now(), payload={"why": "测试", "days": "1.50"}
        )


def faults(city: CityWorld, *kept: str) -> dict[Fault, str]:
    """What a verification of the city's chain finds: the kind, and the code of the row where it names one."""
    walk = verify_chain(city.city.pk, at=timezone.now(), kept=kept)
    return {finding.kind: finding.code for finding in walk.findings}


def head(city: CityWorld) -> str:
    last = Seal.objects.filter(chain=city.city.pk).order_by("-number").first()
    assert last is not None
    return bytes(last.hash).hex()
