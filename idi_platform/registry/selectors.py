"""Reading homes, their owners and changes of owners: the viewer first."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When

from idi_platform.accounts.public import Organisation, Role
from idi_platform.tenancy.public import Actor

from .constants import AuthorityState, TransferState
from .errors import HolderWrong
from .models import Authority, AuthorityHome, Ownership, OwnershipQuerySet, Project, Transfer, Unit


def homes_led(viewer: Actor) -> QuerySet[Unit]:
    """Homes whose lead insurer the viewer's body is today."""
    return Unit.objects.visible_to(viewer).filter(project__in=Project.objects.led_by(viewer))


def body_named(words: str, *, kind: str) -> Organisation:
    """The body of that kind with exactly this name or unified social credit code. HolderWrong for none or several."""
    words = words.strip()
    named = Q(name_zh=words) | Q(name_en__iexact=words) | Q(uscc__iexact=words)
    found = list(Organisation.objects.filter(named, kind=kind)[:2])
    if not words or len(found) != 1:
        raise HolderWrong(field="body")
    return found[0]


def homes_in_charge(viewer: Actor) -> QuerySet[Unit]:
    """Homes of which the viewer may say who acts: an owner's own, the bureau's, those whose lead insurer they are."""
    if viewer.role == Role.OWNER:
        return Unit.objects.visible_to(viewer).owned_by(viewer)
    return Unit.objects.visible_to(viewer) if viewer.role == Role.BUREAU else homes_led(viewer)


def find_homes(viewer: Actor, words: str, *, on: date, most: int) -> list[Unit]:
    """Of those, the ones that an address, a door or a present owner's name leads to."""
    named = Ownership.objects.visible_to(viewer).on(on).filter(owner__full_name__icontains=words)
    asked = Q(dossier__title__icontains=words) | Q(project__address__icontains=words) | Q(pk__in=named.values("unit"))
    return list(
        homes_in_charge(viewer).filter(asked).select_related("dossier", "project").order_by("dossier__title")[:most]
    )


def owners_of(viewer: Actor, unit: Unit) -> OwnershipQuerySet:
    """Everybody who owns, owned or will own the home, the latest first."""
    return Ownership.objects.visible_to(viewer).filter(unit=unit).select_related("owner").order_by("-from_on", "pk")


def transfers_of(viewer: Actor) -> QuerySet[Transfer]:
    """Changes of owners, those that wait first."""
    waits = Case(When(state=TransferState.ASKED, then=Value(0)), default=Value(1), output_field=IntegerField())
    related = ("unit__dossier", "unit__project", "recorded_by", "decided_by", "corrects")
    return Transfer.objects.visible_to(viewer).select_related(*related).order_by(waits, "-recorded_at")


def papers_seen(actor: Actor) -> Q:
    """The paper of an authority is seen by whoever sees the authority, not by all who see the home's file."""
    of_authorities = Authority.objects.filter(city_id=OuterRef("city_id"), document_id=OuterRef("pk"))
    return ~Exists(of_authorities) | Q(pk__in=Authority.objects.visible_to(actor).values("document"))


def authorities_of(viewer: Actor) -> QuerySet[Authority]:
    """Authorities, those that wait first."""
    waits = Case(When(state=AuthorityState.ASKED, then=Value(0)), default=Value(1), output_field=IntegerField())
    related = ("project__dossier", "organisation", "person", "given_by", "document", "recorded_by", "decided_by")
    rows = Authority.objects.visible_to(viewer).select_related(*related, "ended_by")
    return rows.prefetch_related("homes__unit__dossier").order_by(waits, "-recorded_at")


def authorities_by_home(viewer: Actor, units: Iterable[Unit]) -> dict[UUID, list[Authority]]:
    """The confirmed authorities over these homes that have not ended. Two queries."""
    asked = [unit.pk for unit in units]
    lasting = Authority.objects.visible_to(viewer).filter(state=AuthorityState.CONFIRMED).not_ended()
    rows = AuthorityHome.objects.filter(city_id=viewer.tenant_id, unit__in=asked, authority__in=lasting)
    named: dict[UUID, list[Authority]] = {}
    related = ("authority__organisation", "authority__person", "authority__given_by")
    for row in rows.select_related(*related).order_by("-authority__may_settle", "authority_id"):
        named.setdefault(row.unit_id, []).append(row.authority)
    return named


def owns(actor: Actor, unit_id: UUID) -> bool:
    """Whether the actor is an owner of the home today."""
    return (
        actor.role == Role.OWNER and Unit.objects.owned_by(actor).filter(city_id=actor.tenant_id, pk=unit_id).exists()
    )


def authority_for(actor: Actor, unit_id: UUID) -> Authority | None:
    """The one by which the actor acts for this home today, the widest first. It opens only what is granted today."""
    if not Unit.objects.spoken_for_by(actor).filter(city_id=actor.tenant_id, pk=unit_id).exists():
        return None
    named = AuthorityHome.objects.filter(city_id=actor.tenant_id, unit=unit_id).values("authority")
    held = Authority.objects.in_force().held_by(actor).filter(city_id=actor.tenant_id, pk__in=named)
    return held.order_by("-may_settle", "pk").first()
