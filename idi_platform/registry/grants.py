"""What facts of the registry open: a part its project, a developer's its issued policies, an authority its homes."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from uuid import UUID

from idi_platform.dossiers.public import Grant, Permission

from .constants import AuthorityState, PartyRole
from .models import AuthorityHome, Ownership, Party

Period = tuple[date, date | None]


def grants_of_parties(city_id: int, dossier_id: UUID | None) -> Iterator[Grant]:
    """A grant for each part, and a second one for the developer's."""
    parties = Party.objects.filter(city_id=city_id)
    for party in parties if dossier_id is None else parties.filter(project_id=dossier_id):
        permissions = [Permission.TAKE_PART]
        if party.role == PartyRole.DEVELOPER:
            permissions.append(Permission.DEVELOP)
        for permission in permissions:
            yield Grant(
                dossier_id=party.project_id,
                permission=permission,
                from_on=party.from_on,
                to_on=party.to_on,
                organisation_id=party.organisation_id,
            )


def grants_of_authorities(city_id: int, dossier_id: UUID | None) -> Iterator[Grant]:
    """A confirmed authority opens each home it names, as long as its giver owns it; common parts as long as it runs."""
    homes = AuthorityHome.objects.filter(city_id=city_id, authority__state=AuthorityState.CONFIRMED)
    if dossier_id is not None:
        homes = homes.filter(unit_id=dossier_id)
    named = list(homes.select_related("authority"))
    owned = _ownerships(city_id, {home.unit_id for home in named})
    for home in named:
        held = home.authority
        giver = held.given_by_id
        for from_on, to_on in owned[home.unit_id, giver] if giver else [(held.from_on, held.to_on)]:
            begins, ends = max(held.from_on, from_on), _earlier(held.to_on, to_on)
            if ends is None or begins < ends:
                yield Grant(
                    dossier_id=home.unit_id,
                    permission=Permission.ACT_FOR,
                    from_on=begins,
                    to_on=ends,
                    organisation_id=held.organisation_id,
                    person_id=held.person_id,
                )


def _ownerships(city_id: int, units: set[UUID]) -> dict[tuple[UUID, UUID | None], list[Period]]:
    owned: dict[tuple[UUID, UUID | None], list[Period]] = defaultdict(list)
    for row in Ownership.objects.filter(city_id=city_id, unit__in=units):
        owned[row.unit_id, row.owner_id].append((row.from_on, row.to_on))
    return owned


def _earlier(one: date | None, other: date | None) -> date | None:
    """None has no end."""
    return min(one, other) if one and other else one or other
