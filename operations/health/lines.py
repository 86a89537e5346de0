"""The lines of the health page: what a part is like, whether that is well, and what to do when it is not."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from django.db import DatabaseError, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from redis import RedisError

from idi_platform.ui.public import Tone

Text: TypeAlias = str | Promise
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Line:
    """One measured thing. `advice` says what to do; empty while nothing is to be done."""

    name: Text
    value: Text
    tone: Tone = Tone.OK
    advice: Text = ""

    @property
    def word(self) -> str:
        return {Tone.OK: _("Well"), Tone.NEAR: _("Watch"), Tone.BREACH: _("Act now")}.get(
            self.tone, _("For your information")
        )


@dataclass(frozen=True, slots=True)
class Section:
    title: Text
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class Examination:
    """How one section is measured, and what to do when even measuring fails."""

    title: Text
    measure: Callable[[], Sequence[Line]]
    advice: Text


def sections(examinations: Sequence[Examination]) -> list[Section]:
    """Every section by itself: a part that is away is told as a line, and the others are still measured."""
    return [Section(examination.title, _measured(examination)) for examination in examinations]


def _measured(examination: Examination) -> Sequence[Line]:
    try:
        with transaction.atomic():
            return examination.measure()
    except (DatabaseError, RedisError, OSError):
        logger.exception("A part of the platform cannot be measured")
        return [Line(examination.title, _("Does not answer"), Tone.BREACH, examination.advice)]
