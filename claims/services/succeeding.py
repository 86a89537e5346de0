"""What passes of claims when one body takes another's place: who handles them, and who answers for a repair."""

from datetime import datetime

from django.db.models import Q

from claims.constants import ClaimEvent, ClaimState
from claims.models import Claim
from idi_platform.audit.public import record
from idi_platform.organisations.public import Passing
from idi_platform.tenancy.public import Actor

# Nothing more is done on these; the successor answers for them all the same.
_ENDED = (ClaimState.CLOSED, ClaimState.DENIED, ClaimState.WITHDRAWN)


def pass_claims(passing: Passing, *, by: Actor, at: datetime) -> int:
    """Every claim finds its way to the successor; those that are handled say so on their timeline.

    Letters, events and terms that have ended keep the name under which they were made.
    """
    city = Claim.objects.filter(city_id=by.tenant_id)
    own = city.filter(Q(insurer=passing.predecessor) | Q(developer=passing.predecessor))
    count = own.count()
    for claim_id in list(own.exclude(state__in=_ENDED).order_by("pk").values_list("pk", flat=True)):
        record(
            dossier_id=claim_id,
            code=ClaimEvent.PASSED,
            by=by,
            at=at,
            payload={
                "from": str(passing.predecessor.pk),
                "to": str(passing.successor.pk),
                "succession": str(passing.succession_id),
            },
        )
    city.filter(insurer=passing.predecessor).update(insurer=passing.successor)
    city.filter(developer=passing.predecessor).update(developer=passing.successor)
    return count
