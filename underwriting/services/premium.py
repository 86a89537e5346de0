"""Recording that premium arrived."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from idi_platform.audit.public import record
from idi_platform.dossiers.public import CIVIL_ZONE
from idi_platform.tenancy.public import Actor
from underwriting.constants import PolicyEvent
from underwriting.errors import AmountNotPositive, DateInFuture, PremiumUnknown
from underwriting.lifecycle import require_writer
from underwriting.models import InsurancePolicy


@transaction.atomic
def record_premium(
    *, policy: InsurancePolicy, amount_fen: int, received_on: date, by: Actor, at: datetime
) -> InsurancePolicy:
    """Adds a receipt. The premium counts as received in full from the day its whole sum is there.

    Raises:
        NotYourStep, AmountNotPositive, DateInFuture, PremiumUnknown: the draft does not say yet what is owed.
    """
    require_writer(policy, by)
    if amount_fen <= 0:
        raise AmountNotPositive(field="amount", rule="> 0")
    if received_on > at.astimezone(CIVIL_ZONE).date():
        raise DateInFuture(field="received_on", rule=_("Money is recorded once it is there"))
    row = InsurancePolicy.objects.select_for_update(of=("self",)).get(pk=policy.pk, city_id=by.tenant_id)
    if row.premium_fen is None:
        raise PremiumUnknown(field="amount", rule=_("Premium"))
    row.premium_received_fen += amount_fen
    if row.is_premium_full and row.premium_received_on is None:
        row.premium_received_on = received_on
    row.save(update_fields=["premium_received_fen", "premium_received_on"])
    record(
        dossier_id=row.pk,
        code=PolicyEvent.PREMIUM_RECEIVED,
        by=by,
        at=at,
        payload={
            "amount_fen": amount_fen,
            "received_on": received_on.isoformat(),
            "received_fen": row.premium_received_fen,
            "is_full": row.is_premium_full,
        },
    )
    return row
