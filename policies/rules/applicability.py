"""Which version governs a project: each version judges by its own anchor date (DESIGN.md §4)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from idi_platform.tenancy.public import DomainError
from policies.constants import Layer, PinReason

from .regime import CompiledVersion


class TwoVersionsMatch(DomainError):
    """More than one version claims the project; an officer has to settle the validity dates."""

    code = "two_versions_match"
    message = _("More than one version of the city's regime claims this project.")


@dataclass(frozen=True, slots=True)
class Selection:
    """The governing version, or none with the reason; `on` is the date that decided (a start, an end or the anchor)."""

    version: CompiledVersion | None
    reason: PinReason
    on: date | None = None


def select_version(versions: Iterable[CompiledVersion], anchors: Mapping[str, date]) -> Selection:
    """The one city version whose own anchor date lies in its validity; never the newest text instead.

    Raises TwoVersionsMatch. Without a match the reason is, in this order: nothing loaded, the anchor date missing,
    the effective date unknown, the version ended, or not yet in force.
    """
    known = [version for version in versions if version.layer == Layer.CITY]
    anchored = [version for version in known if version.anchor in anchors]
    matches = [version for version in anchored if version.is_in_force(anchors[version.anchor])]
    if len(matches) > 1:
        raise TwoVersionsMatch(rule=", ".join(sorted(version.code for version in matches)))
    if matches:
        return Selection(matches[0], PinReason.ONE_MATCH, anchors[matches[0].anchor])
    return _none(known, anchors)


def _none(known: list[CompiledVersion], anchors: Mapping[str, date]) -> Selection:
    if not known:
        return Selection(None, PinReason.NOT_LOADED)
    dated = [version for version in known if version.valid_from is not None]
    if any(version.anchor not in anchors for version in dated):
        return Selection(None, PinReason.NEED_FACT)
    if len(dated) < len(known):
        return Selection(None, PinReason.UNKNOWN_DATE)
    starts = [(version.valid_from, anchors[version.anchor]) for version in dated if version.valid_from]
    coming = [valid_from for valid_from, anchor in starts if anchor < valid_from]
    if coming:
        return Selection(None, PinReason.NOT_YET, min(coming))
    return Selection(None, PinReason.ENDED, max(version.valid_to for version in dated if version.valid_to))
