"""Shares of co-insurers: exact fractions that add up to one, under one lead. Thirds exist, so never decimals."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from django.utils.translation import gettext as _

from underwriting.constants import ShareRole
from underwriting.errors import InsurerTwice, LeadNotOne, ShareNotPositive, SharesNotOne

# A share written with more digits is a typing mistake, and its exact sum would no longer fit the database's integers.
LARGEST_DENOMINATOR = 1_000_000

# Bounded, and without the exponents that Fraction reads: "1e999999999" would be reckoned for hours.
_WRITTEN = re.compile(r"(\d{1,9}(?:/[1-9]\d{0,8}|\.\d{1,9})?)(%?)", re.ASCII)


@dataclass(frozen=True, slots=True)
class ShareFacts:
    """What one insurer bears, from a day that all shares have in common."""

    organisation_id: UUID
    role: ShareRole
    fraction: Fraction


def read_share(text: str) -> Fraction:
    """A share as people write it: 1/3, 40 % or 0.4, in half or full width.

    Raises:
        ValueError: the text is no share.
    """
    written = _WRITTEN.fullmatch(unicodedata.normalize("NFKC", text).replace(" ", ""))
    if not written:
        message = f"{text!r} is no share."
        raise ValueError(message)
    return Fraction(written[1]) / (100 if written[2] else 1)


def check_shares(shares: Sequence[ShareFacts]) -> None:
    """Refuses anything but one lead, each insurer once, and a sum of exactly one.

    Raises:
        ShareNotPositive, InsurerTwice, LeadNotOne, SharesNotOne.
    """
    if any(not 0 < share.fraction <= 1 or share.fraction.denominator > LARGEST_DENOMINATOR for share in shares):
        raise ShareNotPositive(field="shares", rule="0 < p/q ≤ 1, q ≤ 1,000,000")
    if len({share.organisation_id for share in shares}) < len(shares):
        raise InsurerTwice(field="shares", rule=_("One line an insurer"))
    if sum(share.role == ShareRole.LEAD for share in shares) != 1:
        raise LeadNotOne(field="shares", rule=_("One lead insurer a day"))
    total = sum((share.fraction for share in shares), Fraction(0))
    if total != 1:
        raise SharesNotOne(field="shares", rule=f"Σ = {total}")
