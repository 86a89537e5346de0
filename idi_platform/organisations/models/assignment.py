"""Who is in charge of a case file at an organisation, and who stands in while they are away."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import Organisation, Role, User
from idi_platform.dossiers.public import Dossier
from idi_platform.tenancy.public import Actor, CompositeForeignKey, TenantForeignKey, TenantModel, TenantQuerySet


class AssignmentQuerySet(TenantQuerySet["Assignment"]):
    def _visible(self, actor: Actor) -> Self:
        """Those of one's own organisation, of dossiers that one sees; an administrator hands over what they do not."""
        if actor.is_system:
            return self
        own = self.filter(organisation_id=actor.organisation_id)
        return own if actor.role == Role.ORG_ADMIN else own.filter(dossier__in=Dossier.objects.visible_to(actor))


class Assignment(TenantModel):
    """One person in charge at a time, for each organisation; `ended_at` is empty while they are."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    dossier = TenantForeignKey(Dossier, related_name="assignments", db_index=False)
    assignee = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False, verbose_name=_("in charge"))
    assigned_by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    assigned_at = models.DateTimeField(_("in charge since"))
    ended_at = models.DateTimeField(null=True)

    objects: ClassVar[AssignmentQuerySet] = AssignmentQuerySet.as_manager()  # type: ignore[assignment]  # manager with our queryset

    class Meta(TenantModel.Meta):
        ordering = ("-assigned_at", "-id")
        constraints = [
            *TenantModel.Meta.constraints,
            CompositeForeignKey(fields=("city", "dossier"), name="organisations_assignment_dossier_fk"),
            models.UniqueConstraint(
                fields=("city", "dossier", "organisation"),
                condition=Q(ended_at=None),
                name="organisations_assignment_once",
            ),
        ]
        indexes = [
            models.Index(fields=("city", "assignee"), condition=Q(ended_at=None), name="organisations_assignment_open")
        ]

    def __str__(self) -> str:
        return str(self.pk)


class AbsenceQuerySet(TenantQuerySet["Absence"]):
    def _visible(self, actor: Actor) -> Self:
        """One's own, those one stands in for; all of one's organisation for its administrators."""
        if actor.is_system:
            return self
        own = self.filter(organisation_id=actor.organisation_id)
        if actor.role == Role.ORG_ADMIN:
            return own
        return own.filter(Q(person_id=actor.user_id) | Q(deputy_id=actor.user_id))


class Absence(TenantModel):
    """From when to when somebody is away (`to_on` is the first day back), and who does their work meanwhile."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    deputy = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False, verbose_name=_("deputy"))
    from_on = models.DateField(_("first day away"))
    to_on = models.DateField(_("first day back"))
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    entered_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    objects: ClassVar[AbsenceQuerySet] = AbsenceQuerySet.as_manager()  # type: ignore[assignment]  # manager with our queryset

    class Meta(TenantModel.Meta):
        ordering = ("from_on", "id")
        constraints = [
            *TenantModel.Meta.constraints,
            models.CheckConstraint(condition=Q(to_on__gt=F("from_on")), name="organisations_absence_period"),
            models.CheckConstraint(condition=~Q(person=F("deputy")), name="organisations_absence_deputy"),
        ]
        indexes = [
            models.Index(
                fields=("city", "organisation", "to_on"),
                condition=Q(withdrawn_at=None),
                name="organisations_absence_body",
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)
