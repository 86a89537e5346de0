"""Calls for tests: what a tenant says, written down by the insurer's adjuster with the real service."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from claims.public import Call, Claim, record_call
from idi_platform.tenancy.public import uuid7
from tests.claims.path import as_
from tests.claims.reports import AT
from tests.world import CityWorld

CALLED = AT - timedelta(days=2)


def call(city: CityWorld, **other: Any) -> Call:
    """What a tenant said; `other` changes it."""
    told = Call(
        owner_id=city.owner.user_id,
        caller="王租客",
        number="13800000000",
        called_at=CALLED,
        place="bathroom",
        defect="water",
        description="天花板滴水。",
        noticed_on=CALLED.date(),
        is_dangerous=False,
        is_application=False,
        has_consented=False,
    )
    return replace(told, **other)


def called(city: CityWorld, *, at: datetime = AT, **other: Any) -> Claim:
    """A claim reported by telephone, entered at `at`."""
    told = call(city, **other)
    return as_(city.adjuster, lambda by: record_call(unit=city.unit, call=told, key=uuid7(), by=by, at=at))
