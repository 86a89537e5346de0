"""Reading what is kept of a person: the person first."""

from django.db.models import Q, QuerySet

from idi_platform.accounts.public import Role
from idi_platform.audit.public import Access
from idi_platform.dossiers.public import Dossier
from idi_platform.outbox.public import Job
from idi_platform.tenancy.public import Actor

from .models import Consent, ErasedRow, ErasureRequest, ErasureState, RetentionRun

EXPORT = "mydata.export"
_MOST_SHOWN = 100


def looks_at(viewer: Actor) -> list[Access]:
    """Who looked at what is sensitive of this person, the latest first: at them, and at the cases of their homes.

    Not `visible_to`, which shows one's own looks: here the person looked at asks. Roles and bodies are told, no names.
    """
    about = Q(subject="accounts.User", subject_id=str(viewer.person_id))
    if viewer.role == Role.OWNER:
        about |= Q(dossier_id__in=Dossier.objects.visible_to(viewer).values("pk"))
    looks = Access.objects.filter(about, city_id=viewer.tenant_id).exclude(actor_user_id=viewer.person_id)
    return list(looks.order_by("-at", "-pk")[:_MOST_SHOWN])


def consents_of(viewer: Actor) -> QuerySet[Consent]:
    return Consent.objects.visible_to(viewer)


def exports_of(viewer: Actor) -> QuerySet[Job]:
    """The files of their own data that somebody asked for, the latest first."""
    return Job.objects.visible_to(viewer).filter(kind=EXPORT).order_by("-created_at")


def last_runs() -> list[RetentionRun]:
    """The last walk through each city. One query."""
    runs = RetentionRun.objects.select_related("city").order_by("city__code", "-started_at", "-id")
    return list(runs.distinct("city__code"))


def erased_lately() -> list[ErasedRow]:
    """What was erased after its retention, the latest first."""
    return list(ErasedRow.objects.select_related("city", "run").order_by("-id")[:_MOST_SHOWN])


def open_erasure(viewer: Actor) -> ErasureRequest | None:
    return ErasureRequest.objects.filter(person_id=viewer.person_id, state=ErasureState.ASKED).first()
