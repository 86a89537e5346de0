"""From a message of the sweep to lines in inboxes: what has become of the deadline, and whom it concerns."""

from datetime import date
from uuid import UUID

from idi_platform.accounts.public import Membership, Role, members_of
from idi_platform.audit.public import Event, record
from idi_platform.deadlines.public import Deadline, EventCode
from idi_platform.dossiers.public import CIVIL_ZONE, Dossier
from idi_platform.organisations.public import in_charge
from idi_platform.outbox.public import Message
from idi_platform.registry.public import Project
from idi_platform.tenancy.public import Actor

from .currency import is_still_news
from .models import Notice, NoticeKind
from .sending.planning import plan_sendings

# Whoever answers for the obliged body's terms.
_OBLIGED_ROLES = (Role.ADJUSTER, Role.INSURER_MANAGER)


def deliver_deadline_news(message: Message, by: Actor) -> None:
    """Tells the people concerned, each once, and writes a miss into the dossier's timeline at its due moment.

    Runs in the message's commit. Idempotent: the inbox is unique on (person, message), the record on the deadline.
    """
    deadline = Deadline.objects.select_related("dossier").filter(city_id=by.tenant_id, pk=message.source_id).first()
    if deadline is None:
        return
    kind = kind_of(message, deadline)
    if not is_still_news(kind, deadline):
        return
    if kind == NoticeKind.MISSED:
        _record_miss(deadline, by=by)
    occurred_at = deadline.due_at if kind == NoticeKind.MISSED else message.created_at
    Notice.objects.bulk_create(
        [
            Notice(
                city_id=by.tenant_id,
                recipient_id=user_id,
                kind=kind,
                dossier=deadline.dossier,
                deadline=deadline,
                message_id=message.pk,
                occurred_at=occurred_at,
            )
            for user_id in recipients(kind, deadline, message=message)
        ],
        ignore_conflicts=True,
    )
    plan_sendings(message, by=by)


def kind_of(message: Message, deadline: Deadline) -> NoticeKind:
    """Reminders are written before the due moment; of what is written after it the first step is the miss itself.

    Read from the messages, not from the timer: the timer is gone once the duty is done, and a miss is still a miss.
    """
    if message.created_at < deadline.due_at:
        return NoticeKind.REMINDER
    earlier = Message.objects.filter(
        city_id=message.city_id,
        topic=message.topic,
        source_id=message.source_id,
        version=message.version,
        step__lt=message.step,
        skipped=False,
        created_at__gte=deadline.due_at,
    )
    return NoticeKind.ESCALATION if earlier.exists() else NoticeKind.MISSED


def recipients(kind: NoticeKind, deadline: Deadline, *, message: Message) -> set[UUID]:
    """The people of the obliged body in this city; once the term has passed, the bureau's officers as well.

    An officer of a district hears of its projects only; what belongs to no project concerns the whole city's officers.
    """
    on = message.created_at.astimezone(CIVIL_ZONE).date()
    city_id = deadline.city_id
    told = _obliged(deadline, on=on)
    if kind != NoticeKind.REMINDER:
        district_id = _district_of(deadline.dossier)
        officers = members_of(city_id=city_id, roles=(Role.BUREAU,), on=on)
        told += [officer for officer in officers if officer.district_id in {None, district_id}]
    return {membership.user_id for membership in told}


def _obliged(deadline: Deadline, *, on: date) -> list[Membership]:
    """Everybody who answers for the obliged body's terms; of a case with somebody in charge, these and the managers."""
    city_id, organisation_id = deadline.city_id, deadline.obliged_id
    told = members_of(city_id=city_id, roles=_OBLIGED_ROLES, on=on, organisation_id=organisation_id)
    charged = in_charge(dossier_id=deadline.dossier_id, organisation_id=organisation_id, city_id=city_id, on=on)
    if charged.isdisjoint(member.user_id for member in told):
        return told
    return [member for member in told if member.role == Role.INSURER_MANAGER or member.user_id in charged]


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
