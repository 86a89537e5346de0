"""The bounds that a city's regime sets to the lead insurer's share of a co-insurance."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from policies.public import Outcome, TwoVersionsMatch, foresee_pin, governing_pin, limit_words, resolve_on

from .constants import LEAD_SHARE, RATIO, ShareRole
from .models import InsurancePolicy, Share
from .services.pinning import anchors_of


@dataclass(frozen=True, slots=True)
class Bound:
    """One bound in words (`at least 50%`), whether the lead's share keeps it, and the clause that sets it."""

    words: str
    share: Fraction
    is_kept: bool
    citation: str
    trace_hash: str


def lead_share_bounds(policy: InsurancePolicy, *, on: date) -> list[Bound]:
    """What the version that governs the project says of the lead's latest share.

    Nothing for one insurer alone, where no version governs, and where its text is silent.
    """
    shares = list(Share.objects.filter(city_id=policy.city_id, policy=policy, to_on=None))
    leading = next((share.fraction for share in shares if share.role == ShareRole.LEAD), None)
    version = _governing_version(policy)
    if len(shares) < 2 or leading is None or version is None:  # one insurer shares with nobody
        return []
    found = resolve_on(jurisdiction=policy.city.code, parameter=LEAD_SHARE, on=on, facts={}, version=version)
    return [
        Bound(
            limit_words(limit.op, str(limit.value), limit.unit), leading, limit.admits(leading), answer.citation, hashed
        )
        for answer, hashed in found
        if answer.outcome == Outcome.VALUE
        for limit in answer.limits
        if limit.unit == RATIO
    ]


def _governing_version(policy: InsurancePolicy) -> str | None:
    pinned = governing_pin(policy.project_id)
    if pinned is not None:
        return pinned.version.code
    try:
        found = foresee_pin(project_dossier_id=policy.project_id, anchors=anchors_of(policy)).version
    except TwoVersionsMatch:
        return None
    return found.code if found else None
