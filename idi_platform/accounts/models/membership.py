"""What a person is, where: exactly one role in one city, for one organisation, in one district or the whole city."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.constants import PLATFORM_ROLES, Role
from idi_platform.audit.public import history
from idi_platform.tenancy.public import Actor, City, District, Wall, uuid7

from .organisation import Organisation
from .user import User


class MembershipQuerySet(models.QuerySet["Membership"]):
    def valid_on(self, on: date) -> Self:
        """Memberships in force that day of people who may sign in; `valid_to` is the first day after.

        Nobody acts in a city that is not open.
        """
        open_city = Q(city=None) | Q(city__is_active=True)
        return self.filter(open_city, Q(valid_to=None) | Q(valid_to__gt=on), valid_from__lte=on, user__is_active=True)


@history("user", "organisation", "role", "city", "district", "valid_from", "valid_to")
class Membership(models.Model):
    """One membership is one Actor; the switcher changes from one to another, nothing else does.

    Never deleted: it ends, and the same may be given again later. One that ends on its first day was never in force.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="memberships")
    role = models.CharField(_("role"), max_length=30, choices=Role.choices)
    city = models.ForeignKey(City, models.PROTECT, null=True, blank=True, related_name="+")
    district = models.ForeignKey(District, models.PROTECT, null=True, blank=True, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    wall: ClassVar[Wall] = Wall(app="rw")

    class Meta:
        ordering = ("valid_from", "id")
        indexes = [models.Index(fields=("city", "organisation", "role"), name="accounts_membership_body")]
        constraints = [
            models.UniqueConstraint(
                fields=("user", "organisation", "role", "city", "district"),
                condition=Q(valid_to=None),
                nulls_distinct=False,
                name="accounts_membership_once",
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="accounts_membership_period"
            ),
            models.CheckConstraint(
                condition=Q(role__in=PLATFORM_ROLES) | Q(city__isnull=False), name="accounts_membership_city"
            ),
            # Duties split three ways: nobody ever holds two of these roles, one after the other neither.
            models.UniqueConstraint(
                fields=("user",),
                condition=Q(role__in=PLATFORM_ROLES),
                name="accounts_membership_one_platform_role",
                violation_error_message=_("This person already holds one of the platform's three roles."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()}"

    def actor(self) -> Actor:
        return Actor(
            user_id=self.user_id,
            organisation_id=self.organisation_id,
            role=self.role,
            city_id=self.city_id,
            district_id=self.district_id,
        )
