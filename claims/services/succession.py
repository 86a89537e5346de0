"""The home has changed hands while a claim was open: which of the present owners goes on with it.

A claim follows the home (Insurance Law 49); who answers for the owners is asked, not guessed.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from claims.constants import ClaimEvent, ClaimState
from claims.errors import ClaimantStays, NoOwner, NotYourStep
from claims.models import Claim
from claims.news import record_step
from claims.selectors import owners_on
from idi_platform.accounts.public import Role
from idi_platform.dossiers.public import CIVIL_ZONE
from idi_platform.tenancy.public import Actor

OVER = (ClaimState.CLOSED, ClaimState.DENIED, ClaimState.WITHDRAWN)


@transaction.atomic
def choose_claimant(*, claim: Claim, person_id: UUID, by: Actor, at: datetime) -> None:
    """Puts a present owner in the place of a claimant who owns the home no more.

    Raises:
        NotYourStep, NoOwner, ClaimantStays: somebody chose already, the claim is over, or the claimant still owns it.
    """
    if by.role != Role.ADJUSTER or claim.insurer_id != by.organisation_id:
        raise NotYourStep(rule=_("Adjuster of the claim's insurer"))
    owning = owners_on(by, on=at.astimezone(CIVIL_ZONE).date()).filter(unit=claim.unit_id)
    owners = set(owning.values_list("owner_id", flat=True))
    if person_id not in owners:
        raise NoOwner(field="person_id")
    before = claim.claimant_id
    held = Claim.objects.filter(city_id=by.tenant_id, pk=claim.pk, claimant_id=before).exclude(state__in=OVER)
    if before in owners or not held.update(claimant_id=person_id):
        raise ClaimantStays(field="person_id")
    claim.refresh_from_db()
    told = {"from": str(before), "to": str(person_id)}
    record_step(claim, code=ClaimEvent.CLAIMANT_CHANGED, by=by, at=at, payload=dict(told))
