"""What the watches for things that lapse share: whoever has something that ends has the next before it does."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID

from idi_platform.dossiers.public import CIVIL_ZONE

from .constants import Basis
from .models import Expectation
from .watches import Window

# From when a renewal is awaited. Ours, not the law's: what a city's text asks of a body is judged elsewhere.
AWAITED_BEFORE = timedelta(days=60)


def renewal(*, dossier_id: UUID, subject: str, obliged_id: UUID, valid_to: date) -> Window:
    """One renewal is awaited until the first day without it."""
    until_at = datetime.combine(valid_to, time(), CIVIL_ZONE)
    return Window(
        dossier_id=dossier_id,
        subject=subject,
        obliged_id=obliged_id,
        from_at=until_at - AWAITED_BEFORE,
        until_at=until_at,
        needed=1,
        basis=Basis.SERVICE_NORM,
    )


def renewed(
    rows: Sequence[Expectation],
    held: Iterable[tuple[Hashable, date | None]],
    key: Callable[[Expectation], Hashable],
) -> Mapping[UUID, int]:
    """1 where something that is `held` under the row's key lasts longer than what ended; None lasts for ever."""
    longest: dict[Hashable, date] = {}
    for name, valid_to in held:
        longest[name] = max(longest.get(name, date.min), valid_to or date.max)
    return {row.pk: int(longest.get(key(row), date.min) > row.until_at.astimezone(CIVIL_ZONE).date()) for row in rows}
