"""From a certificate or a fact that lapses soon to lines in inboxes: its holder's, the administrators'."""

from idi_platform.accounts.public import Role, members_of
from idi_platform.dossiers.public import CIVIL_ZONE
from idi_platform.organisations.public import lapse_of
from idi_platform.outbox.public import Message
from idi_platform.tenancy.public import Actor

from .news import tell

CERTIFICATE_LAPSES, FACT_LAPSES = "certificate_lapses", "fact_lapses"


def deliver_lapse_news(message: Message, by: Actor) -> None:
    """Tells the holder, if they work there still, and the organisation's administrators. Idempotent as every news."""
    lapse = lapse_of(message, by=by)
    if lapse is None:
        return
    on = message.created_at.astimezone(CIVIL_ZONE).date()
    told = members_of(city_id=by.tenant_id, roles=(Role.ORG_ADMIN,), on=on, organisation_id=lapse.organisation_id)
    tell(
        kind=CERTIFICATE_LAPSES if lapse.holder_id else FACT_LAPSES,
        message=message,
        dossier=lapse.dossier,
        about_id=lapse.about_id,
        subject=lapse.subject[:120],
        recipients={member.user_id for member in told} | ({lapse.holder_id} if lapse.holder_id else set()),
        occurred_at=message.created_at,
        by=by,
    )
