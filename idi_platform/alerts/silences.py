"""From an expected event that is missing to lines in inboxes: those who answer for it, and the bureau's officers."""

from idi_platform.accounts.public import Role, members_of
from idi_platform.deadlines.public import Expectation, ExpectationState, watch_of
from idi_platform.dossiers.public import CIVIL_ZONE
from idi_platform.outbox.public import Message
from idi_platform.tenancy.public import Actor

from .news import tell

EXPECTED_MISSING = "expected_missing"
_ANSWERING = (Role.INSPECTOR, Role.INSURER_MANAGER, Role.ORG_ADMIN)


def deliver_silence_news(message: Message, by: Actor) -> None:
    """Nothing when it has happened meanwhile. Idempotent as every news."""
    silent = Expectation.objects.filter(city_id=by.tenant_id, pk=message.source_id, state=ExpectationState.MISSING)
    row = silent.select_related("dossier").first()
    if row is None:
        return
    on = message.created_at.astimezone(CIVIL_ZONE).date()
    told = members_of(city_id=by.tenant_id, roles=_ANSWERING, on=on, organisation_id=row.obliged_id)
    officers = members_of(city_id=by.tenant_id, roles=(Role.BUREAU,), on=on)
    tell(
        kind=EXPECTED_MISSING,
        message=message,
        dossier=row.dossier,
        about_id=row.pk,
        subject=str(watch_of(row.kind).label)[:120],
        recipients={member.user_id for member in (*told, *officers)},
        occurred_at=message.created_at,
        by=by,
    )
