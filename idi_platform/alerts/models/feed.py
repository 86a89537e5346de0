"""An address that a calendar program asks for one person's terms."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import Membership
from idi_platform.dossiers.public import Dossier
from idi_platform.tenancy.public import Actor, CompositeForeignKey, TenantForeignKey, TenantModel, TenantQuerySet


class CalendarFeedQuerySet(TenantQuerySet["CalendarFeed"]):
    def _visible(self, actor: Actor) -> Self:
        """Those made in the membership at work."""
        if actor.is_system:
            return self
        return self.filter(
            membership__user_id=actor.user_id,
            membership__role=actor.role,
            membership__organisation_id=actor.organisation_id,
            membership__district_id=actor.district_id,
        )

    def open(self) -> Self:
        return self.filter(revoked_at=None)


class CalendarFeed(TenantModel):
    """`digest` is of the token, which is shown once. It shows what the membership may see when it is asked.

    `dossier` narrows it to one home or project. Moments are of real time; `asked_at` is right to the hour.
    """

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="+", db_index=False)
    dossier = TenantForeignKey(Dossier, null=True, related_name="+", db_index=False)
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField(_("made at"))
    asked_at = models.DateTimeField(_("last asked"), null=True)
    revoked_at = models.DateTimeField(null=True)

    objects: ClassVar[CalendarFeedQuerySet] = CalendarFeedQuerySet.as_manager()  # type: ignore[assignment]  # manager with our queryset

    class Meta(TenantModel.Meta):
        ordering = ("-made_at", "-id")
        constraints = [
            *TenantModel.Meta.constraints,
            CompositeForeignKey(fields=("city", "dossier"), name="alerts_feed_dossier_fk"),
            models.UniqueConstraint(fields=("city", "digest"), name="alerts_feed_digest"),
        ]
        indexes = [
            models.Index(fields=("city", "membership"), condition=Q(revoked_at=None), name="alerts_feed_open"),
        ]

    def __str__(self) -> str:
        """Never the digest."""
        return str(self.pk)
