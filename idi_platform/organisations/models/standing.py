"""An organisation in a city: its dossier there, and the dated facts that it may work by."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import Organisation, Role, User
from idi_platform.documents.public import Upload
from idi_platform.dossiers.public import DossierBound
from idi_platform.organisations.constants import FactKind
from idi_platform.tenancy.public import Actor, CompositeForeignKey, TenantForeignKey, TenantModel, TenantQuerySet


class StandingQuerySet(TenantQuerySet["OrganisationInCity"]):
    def _visible(self, actor: Actor) -> Self:
        """The city's bureau sees every body, its people see their own; owners none."""
        if actor.is_system or actor.role == Role.BUREAU:
            return self
        if actor.organisation_id is None:
            return self.none()
        return self.filter(organisation_id=actor.organisation_id)


class OrganisationInCity(DossierBound):
    """What an organisation's standing duties hang on. `admitted_on` is empty until the bureau admits it."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", db_index=False, verbose_name=_("organisation")
    )
    admitted_on = models.DateField(_("admitted on"), null=True)
    ended_on = models.DateField(null=True)

    objects: ClassVar[StandingQuerySet] = StandingQuerySet.as_manager()  # type: ignore[assignment]  # manager with our queryset

    class Meta(DossierBound.Meta):
        constraints = [
            *DossierBound.Meta.constraints,
            models.UniqueConstraint(fields=("city", "organisation"), name="organisations_standing_once"),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(admitted_on__isnull=False), name="organisations_standing_ended"
            ),
        ]

    def __str__(self) -> str:
        return str(self.dossier)


class FactQuerySet(TenantQuerySet["EligibilityFact"]):
    def _visible(self, actor: Actor) -> Self:
        return self.filter(standing__in=OrganisationInCity.objects.visible_to(actor))


class EligibilityFact(TenantModel):
    """What the organisation states about itself. A newer statement of the kind replaces it; none is changed or deleted.

    `valid_to` is the first day after. `warned_at` says that its people were told it lapses (business time).
    """

    standing = TenantForeignKey(OrganisationInCity, related_name="facts")
    kind = models.CharField(_("kind"), max_length=20, choices=FactKind.choices)
    words = models.CharField(_("statement"), max_length=200)
    valid_to = models.DateField(null=True)
    document = TenantForeignKey(Upload, null=True, related_name="+", db_index=False)
    stated_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    stated_at = models.DateTimeField(_("stated on"))
    replaced_at = models.DateTimeField(null=True)
    warned_at = models.DateTimeField(null=True)

    objects: ClassVar[FactQuerySet] = FactQuerySet.as_manager()  # type: ignore[assignment]  # manager with our queryset

    class Meta(TenantModel.Meta):
        ordering = ("kind", "-stated_at")
        constraints = [
            *TenantModel.Meta.constraints,
            CompositeForeignKey(fields=("city", "standing"), name="organisations_fact_standing_fk"),
            CompositeForeignKey(fields=("city", "document"), name="organisations_fact_document_fk"),
            models.CheckConstraint(condition=Q(kind__in=FactKind.values), name="organisations_fact_kind"),
            models.UniqueConstraint(
                fields=("city", "standing", "kind"), condition=Q(replaced_at=None), name="organisations_fact_current"
            ),
        ]
        indexes = [
            models.Index(
                fields=("city", "valid_to"),
                condition=Q(replaced_at=None, warned_at=None, valid_to__isnull=False),
                name="organisations_fact_lapses",
            )
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.kind}"

    def has_lapsed_on(self, on: date) -> bool:
        return self.valid_to is not None and self.valid_to <= on
