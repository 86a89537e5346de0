"""Saved views: a list's filter, sort and columns under a name."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import Organisation, User
from idi_platform.tenancy.public import Actor, TenantModel, TenantQuerySet

LONGEST_NAME = 60
LONGEST_QUERY = 2000


class SavedViewQuerySet(TenantQuerySet["SavedView"]):
    def _visible(self, actor: Actor) -> Self:
        """One's own, and those shared in the organisation one acts for."""
        shared = Q(is_shared=True, organisation_id=actor.organisation_id, organisation__isnull=False)
        return self.filter(Q(user_id=actor.user_id) | shared)

    def own(self, actor: Actor) -> Self:
        """Those that the actor made and may change."""
        return self.visible_to(actor).filter(user_id=actor.user_id)


class SavedView(TenantModel):
    """`query` is the list's address in its shortest form. `organisation` is the one its maker acted for.

    `default_at`: when its maker chose to start with it; of several, the latest holds. Preferences, so no audit event.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+", db_index=False)
    list_key = models.CharField(max_length=40)
    name = models.CharField(_("name"), max_length=LONGEST_NAME)
    query = models.TextField(max_length=LONGEST_QUERY, blank=True)
    is_shared = models.BooleanField(default=False)
    default_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    objects: ClassVar[SavedViewQuerySet] = SavedViewQuerySet.as_manager()  # type: ignore[assignment]  # manager with our queryset

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=("city", "user", "list_key", "name"), name="lists_savedview_name"),
        ]
        indexes = [
            models.Index(
                fields=("city", "organisation", "list_key"), condition=Q(is_shared=True), name="lists_savedview_shared"
            )
        ]
