"""A bureau of two officers, and a draft of theirs: an invented successor of Hangzhou's text."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from idi_platform.accounts.public import Membership, Role
from idi_platform.tenancy.public import tenant_work
from policies.models import Revision, RuleDraft
from policies.services.beginnings import NextVersion, as_next_version
from policies.services.drafting import DraftTexts, start_draft, submit_draft
from tests.world import CityWorld, build_city, member

AT = datetime(2026, 11, 20, 1, tzinfo=UTC)
BASE = "hangzhou-2024"
SUCCESSOR = NextVersion("hangzhou-2026-invented", date(2027, 1, 1), None, "虚构：自2027年1月1日起施行")
RULE, PARAMETER, APPRAISED = "HZ-070", "dispute.confirm", {"appraisal": "covered"}


@dataclass(frozen=True)
class Bureau:
    city: CityWorld
    author: Membership
    checker: Membership


def build_bureau() -> Bureau:
    """Hangzhou's, with two officers for the whole city."""
    city = build_city(code="330100", district="330102", prefix="hz")
    checker = member("hz-checker", role=Role.BUREAU, city=city.city, organisation=city.bureau)
    return Bureau(city, city.officer, checker)


def base() -> Revision:
    return Revision.objects.get(version__code=BASE, number=2)


def texts() -> DraftTexts:
    """The successor: what was to be confirmed in ten days is in five, in the article, the quote and the value."""
    return shortened(as_next_version(base(), SUCCESSOR))


def shortened(begun: DraftTexts) -> DraftTexts:
    term = "{value: %d, unit: day, direction: after, roll: true}"
    pack = replaced(replaced(begun.pack, "并在10日内予以", "并在5日内予以"), term % 10, term % 5)
    return DraftTexts(pack, replaced(begun.source, "并在 10 日内予以", "并在 5 日内予以"))


def replaced(text: str, old: str, new: str) -> str:
    assert text.count(old) == 1, old
    return text.replace(old, new)


def started(bureau: Bureau, begun: DraftTexts | None = None) -> RuleDraft:
    with tenant_work(bureau.author.actor()) as by:
        return start_draft(name="虚构：核定期限", base=base(), texts=begun or texts(), by=by, at=AT)


def submitted(bureau: Bureau, begun: DraftTexts | None = None) -> RuleDraft:
    draft = started(bureau, begun)
    with tenant_work(bureau.author.actor()) as by:
        return submit_draft(draft_id=draft.pk, by=by, at=AT)
