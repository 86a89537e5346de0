"""Who may act for the owners of homes, or for the common parts of buildings: a dated fact on an uploaded document."""

from datetime import date, timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import Organisation, Role, User
from idi_platform.documents.public import Upload
from idi_platform.dossiers.public import CIVIL_ZONE
from idi_platform.registry.constants import AuthorityKind, AuthorityState
from idi_platform.tenancy.public import (
    Actor,
    CompositeForeignKey,
    TenantForeignKey,
    TenantModel,
    TenantQuerySet,
    TenantRow,
    database_now,
)

from .project import Project
from .transfer import INSURER_ROLES
from .unit import Unit

_CONFIRMED = Q(state=AuthorityState.CONFIRMED)


class AuthorityQuerySet(TenantQuerySet["Authority"]):
    def _visible(self, actor: Actor) -> Self:
        """The lead insurer's people and the bureau; whoever owns one of the homes; the holder, while it lasts."""
        if actor.is_system:
            return self
        if actor.role in INSURER_ROLES:
            return self.filter(project__in=Project.objects.led_by(actor))
        if actor.role == Role.BUREAU:
            return self.filter(project__in=Project.objects.visible_to(actor))
        held = self._held_by(actor) & Q(pk__in=self.model.objects.in_force().values("pk"))
        if actor.role == Role.OWNER:
            own = AuthorityHome.objects.filter(unit__in=Unit.objects.owned_by(actor)).values("authority")
            return self.filter(held | Q(given_by_id=actor.user_id) | Q(pk__in=own))
        return self.filter(held) if actor.role == Role.PARTICIPANT else self.none()

    def in_force(self) -> Self:
        """Confirmed ones of today, business time as the database reads it."""
        today = TruncDate(database_now(), tzinfo=CIVIL_ZONE)
        return self.not_ended().filter(_CONFIRMED, from_on__lte=today)

    def not_ended(self) -> Self:
        """Those that run today, or will."""
        today = TruncDate(database_now(), tzinfo=CIVIL_ZONE)
        return self.filter(Q(to_on=None) | Q(to_on__gt=today))

    def held_by(self, actor: Actor) -> Self:
        """Those of the actor's body, or of the person who acts for none."""
        return self.filter(self._held_by(actor))

    @staticmethod
    def _held_by(actor: Actor) -> Q:
        if actor.organisation_id is not None:
            return Q(organisation_id=actor.organisation_id)
        return Q(person_id=actor.user_id) if actor.user_id is not None else Q(pk__in=[])


class Authority(TenantModel):
    """Half-open as ownership is. A body or a person holds it: for homes of `given_by`, or, given by the owners together
    (`given_by` empty), for the common parts of buildings.

    `may_settle`: accepting or declining an offer and withdrawing as well (Civil Code 165: the paper names what is
    entrusted). `paper`: which paper, by whom, of which day. `state` is changed by services/authorities.py alone.
    """

    project = TenantForeignKey(Project, related_name="authorities")
    kind = models.CharField(_("kind of authority"), max_length=20, choices=AuthorityKind.choices)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="+", verbose_name=_("organisation")
    )
    person = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("agent"))
    given_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("given by"))
    from_on = models.DateField(_("from"))
    to_on = models.DateField(_("until"), null=True)
    may_settle = models.BooleanField(_("may settle"), default=False)
    paper = models.CharField(_("document"), max_length=200)
    document = TenantForeignKey(Upload, related_name="+")
    state = models.CharField(_("state"), max_length=20, choices=AuthorityState.choices, default=AuthorityState.ASKED)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded on"))
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(_("decided on"), null=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(_("ended on"), null=True)
    end_reason = models.CharField(_("reason of the end"), max_length=500, blank=True)

    objects: ClassVar[AuthorityQuerySet] = AuthorityQuerySet.as_manager()  # type: ignore[assignment]  # manager with our queryset

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            CompositeForeignKey(fields=("city", "project"), name="registry_authority_project_fk"),
            CompositeForeignKey(fields=("city", "document"), name="registry_authority_document_fk"),
            models.CheckConstraint(condition=Q(state__in=AuthorityState.values), name="registry_authority_state"),
            models.CheckConstraint(condition=Q(kind__in=AuthorityKind.values), name="registry_authority_kind"),
            models.CheckConstraint(
                condition=Q(organisation=None, person__isnull=False, given_by__isnull=False)
                | Q(organisation__isnull=False, person=None),
                name="registry_authority_one_holder",
            ),
            models.CheckConstraint(
                condition=Q(given_by=None) | ~Q(person=F("given_by")), name="registry_authority_another_person"
            ),
            # One that is ended before its first day was never in force.
            models.CheckConstraint(
                condition=Q(to_on=None) | Q(to_on__gte=F("from_on")), name="registry_authority_period"
            ),
            models.CheckConstraint(condition=~Q(decided_by=F("recorded_by")), name="registry_authority_two_people"),
            models.CheckConstraint(
                condition=Q(state=AuthorityState.ASKED, decided_by=None, decided_at=None)
                | (~Q(state=AuthorityState.ASKED) & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="registry_authority_decided",
            ),
        ]
        indexes = [
            models.Index(fields=("city", "project"), name="registry_authority_project"),
            models.Index(fields=("city", "organisation"), name="registry_authority_body"),
        ]

    @property
    def last_on(self) -> date | None:
        return self.to_on - timedelta(days=1) if self.to_on else None

    def is_in_force(self, on: date) -> bool:
        is_running = self.to_on is None or on < self.to_on
        return self.state == AuthorityState.CONFIRMED and self.from_on <= on and is_running


class AuthorityHome(TenantRow):
    """A home, or the common parts of a building, that the authority is for."""

    authority = TenantForeignKey(Authority, related_name="homes")
    unit = TenantForeignKey(Unit, related_name="authorities")

    class Meta:
        constraints = [
            CompositeForeignKey(fields=("city", "authority"), name="registry_authorityhome_authority_fk"),
            CompositeForeignKey(fields=("city", "unit"), name="registry_authorityhome_unit_fk"),
            models.UniqueConstraint(fields=("city", "authority", "unit"), name="registry_authorityhome_once"),
        ]
        indexes = [models.Index(fields=("city", "unit"), name="registry_authorityhome_unit")]
