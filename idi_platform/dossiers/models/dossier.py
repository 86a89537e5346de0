"""The case file (案卷): what documents, deadlines, timeline and alerts hang on. Thin: no state, no domain column."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from idi_platform.dossiers.visibility import visible_dossier_ids
from idi_platform.tenancy.public import (
    Actor,
    CompositeForeignKey,
    TenantForeignKey,
    TenantModel,
    TenantOneToOneField,
    TenantQuerySet,
    TenantRow,
)

from .grants import Permission


class DossierKind(models.TextChoices):
    PROJECT = "project", _("Project")
    UNIT = "unit", _("Home")
    POLICY = "policy", _("Insurance policy")
    CLAIM = "claim", _("Claim")
    FUND_CASE = "fund_case", _("Fund case")
    ORGANISATION = "organisation", _("Organisation's duties")


class DossierQuerySet(TenantQuerySet["Dossier"]):
    def _visible(self, actor: Actor) -> Self:
        return self.filter(visible_dossier_ids(actor))


class Dossier(TenantModel):
    """One file per project, home, insurance policy, claim, fund case, and organisation in a city."""

    kind = models.CharField(_("kind"), max_length=20, choices=DossierKind.choices)
    number = models.CharField(_("reference number"), max_length=40)
    title = models.CharField(_("title"), max_length=200)
    parent_project = TenantForeignKey("self", null=True, blank=True, related_name="children")
    opened_at = models.DateTimeField(_("opened at"))

    objects: ClassVar[DossierQuerySet] = DossierQuerySet.as_manager()  # type: ignore[assignment]  # manager with our queryset

    class Meta(TenantModel.Meta):
        permissions = [*Permission.choices]
        constraints = [
            *TenantModel.Meta.constraints,
            CompositeForeignKey(fields=("city", "parent_project"), name="dossiers_dossier_parent_fk"),
            models.UniqueConstraint(fields=("city", "kind", "number"), name="dossiers_dossier_number"),
        ]
        indexes = [models.Index(fields=("city", "parent_project"), name="dossiers_dossier_parent")]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class NumberSeries(TenantRow):
    """The last reference number given out, per city, series and year; locked while the next one is taken."""

    series = models.CharField(max_length=20)
    year = models.SmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("city", "series", "year"), name="dossiers_numberseries_key")]


class DossierBound(TenantRow):
    """Base of a domain row that is about a dossier: the dossier's id is its own key."""

    dossier = TenantOneToOneField(Dossier, primary_key=True, related_name="%(class)s")

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=("city", "dossier"), name="%(app_label)s_%(class)s_tenant"),
            CompositeForeignKey(fields=("city", "dossier"), name="%(app_label)s_%(class)s_dossier_fk"),
        ]
