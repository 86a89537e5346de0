"""Telling people: the responsible body of a finding that waits for it, the inspection service of an answer."""

from datetime import date, datetime
from uuid import UUID

from idi_platform.accounts.public import Role, members_of
from idi_platform.alerts.public import tell
from idi_platform.audit.public import Event
from idi_platform.dossiers.public import CIVIL_ZONE
from idi_platform.organisations.public import in_charge
from idi_platform.outbox.public import Message, enqueue
from idi_platform.registry.public import PartyRole
from idi_platform.tenancy.public import Actor

from .constants import RiskEvent
from .models import Finding
from .parties import parties_on

TOPIC = "riskmgmt.finding"


def announce(event: Event, *, by: Actor, at: datetime) -> None:
    """Has the people concerned told of a finding's event."""
    enqueue(topic=TOPIC, source_id=event.pk, by=by, at=at)


def deliver_finding_news(message: Message, by: Actor) -> None:
    """Tells the people concerned, each once. Runs in the message's commit; idempotent by the inbox's own key."""
    event = Event.objects.get(city_id=by.tenant_id, pk=message.source_id)
    finding = Finding.objects.select_related("project__dossier").get(city_id=by.tenant_id, pk=event.payload["finding"])
    tell(
        kind=event.code,
        message=message,
        dossier=finding.project.dossier,
        about_id=finding.pk,
        subject=f"{finding.reference} {finding.get_risk_display()}",
        recipients=recipients(event, finding),
        occurred_at=event.occurred_at,
        by=by,
    )


def recipients(event: Event, finding: Finding) -> set[UUID]:
    """An answer is news for the project's inspectors of that day, everything else for the responsible body."""
    on = event.occurred_at.astimezone(CIVIL_ZONE).date()
    role, bodies = Role.PARTICIPANT, [finding.responsible_id]
    if event.code == RiskEvent.ANSWERED:
        services = parties_on(finding.city_id, finding.project_id, on=on).filter(role=PartyRole.TIS)
        role, bodies = Role.INSPECTOR, list(services.values_list("organisation_id", flat=True))
    return set().union(*(_told(finding, body, role, on=on) for body in bodies if body is not None))


def _told(finding: Finding, body: UUID, role: str, *, on: date) -> set[UUID]:
    """The body's people of the role; where somebody is in charge of the project there, these and who stands in."""
    people = members_of(city_id=finding.city_id, roles=(role,), on=on, organisation_id=body)
    everybody = {membership.user_id for membership in people}
    charged = in_charge(dossier_id=finding.project_id, organisation_id=body, city_id=finding.city_id, on=on)
    return everybody & charged or everybody
