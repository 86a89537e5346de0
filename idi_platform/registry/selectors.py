"""Reading homes, their owners and changes of owners: the viewer first."""

from datetime import date

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from idi_platform.tenancy.public import Actor

from .constants import TransferState
from .models import Ownership, OwnershipQuerySet, Project, Transfer, Unit


def homes_led(viewer: Actor) -> QuerySet[Unit]:
    """Homes whose lead insurer the viewer's body is today."""
    return Unit.objects.visible_to(viewer).filter(project__in=Project.objects.led_by(viewer))


def find_homes(viewer: Actor, words: str, *, on: date, most: int) -> list[Unit]:
    """Of those, the ones that an address, a door or a present owner's name leads to."""
    named = Ownership.objects.visible_to(viewer).on(on).filter(owner__full_name__icontains=words)
    asked = Q(dossier__title__icontains=words) | Q(project__address__icontains=words) | Q(pk__in=named.values("unit"))
    return list(homes_led(viewer).filter(asked).select_related("dossier", "project").order_by("dossier__title")[:most])


def owners_of(viewer: Actor, unit: Unit) -> OwnershipQuerySet:
    """Everybody who owns, owned or will own the home, the latest first."""
    return Ownership.objects.visible_to(viewer).filter(unit=unit).select_related("owner").order_by("-from_on", "pk")


def transfers_of(viewer: Actor) -> QuerySet[Transfer]:
    """Changes of owners, those that wait first."""
    waits = Case(When(state=TransferState.ASKED, then=Value(0)), default=Value(1), output_field=IntegerField())
    related = ("unit__dossier", "unit__project", "recorded_by", "decided_by")
    return Transfer.objects.visible_to(viewer).select_related(*related).order_by(waits, "-recorded_at")
