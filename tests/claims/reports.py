"""Reports for tests: written and filed by the real services."""

import io
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.test import Client

from claims.public import Claim, ClaimDraft, add_photograph, file_claim, save_answers, start_draft
from claims.services.drafting import Answers
from idi_platform.accounts.public import Membership
from idi_platform.audit.public import record
from idi_platform.deadlines.public import Deadline
from idi_platform.tenancy.public import system_actor, tenant_work
from tests.documents import files
from tests.world import ZONE, CityWorld

AT = datetime(2026, 11, 20, 14, 0, tzinfo=ZONE)
ANSWERS: Answers = {
    "place": "bathroom",
    "defect": "water",
    "description": "下雨后天花板滴水。",
    "noticed_on": date(2026, 11, 1),
    "is_dangerous": False,
}


def draft(city: CityWorld, *, owner: Membership | None = None, photographs: int = 0, **answers: Any) -> ClaimDraft:
    """A report of the city's owner on their home, complete unless `answers` say otherwise; None leaves one out."""
    with tenant_work((owner or city.owner).actor()) as by:
        report = start_draft(unit=city.unit, by=by, at=AT)
        given = {name: value for name, value in {**ANSWERS, **answers}.items() if value is not None}
        save_answers(draft=report, by=by, at=AT.replace(year=2099), **given)
        for number in range(photographs):
            photograph = io.BytesIO(files.picture())
            add_photograph(draft=report, file=photograph, filename=f"{number}.jpg", by=by, at=AT)
    return report


def filed(city: CityWorld, *, at: datetime = AT, photographs: int = 0, **answers: Any) -> Claim:
    """A claim of the city's owner, filed at `at`."""
    report = draft(city, photographs=photographs, **answers)
    with tenant_work(city.owner.actor()) as by:
        return file_claim(draft_id=report.pk, consented_at=at, by=by, at=at)


def with_term(claim: Claim, due_at: datetime) -> Deadline:
    """A running term of seven days on the claim, whatever the regime of the test's city says."""
    with tenant_work(system_actor(claim.city_id)) as by:
        event = record(dossier_id=claim.pk, code="test_event", by=by, at=claim.filed_at, payload={})
        return Deadline.objects.create(
            city_id=claim.city_id,
            dossier=claim.dossier,
            duty="claims.determination.normal",
            rule_id="T-001",
            citation="test",
            obliged=claim.insurer,
            basis="in_force",
            term_value=7,
            term_unit="day",
            started_by=event,
            started_at=claim.filed_at,
            unrolled_at=due_at,
            due_at=due_at,
            trace_hash="0" * 64,
            computation_hash="0" * 64,
        )


def redirected_to(response: Any) -> str:
    """Where an answer leads; it must lead somewhere."""
    assert response.status_code == 302
    return str(response.url)


def signed_in(membership: Membership, language: str = "zh-hans") -> Client:
    """A browser of that person, in that language."""
    client = Client()
    client.force_login(membership.user)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    return client
