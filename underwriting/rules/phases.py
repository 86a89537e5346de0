"""Where a home stands on a day: before completion, with the developer, insured, or after all cover has ended."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from underwriting.constants import Phase


class Dated(Protocol):
    """What a phase is read from: a window's governing days and the milestone it counts from."""

    @property
    def anchor_kind(self) -> str: ...
    @property
    def anchor_on(self) -> date | None: ...
    @property
    def starts_on(self) -> date | None: ...
    @property
    def ends_on(self) -> date | None: ...


def phase_of(windows: Sequence[Dated], on: date) -> Phase:
    """The owner's answer for that day. Both days of a window are covered; what is open stays unknown, never guessed."""
    spans = [(window.starts_on, window.ends_on) for window in windows]
    dated = [(first_on, last_on) for first_on, last_on in spans if first_on and last_on]
    if any(first_on <= on <= last_on for first_on, last_on in dated):
        return Phase.INSURED
    anchors = [window.anchor_on for window in windows if window.anchor_on]
    if not dated:
        is_waiting = any(window.anchor_kind for window in windows) and not anchors
        return Phase.BEFORE_COMPLETION if is_waiting else Phase.UNKNOWN
    if anchors and on < min(anchors):
        return Phase.BEFORE_COMPLETION
    return Phase.DEVELOPER if any(on < first_on for first_on, _last_on in dated) else Phase.ENDED
