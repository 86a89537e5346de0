"""Commands on authorities to act for owners; each calls the service that the page calls."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from rest_framework import serializers

from idi_platform.accounts.public import DocumentKind, RecentlyConfirmed, Right, Role, User
from idi_platform.api.public import CommandView, Day, FileCommandView, NothingBody
from idi_platform.dossiers.public import civil_today
from idi_platform.registry.constants import LONGEST_NAME, PHONE_NUMBER, AuthorityKind
from idi_platform.registry.errors import NotTheirHome
from idi_platform.registry.models import Authority, Unit
from idi_platform.registry.rights import CONFIRM_AUTHORITY, END_AUTHORITY, RECORD_AUTHORITY
from idi_platform.registry.selectors import authorities_of, homes_in_charge, owners_of
from idi_platform.registry.services.authorities import (
    AuthorityPaper,
    confirm_authority,
    end_authority,
    refuse_authority,
)
from idi_platform.registry.services.entrusting import AuthorityTold, entrust
from idi_platform.registry.services.owners import OwnerFacts
from idi_platform.tenancy.public import business_now, current_actor

from .serializers import AuthoritySerializer

Told = Mapping[str, Any]
LONGEST_REASON = 500


class AuthorityCommand(CommandView):
    """Base of the commands on an authority; whose they are is the service's to say."""

    rights: ClassVar[tuple[Right, ...]] = (END_AUTHORITY,)
    answer_class: ClassVar[type[serializers.BaseSerializer[Any]]] = AuthoritySerializer

    def get_queryset(self) -> QuerySet[Any]:
        return authorities_of(current_actor())

    def act(self, thing: Any, told: Told) -> UUID:
        self.take(thing, told, at=business_now())
        authority_id: UUID = thing.pk
        return authority_id

    def take(self, authority: Authority, told: Told, *, at: datetime) -> None:
        """Calls the service."""
        raise NotImplementedError

    def answered(self, result: UUID) -> Authority:
        return authorities_of(self.actor).get(pk=result)


class AuthorityBody(serializers.Serializer[Any]):
    """Who is entrusted: a body by `body`, or a person by `person`, as the kind asks."""

    kind = serializers.ChoiceField(AuthorityKind.choices)
    given_by = serializers.UUIDField(
        required=False,
        help_text="The owner who gives it; an owner who calls gives it themselves. "
        "Left out: all owners together, for the common parts of the building.",
    )
    body = serializers.CharField(
        max_length=LONGEST_NAME,
        default="",
        allow_blank=True,
        help_text="Property manager or owners' committee: exactly its registered name, or its social credit code.",
    )
    person = serializers.CharField(max_length=LONGEST_NAME, default="", allow_blank=True)
    document_kind = serializers.ChoiceField(DocumentKind.choices, default=DocumentKind.RESIDENT_ID)
    document_number = serializers.CharField(max_length=40, default="", allow_blank=True)
    phone = serializers.CharField(max_length=20, default="", allow_blank=True, validators=[PHONE_NUMBER])
    from_on = Day()
    to_on = Day(required=False, allow_null=True, help_text="The first day no longer.")
    may_settle = serializers.BooleanField(default=False, help_text="Only if the paper says so.")
    paper = serializers.CharField(max_length=200, help_text="Which paper, its number and its day.")
    file = serializers.FileField(help_text="Photograph or PDF of the paper.")


class RecordAuthority(FileCommandView, AuthorityCommand):
    """Record an authority to act for the owner of a home, or for the common parts of its building

    It opens nothing until a second person confirms it.
    """

    rights = (RECORD_AUTHORITY,)
    serializer_class = AuthorityBody
    file_field = "file"

    def get_queryset(self) -> QuerySet[Unit]:
        return homes_in_charge(current_actor()).select_related("dossier", "project", "building")

    def act(self, thing: Unit, told: Told) -> UUID:
        holder = OwnerFacts(told["person"], told["document_kind"], told["document_number"], told["phone"])
        asked = AuthorityTold(
            kind=told["kind"],
            given_by=self._giver(thing, told.get("given_by")),
            body=told["body"],
            person=holder if told["person"] else None,
            from_on=told["from_on"],
            to_on=told.get("to_on"),
            paper=told["paper"],
            may_settle=told["may_settle"],
        )
        paper = AuthorityPaper(told["file"], told["file"].name)
        authority = entrust(
            unit=thing, told=asked, document=paper, by=self.actor, at=business_now(), real=timezone.now()
        )
        authority_id: UUID = authority.pk
        return authority_id

    def _giver(self, unit: Unit, pk: UUID | None) -> User | None:
        """An owner of today. NotTheirHome."""
        if self.actor.role == Role.OWNER:
            pk = pk or self.actor.user_id
        if pk is None:
            return None
        owning = owners_of(self.actor, unit).on(civil_today()).filter(owner=pk).first()
        if owning is None:
            raise NotTheirHome(field="given_by")
        owner: User = owning.owner
        return owner


class ConfirmAuthority(AuthorityCommand):
    """Confirm an authority that another person recorded

    From its first day on its holder sees and files claims of what it names.
    """

    is_personal = True
    rights = (CONFIRM_AUTHORITY,)
    permission_classes = (*CommandView.permission_classes, RecentlyConfirmed)
    serializer_class = NothingBody

    def take(self, authority: Authority, told: Told, *, at: datetime) -> None:
        del told
        confirm_authority(authority=authority, by=self.actor, at=at, real=timezone.now())


class AuthorityReasonBody(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=LONGEST_REASON)


class RefuseAuthority(AuthorityCommand):
    """Do not confirm an authority, with the reason"""

    is_personal = True
    rights = (CONFIRM_AUTHORITY,)
    serializer_class = AuthorityReasonBody

    def take(self, authority: Authority, told: Told, *, at: datetime) -> None:
        refuse_authority(authority=authority, reason=told["reason"], by=self.actor, at=at)


class EndAuthority(AuthorityCommand):
    """End an authority today, with the reason"""

    serializer_class = AuthorityReasonBody

    def take(self, authority: Authority, told: Told, *, at: datetime) -> None:
        end_authority(authority=authority, reason=told["reason"], by=self.actor, at=at)

    def answered(self, result: UUID) -> Authority:
        """As it ended: its holder sees it no longer, and is told of it all the same."""
        return Authority.objects.get(city_id=self.actor.tenant_id, pk=result)
