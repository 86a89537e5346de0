"""What the gateway of text messages tells afterwards: arrived, or not."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q

from idi_platform.alerts.models import ChannelKind, Sending, SendingState
from idi_platform.tenancy.public import system_actor, tenant_work

_TOLD = {"delivered": SendingState.CONFIRMED, "failed": SendingState.REFUSED}


def note_receipt(*, reference: str, told: str, reason: str, at: datetime) -> bool:
    """Notes it at the sending; whether there is such a sending and such a word. Again changes nothing."""
    city, _stop, number = reference.partition(".")
    if told not in _TOLD or not (city.isascii() and city.isdigit() and len(city) <= 4):
        return False
    try:
        sending_id = UUID(number)
    except ValueError:
        return False
    with tenant_work(system_actor(int(city))) as by:
        named = Sending.objects.filter(city_id=by.tenant_id, pk=sending_id, channel=ChannelKind.SMS).first()
        if named is None:
            return False
        # What left together arrives together.
        together = Q(pk=named.pk) | (Q(receipt=named.receipt) & ~Q(receipt=""))
        sent = Sending.objects.filter(together, city_id=by.tenant_id, channel=ChannelKind.SMS)
        # A confirmation is the last word; "failed" is one only of what was not confirmed.
        sent.filter(state__in=(SendingState.WAITING, SendingState.SENT)).update(
            state=_TOLD[told], settled_at=at, error=reason if told == "failed" else ""
        )
    return True
