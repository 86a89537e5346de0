"""What a share of an insurance policy opens: the policy's case file, for ever."""

from collections.abc import Iterator
from uuid import UUID

from idi_platform.dossiers.public import Grant, Permission

from .models import Share


def grants_of_shares(city_id: int, dossier_id: UUID | None) -> Iterator[Grant]:
    """Whoever bears or bore a share keeps the policy in sight: claims of those days are theirs for ever."""
    shares = Share.objects.filter(city_id=city_id)
    for share in shares if dossier_id is None else shares.filter(policy_id=dossier_id):
        yield Grant(dossier_id=share.policy_id, permission=Permission.INSURE, organisation_id=share.organisation_id)
