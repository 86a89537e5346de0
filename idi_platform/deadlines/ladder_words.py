"""Ladders in words: what each rung waits for, whom it tells, which terms a ladder is for."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from .constants import Basis
from .ladder import Rung, When
from .models import CityLadder
from .resolver import resolver
from .rules.plan import Audience
from .standing import ladders_in_force, product_ladder

AUDIENCES: dict[Audience, Promise] = {
    Audience.CHARGED: gettext_lazy("those in charge at the obliged body"),
    Audience.MANAGERS: gettext_lazy("its managers"),
    Audience.DISTRICT: gettext_lazy("officers of the project's district"),
    Audience.CITY: gettext_lazy("officers of the whole city"),
}


@dataclass(frozen=True, slots=True)
class RungLine:
    """One rung as pages show it; `key` names it."""

    key: str
    when: str
    tells: str


@dataclass(frozen=True, slots=True)
class LadderLines:
    """One ladder in words."""

    scope: str
    rungs: tuple[RungLine, ...]


def ladder_lines(city_id: int) -> list[LadderLines]:
    """What speaks in a city: its own ladders, the general one first, and the product's where it has no general one."""
    rows = ladders_in_force(city_id)
    lines = [LadderLines(scope_words(row), rung_lines(row.steps)) for row in rows]
    if any(not row.basis and not row.duty for row in rows):
        return lines
    return [LadderLines(_("The product's ladder"), rung_lines(product_ladder().rungs)), *lines]


def scope_words(row: CityLadder) -> str:
    """Which terms a ladder is for."""
    if row.duty:
        return resolver().label(row.duty)
    return str(Basis(row.basis).label) if row.basis else _("All terms")


def rung_lines(rungs: Iterable[Rung]) -> tuple[RungLine, ...]:
    """The rungs in words, in their order."""
    return tuple(RungLine(rung.key, when_words(rung), audience_words(rung.tells)) for rung in rungs)


def audience_words(tells: Audience) -> str:
    """Whom a rung tells: `its managers; officers of the whole city`."""
    return _("; ").join(str(words) for one, words in AUDIENCES.items() if one in tells)


def when_words(rung: Rung) -> str:
    """When a rung speaks."""
    match rung.when:
        case When.SHARE:
            return _("When %(percent)d per cent of the term has passed") % {"percent": rung.number}
        case When.MISS:
            return _("When the term is missed")
        case When.BEFORE if rung.number == 0:
            words = _("On the last working day")
        case When.BEFORE:
            words = ngettext(
                "%(count)d working day before the last day", "%(count)d working days before the last day", rung.number
            )
        case When.WORKING_AFTER:
            words = ngettext(
                "%(count)d working day after the last day", "%(count)d working days after the last day", rung.number
            )
        case _calendar_after:
            words = ngettext("%(count)d day after the last day", "%(count)d days after the last day", rung.number)
    day = words % {"count": rung.number} if rung.number else words
    return _("%(day)s, at %(hour)s") % {"day": day, "hour": f"{rung.at:%H:%M}"}
