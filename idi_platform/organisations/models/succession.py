"""One body takes the place of another in a city from a day on: asked by one of them, confirmed by the city's bureau.

Outside the wall, as admissions are: the register of organisations shows former names to the platform's operator.
"""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import Organisation, Role, User
from idi_platform.organisations.constants import SuccessionKind, SuccessionState
from idi_platform.tenancy.public import Actor, City, Wall, uuid7


class SuccessionQuerySet(models.QuerySet["Succession"]):
    def visible_to(self, actor: Actor) -> Self:
        """The bureau sees those of its city, people those of their own body there."""
        if actor.is_system:
            return self.filter(city_id=actor.city_id)
        if actor.role == Role.BUREAU:
            return self.filter(city_id=actor.city_id)
        if actor.organisation_id is None:
            return self.none()
        own = Q(predecessor_id=actor.organisation_id) | Q(successor_id=actor.organisation_id)
        return self.filter(own, city_id=actor.city_id)


class Succession(models.Model):
    """`from_on` is the first civil day on which the successor stands in the predecessor's place.

    `state` is changed by services/succeeding.py alone. `paper_id` is an upload in the predecessor's dossier of the
    city. `moved` counts, by what it is, the rows that the day moved. Moments are business time.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    city = models.ForeignKey(City, models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(_("kind"), max_length=20, choices=SuccessionKind.choices)
    predecessor = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("organisation that is succeeded")
    )
    successor = models.ForeignKey(
        Organisation, models.PROTECT, related_name="successions", verbose_name=_("organisation that succeeds")
    )
    from_on = models.DateField(_("from"))
    grounds = models.CharField(_("grounds"), max_length=500)
    paper_id = models.UUIDField(null=True)
    state = models.CharField(
        _("state"), max_length=20, choices=SuccessionState.choices, default=SuccessionState.PROPOSED
    )
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(_("proposed on"))
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(_("decided on"), null=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    moved = models.JSONField(default=dict)
    done_at = models.DateTimeField(null=True)

    objects = SuccessionQuerySet.as_manager()

    wall: ClassVar[Wall] = Wall(app="keep")

    class Meta:
        ordering = ("-from_on", "-id")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=SuccessionKind.values), name="organisations_succession_kind"),
            models.CheckConstraint(
                condition=Q(state__in=SuccessionState.values), name="organisations_succession_state"
            ),
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")), name="organisations_succession_two_bodies"
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("proposed_by")),
                name="organisations_succession_two_people",
            ),
            models.CheckConstraint(
                condition=Q(state=SuccessionState.PROPOSED, decided_by=None, decided_at=None)
                | (~Q(state=SuccessionState.PROPOSED) & Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="organisations_succession_decided",
            ),
            models.UniqueConstraint(
                fields=("city", "predecessor"),
                condition=~Q(state=SuccessionState.REFUSED),
                name="organisations_succession_once",
            ),
        ]
        indexes = [models.Index(fields=("city", "from_on"), name="organisations_succession_city")]

    def __str__(self) -> str:
        return f"{self.pk} {self.state}"
