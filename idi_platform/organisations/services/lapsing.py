"""What lapses soon: found once, told once. The telling is the layer of alerts' to register."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from idi_platform.dossiers.public import CIVIL_ZONE, Dossier
from idi_platform.organisations.constants import WARNED_BEFORE
from idi_platform.organisations.models import Certificate, EligibilityFact, OrganisationInCity
from idi_platform.outbox.public import Message, enqueue
from idi_platform.tenancy.public import Actor

CERTIFICATE_TOPIC = "organisations.certificate"
FACT_TOPIC = "organisations.fact"


@dataclass(frozen=True, slots=True)
class Lapse:
    """What lapses: `about_id` is the certificate, or the dossier whose fact it is; `holder_id` of a certificate."""

    dossier: Dossier
    about_id: UUID
    subject: str
    organisation_id: UUID
    holder_id: UUID | None


@transaction.atomic
def warn_of_lapses(*, by: Actor, at: datetime) -> int:
    """Has people told of every certificate and fact of the actor's city that lapses soon; how many. Each once.

    `at` is business time. Two at once take turns: what one has locked, the other passes over.
    """
    until = at.astimezone(CIVIL_ZONE).date() + WARNED_BEFORE
    later = Certificate.objects.filter(
        Q(valid_to=None) | Q(valid_to__gt=OuterRef("valid_to")),
        city_id=OuterRef("city_id"),
        organisation_id=OuterRef("organisation_id"),
        holder_id=OuterRef("holder_id"),
        kind=OuterRef("kind"),
        withdrawn_at=None,
    )
    certificates = Certificate.objects.filter(
        ~Exists(later), city_id=by.tenant_id, withdrawn_at=None, warned_at=None, valid_to__lte=until
    )
    facts = EligibilityFact.objects.filter(
        city_id=by.tenant_id,
        replaced_at=None,
        warned_at=None,
        valid_to__lte=until,
        standing__admitted_on__isnull=False,
        standing__ended_on=None,
    )
    return _warn(certificates, CERTIFICATE_TOPIC, by=by, at=at) + _warn(facts, FACT_TOPIC, by=by, at=at)


def _warn(rows: "QuerySet[Model]", topic: str, *, by: Actor, at: datetime) -> int:
    found = list(rows.select_for_update(of=("self",), skip_locked=True).values_list("pk", flat=True))
    rows.model._default_manager.filter(city_id=by.tenant_id, pk__in=found).update(warned_at=at)
    for key in found:
        enqueue(topic=topic, source_id=key, by=by, at=at)
    return len(found)


def lapse_of(message: Message, *, by: Actor) -> Lapse | None:
    """What a message of one of the two topics is about; None when it is no longer so: withdrawn or replaced."""
    if message.topic == CERTIFICATE_TOPIC:
        return _certificate(message.source_id, by=by)
    facts = EligibilityFact.objects.filter(city_id=by.tenant_id, pk=message.source_id, replaced_at=None)
    fact = facts.select_related("standing__dossier").first()
    if fact is None:
        return None
    return Lapse(
        dossier=fact.standing.dossier,
        about_id=fact.standing_id,
        subject=fact.get_kind_display(),
        organisation_id=fact.standing.organisation_id,
        holder_id=None,
    )


def _certificate(key: UUID, *, by: Actor) -> Lapse | None:
    rows = Certificate.objects.filter(city_id=by.tenant_id, pk=key, withdrawn_at=None)
    certificate = rows.select_related("holder").first()
    if certificate is None:
        return None
    standing = OrganisationInCity.objects.select_related("dossier").get(
        city_id=by.tenant_id, organisation_id=certificate.organisation_id
    )
    return Lapse(
        dossier=standing.dossier,
        about_id=certificate.pk,
        subject=f"{certificate.holder.full_name} · {certificate.get_kind_display()}",
        organisation_id=certificate.organisation_id,
        holder_id=certificate.holder_id,
    )
