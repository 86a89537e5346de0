"""Grants of a case file, in django-guardian's direct tables: granting.py alone writes, visibility.py alone reads."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import TruncDate
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase

from idi_platform.accounts.public import Organisation
from idi_platform.dossiers.constants import CIVIL_ZONE
from idi_platform.tenancy.public import CompositeForeignKey, TenantForeignKey, TenantRow, database_now


class Permission(models.TextChoices):
    """What a fact opens: codenames of the permissions on Dossier. No page shows the words."""

    TAKE_PART = "take_part", "Take part in the project"
    DEVELOP = "develop", "Develop the project"
    INSURE = "insure", "Bear a share of the policy"
    ACT_FOR = "act_for", "Act for the owners"


class GrantQuerySet(models.QuerySet[Any]):
    def in_force(self) -> Self:
        """Grants of today; one that has ended, or not begun, opens nothing. Business time, as the database reads it."""
        today = TruncDate(database_now(), tzinfo=CIVIL_ZONE)
        begun = Q(from_on=None) | Q(from_on__lte=today)
        return self.filter(begun, Q(to_on=None) | Q(to_on__gt=today))


class Grant(TenantRow):
    """Half-open as the facts are: from_on None is since ever, to_on the first day no longer."""

    content_object = TenantForeignKey("dossiers.Dossier", related_name="+")
    from_on = models.DateField(null=True)
    to_on = models.DateField(null=True)

    class Meta:
        abstract = True


def _constraints(holder: str, name: str) -> list[models.BaseConstraint]:
    return [
        CompositeForeignKey(fields=("city", "content_object"), name=f"dossiers_{name}_dossier_fk"),
        models.UniqueConstraint(
            fields=("city", holder, "permission", "content_object", "from_on"),
            nulls_distinct=False,
            name=f"dossiers_{name}_once",
        ),
        models.CheckConstraint(
            condition=Q(from_on=None) | Q(to_on=None) | Q(to_on__gt=F("from_on")), name=f"dossiers_{name}_period"
        ),
    ]


class DossierGroupObjectPermission(Grant, GroupObjectPermissionBase):
    """A body's grant: its group is named by the organisation's id. Lists filter by the organisation itself, since
    PostgreSQL knows how many case files each has, and guesses one where the name of a group is joined.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)

    objects: ClassVar[Any] = GrantQuerySet.as_manager()  # type: ignore[assignment]  # ours asks for the day

    class Meta:
        constraints = _constraints("organisation", "groupgrant")
        indexes = [models.Index(fields=("city", "content_object"), name="dossiers_groupgrant_dossier")]


class DossierUserObjectPermission(Grant, UserObjectPermissionBase):
    """A person's grant."""

    objects: ClassVar[Any] = GrantQuerySet.as_manager()  # type: ignore[assignment]  # ours asks for the day

    class Meta:
        constraints = _constraints("user", "usergrant")
        indexes = [models.Index(fields=("city", "content_object"), name="dossiers_usergrant_dossier")]
