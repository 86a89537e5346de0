"""A change of owners: recorded by one person of the lead insurer, in force once a second has approved it."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import Role, User
from idi_platform.registry.constants import Title, TransferCause, TransferState
from idi_platform.tenancy.public import (
    Actor,
    CompositeForeignKey,
    TenantForeignKey,
    TenantModel,
    TenantQuerySet,
    TenantRow,
)

from .ownership import Held, share_constraint
from .project import Project
from .unit import Unit

INSURER_ROLES = (Role.UNDERWRITER, Role.ADJUSTER, Role.INSURER_MANAGER)


class TransferQuerySet(TenantQuerySet["Transfer"]):
    def _visible(self, actor: Actor) -> Self:
        """The lead insurer's people: a deed tells more of people than the home does."""
        if actor.is_system:
            return self
        if actor.role in INSURER_ROLES:
            return self.filter(unit__project__in=Project.objects.led_by(actor))
        return self.none()


class Transfer(TenantModel):
    """Names everybody who owns the home from `on` on, whoever stays included. `document`: which paper, of which day.

    One that `corrects` an approved change names nobody: approved, the home is whose it was before. Both stay on record.
    `state` is changed by services/transfers.py alone.
    """

    unit = TenantForeignKey(Unit, related_name="transfers")
    cause = models.CharField(_("reason of the change"), max_length=20, choices=TransferCause.choices)
    on = models.DateField(_("first day of the new owners"))
    title = models.CharField(_("title"), max_length=20, choices=Title.choices)
    document = models.CharField(_("document"), max_length=200)
    state = models.CharField(_("state"), max_length=20, choices=TransferState.choices, default=TransferState.ASKED)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded on"))
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(_("decided on"), null=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    corrects = TenantForeignKey("self", null=True, related_name="corrections")

    objects: ClassVar[TransferQuerySet] = TransferQuerySet.as_manager()  # type: ignore[assignment]  # manager with our queryset

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            CompositeForeignKey(fields=("city", "unit"), name="registry_transfer_unit_fk"),
            CompositeForeignKey(fields=("city", "corrects"), name="registry_transfer_corrects_fk"),
            models.CheckConstraint(
                condition=Q(cause=TransferCause.CORRECTION, corrects__isnull=False)
                | (~Q(cause=TransferCause.CORRECTION) & Q(corrects=None)),
                name="registry_transfer_correction",
            ),
            models.CheckConstraint(condition=Q(state__in=TransferState.values), name="registry_transfer_state"),
            models.CheckConstraint(condition=~Q(decided_by=F("recorded_by")), name="registry_transfer_two_people"),
            models.CheckConstraint(
                condition=Q(state=TransferState.ASKED, decided_by=None, decided_at=None)
                | (~Q(state=TransferState.ASKED) & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="registry_transfer_decided",
            ),
            models.UniqueConstraint(
                fields=("city", "unit"), condition=Q(state=TransferState.ASKED), name="registry_transfer_one_open"
            ),
        ]
        indexes = [models.Index(fields=("city", "unit", "on"), name="registry_transfer_unit")]


class NewOwner(TenantRow, Held):
    """One of those who own the home from the transfer's day on."""

    transfer = TenantForeignKey(Transfer, related_name="owners")
    person = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("owner"))

    class Meta:
        constraints = [
            CompositeForeignKey(fields=("city", "transfer"), name="registry_newowner_transfer_fk"),
            models.UniqueConstraint(fields=("city", "transfer", "person"), name="registry_newowner_once"),
            share_constraint("registry_newowner_share"),
        ]
