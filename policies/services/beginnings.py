"""What a draft begins with: the text of a published revision, as a correction of it or as the version after it."""

from dataclasses import dataclass
from datetime import date

from idi_platform.tenancy.public import City
from policies.models import Revision
from policies.rules.retyping import rescaled, retyped

from .drafting import DraftTexts


@dataclass(frozen=True, slots=True)
class NextVersion:
    """What is new of the version after: its code, its first and last day, and the words that say so."""

    code: str
    valid_from: date
    last_day: date | None
    basis: str


def as_correction(base: Revision) -> DraftTexts:
    """The same text as the next revision of the same version."""
    number = base.version.revisions.latest("number").number + 1
    return DraftTexts(rescaled(base.text.pack, ("version", "revision"), str(number)), base.text.source)


def as_next_version(base: Revision, facts: NextVersion) -> DraftTexts:
    """The same text under the code and days of the version after."""
    days = {"from": facts.valid_from, "last_day": facts.last_day, "certainty": "exact", "basis": facts.basis}
    validity = {key: str(value) for key, value in days.items() if value}
    text = retyped(base.text.pack, ("version", "validity"), validity)
    for key, value in (("code", facts.code), ("revision", "1"), ("source", f"{facts.code}.txt")):
        text = rescaled(text, ("version", key), value)
    return DraftTexts(text, base.text.source)


def from_nothing(city: City) -> DraftTexts:
    """An empty pack of the city's, to be filled."""
    pack = _SKELETON % {"jurisdiction": city.code, "name": city.name_zh, "name_en": city.name_en}
    return DraftTexts(pack, "第一条\n")


_SKELETON = """schema: 1
instrument:
  code: ""
  layer: city
  jurisdiction: "%(jurisdiction)s"
  title: "%(name)s"
  title_en: "%(name_en)s"
  issuers: []
version:
  code: ""
  revision: 1
  validity:
    from: ""
    certainty: exact
    basis: ""
  applicability_anchor: contract_formed
  anchor_basis: ""
  source: draft.txt
articles:
  - article: 第一条
    heading: 第一条
    begins: "第一条"
"""
