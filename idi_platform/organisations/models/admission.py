"""An organisation asks to work in a city: asked, admitted or refused. Outside the wall, as memberships are.

It is asked from one city and decided in another, so no city owns the row; what is told of the organisation lies in the
dossier that the asking opens inside the city's wall (standing.py).
"""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import Organisation, Role, User
from idi_platform.organisations.constants import AdmissionState
from idi_platform.tenancy.public import Actor, City, Wall, uuid7


class AdmissionQuerySet(models.QuerySet["Admission"]):
    def visible_to(self, actor: Actor) -> Self:
        """A bureau's officers see what is asked of their city, administrators what theirs asked anywhere."""
        if actor.is_system:
            return self
        match actor.role:
            case Role.BUREAU:
                return self.filter(city_id=actor.city_id)
            case Role.ORG_ADMIN if actor.organisation_id:
                return self.filter(organisation_id=actor.organisation_id)
            case _other:
                return self.none()


class Admission(models.Model):
    """`state` is changed by services/admitting.py alone. `reason` is the officer's, told to the organisation."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("organisation"))
    city = models.ForeignKey(City, models.PROTECT, related_name="+", db_index=False)
    state = models.CharField(_("state"), max_length=20, choices=AdmissionState.choices, default=AdmissionState.ASKED)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("applied on"))
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(_("decided on"), null=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)

    objects = AdmissionQuerySet.as_manager()

    wall: ClassVar[Wall] = Wall(app="rw")

    class Meta:
        ordering = ("-asked_at", "-id")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=AdmissionState.values), name="organisations_admission_state"),
            models.CheckConstraint(
                condition=Q(state=AdmissionState.ASKED, decided_by=None, decided_at=None)
                | (~Q(state=AdmissionState.ASKED) & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="organisations_admission_decided",
            ),
            models.UniqueConstraint(
                fields=("city", "organisation"),
                condition=Q(state=AdmissionState.ASKED),
                name="organisations_admission_once",
            ),
        ]
        indexes = [models.Index(fields=("city", "asked_at"), name="organisations_admission_city")]

    def __str__(self) -> str:
        return f"{self.pk} {self.state}"
