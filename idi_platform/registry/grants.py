"""What a part in a project opens: its case file, and to its developer its issued policies."""

from collections.abc import Iterator
from uuid import UUID

from idi_platform.dossiers.public import Grant, Permission

from .constants import PartyRole
from .models import Party


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
