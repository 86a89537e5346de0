"""A finding that somebody without an account put right on site."""

from dataclasses import dataclass

from .moments import When


@dataclass(frozen=True, slots=True)
class SiteLink:
    """A link that the responsible body sent to somebody on site, and what came back by it."""

    made: When
    used: When
    name: str
    words: str
