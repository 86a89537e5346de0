"""From a message of the sweep to lines in inboxes: what has become of the deadline, and whom it concerns."""

from datetime import date
from uuid import UUID

from idi_platform.accounts.public import Membership, Role, members_of
from idi_platform.audit.public import Event, record
from idi_platform.deadlines.public import Audience, Deadline, DeadlinePlan, EventCode
from idi_platform.dossiers.public import CIVIL_ZONE, Dossier, DossierKind
from idi_platform.organisations.public import in_charge
from idi_platform.outbox.public import Message
from idi_platform.registry.public import Project
from idi_platform.tenancy.public import Actor

from .currency import is_still_news
from .models import Notice, NoticeKind
from .sending.planning import plan_sendings

# Whoever answers for the terms of their body: an insurer's managers, an inspection service's and a site's people.
_ANSWERING = (Role.INSURER_MANAGER, Role.INSPECTOR, Role.PARTICIPANT)
_DESKS = (Role.ADJUSTER, Role.UNDERWRITER)


def deliver_deadline_news(message: Message, by: Actor) -> None:
    """Tells the people concerned, each once, and writes a miss into the dossier's timeline at its due moment.

    Runs in the message's commit. Idempotent: the inbox is unique on (person, message), the record on the deadline.
    """
    deadline = Deadline.objects.select_related("dossier").filter(city_id=by.tenant_id, pk=message.source_id).first()
    if deadline is None:
        return
    # By the plan that the sweep read, whatever has become of the term and its timer since.
    planned = DeadlinePlan.objects.get(city_id=by.tenant_id, deadline=deadline, version=message.version)
    kind = kind_of(message.step, planned)
    if not is_still_news(kind, deadline):
        return
    if kind == NoticeKind.MISSED:
        _record_miss(deadline, by=by)
    told = planned.audience(message.step)
    occurred_at = deadline.due_at if kind == NoticeKind.MISSED else message.created_at
    Notice.objects.bulk_create(
        [
            Notice(
                city_id=by.tenant_id,
                recipient_id=user_id,
                kind=kind,
                dossier=deadline.dossier,
                deadline=deadline,
                tells=told,
                message_id=message.pk,
                occurred_at=occurred_at,
            )
            for user_id in recipients(told, deadline, on=message.created_at.astimezone(CIVIL_ZONE).date())
        ],
        ignore_conflicts=True,
    )
    plan_sendings(message, by=by)


def kind_of(step: int, planned: DeadlinePlan) -> NoticeKind:
    """What a step of a plan is."""
    if step == planned.due_step:
        return NoticeKind.MISSED
    return NoticeKind.REMINDER if step < planned.due_step else NoticeKind.ESCALATION


def recipients(told: Audience, deadline: Deadline, *, on: date) -> set[UUID]:
    """The people whom a rung tells that day, at the obliged body and at the bureau."""
    found: list[Membership] = []
    if told & (Audience.CHARGED | Audience.MANAGERS):
        found += _obliged(told, deadline, on=on)
    if told & (Audience.DISTRICT | Audience.CITY):
        found += _officers(told, deadline, on=on)
    return {membership.user_id for membership in found}


def _obliged(told: Audience, deadline: Deadline, *, on: date) -> list[Membership]:
    """Of a case in nobody's charge everybody who answers for the body's terms, managers too; a body without managers
    hears what is meant for them all the same."""
    city_id, organisation_id = deadline.city_id, deadline.obliged_id
    at_desk = Role.ADJUSTER if deadline.dossier.kind == DossierKind.CLAIM else Role.UNDERWRITER
    # No term is silent because the desk that it belongs to is empty.
    members = members_of(
        city_id=city_id, roles=(*_ANSWERING, at_desk), on=on, organisation_id=organisation_id
    ) or members_of(city_id=city_id, roles=_DESKS, on=on, organisation_id=organisation_id)
    named = in_charge(dossier_id=deadline.dossier_id, organisation_id=organisation_id, city_id=city_id, on=on)
    charged = [member for member in members if member.user_id in named] or members
    managers = [member for member in members if member.role == Role.INSURER_MANAGER] or charged
    return [*(charged if Audience.CHARGED in told else ()), *(managers if Audience.MANAGERS in told else ())]


def _officers(told: Audience, deadline: Deadline, *, on: date) -> list[Membership]:
    """What belongs to no district, or to one without officers of its own, is the business of the whole city's."""
    officers = members_of(city_id=deadline.city_id, roles=(Role.BUREAU,), on=on)
    district_id = _district_of(deadline.dossier)
    of_city = [officer for officer in officers if officer.district_id is None]
    of_district = [officer for officer in officers if officer.district_id == district_id] or of_city
    return [*(of_district if Audience.DISTRICT in told else ()), *(of_city if Audience.CITY in told else ())]


def _record_miss(deadline: Deadline, *, by: Actor) -> None:
    told = Event.objects.filter(
        city_id=by.tenant_id,
        dossier_id=deadline.dossier_id,
        code=EventCode.MISSED,
        payload__deadline=str(deadline.pk),
    )
    if told.exists():
        return
    record(
        dossier_id=deadline.dossier_id,
        code=EventCode.MISSED,
        by=by,
        at=deadline.due_at,
        payload={"deadline": str(deadline.pk), "duty": deadline.duty, "basis": deadline.basis},
    )


def _district_of(dossier: Dossier) -> int | None:
    """The district of the dossier's project; None when it belongs to none."""
    project = Project.objects.filter(city_id=dossier.city_id, pk=dossier.parent_project_id or dossier.pk)
    return project.values_list("district_id", flat=True).first()
