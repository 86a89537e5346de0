"""An owner of whom everything is kept that the platform keeps of owners, each value to be found again."""

from datetime import datetime

from django.utils import timezone

from claims.public import Claim, SurveyFacts, record_survey
from idi_platform.accounts.public import DocumentKind, record_identity_document
from idi_platform.tenancy.public import tenant_work
from tests.claims.reports import draft, filed
from tests.privacy.numbers import RESIDENT_ID
from tests.world import ZONE, CityWorld

AT = datetime(2026, 11, 20, 14, tzinfo=ZONE)
NAME, PHONE, EMAIL = "测试业主乙", "13800000077", "owner-canary@example.com"
REPORTED, WRITING, PRESENT = "天花板滴水乙", "还没有写完乙", "业主与邻居乙"
VALUES = (NAME, PHONE, EMAIL, RESIDENT_ID, REPORTED, WRITING, PRESENT)


def known(city: CityWorld) -> None:
    """Name, telephone, e-mail and document of the city's owner."""
    owner = city.owner.user
    owner.full_name, owner.phone, owner.email = NAME, PHONE, EMAIL
    owner.save(update_fields=["full_name", "phone", "email"])
    with tenant_work(city.owner.actor()) as by:
        record_identity_document(
            user=owner, kind=DocumentKind.RESIDENT_ID, number=RESIDENT_ID, by=by, at=timezone.now()
        )


def claimed(city: CityWorld) -> Claim:
    """The same owner with a claim, its photograph, a survey, and a report that is not sent yet."""
    known(city)
    claim = filed(city, photographs=1, description=REPORTED)
    with tenant_work(city.adjuster.actor()) as by:
        record_survey(claim=claim, facts=SurveyFacts(AT, PRESENT, "渗漏"), by=by, at=AT)
    draft(city, description=WRITING, photographs=1)
    return claim
