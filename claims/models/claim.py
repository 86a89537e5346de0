"""A claim (索赔): an owner's demand on the lead insurer for one defect of one home."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from claims.constants import DEVELOPER_STATES, LONGEST_DESCRIPTION, ClaimState, DefectKind, Place
from idi_platform.accounts.public import Organisation, Role, User
from idi_platform.dossiers.public import DossierBound
from idi_platform.registry.public import Authority, Project, Unit
from idi_platform.tenancy.public import Actor, CompositeForeignKey, District, TenantForeignKey, TenantQuerySet


class ClaimQuerySet(TenantQuerySet["Claim"]):
    def _visible(self, actor: Actor) -> Self:
        if actor.is_system:
            return self
        match actor.role:
            case Role.OWNER:
                return self.filter(unit__in=Unit.objects.visible_to(actor))
            case Role.ADJUSTER | Role.INSURER_MANAGER:
                return self.filter(insurer_id=actor.organisation_id)
            case Role.PARTICIPANT if actor.organisation_id:
                acted_for = Q(unit__in=Unit.objects.spoken_for_by(actor))
                return self.filter(acted_for | Q(developer_id=actor.organisation_id))
            case Role.BUREAU:
                return self.filter(district_id=actor.district_id) if actor.district_id else self
            case _other:
                return self.none()


class Claim(DossierBound):
    """`insurer` and `district` are those of the day of filing, kept here because lists filter by them.

    `developer` is set where the repair is still the developer's (years one and two): then it is theirs to answer.
    `consented_at` is empty while nobody but a caller has spoken for the owner (TelephoneReport).
    `filed_by` is who filed it in the owners' name, on which `authority`; both empty for an owner's own.
    `state` is changed by lifecycle.move() alone. Dates of the law stand in the dossier's deadlines.
    """

    unit = TenantForeignKey(Unit, related_name="claims")
    project = TenantForeignKey(Project, related_name="claims")
    insurer = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", db_index=False, verbose_name=_("lead insurer")
    )
    developer = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="+", db_index=False, verbose_name=_("developer")
    )
    claimant = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("claimant"))
    filed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("filed by"))
    authority = TenantForeignKey(Authority, null=True, related_name="+")
    district = models.ForeignKey(District, models.PROTECT, related_name="+", db_index=False, verbose_name=_("district"))
    state = models.CharField(_("state"), max_length=20, choices=ClaimState.choices, default=ClaimState.FILED)
    filed_at = models.DateTimeField(_("filed"))
    place = models.CharField(_("place"), max_length=20, choices=Place.choices)
    defect = models.CharField(_("what the owner sees"), max_length=20, choices=DefectKind.choices)
    description = models.CharField(_("description"), max_length=LONGEST_DESCRIPTION)
    noticed_on = models.DateField(_("noticed on"))
    is_dangerous = models.BooleanField(_("danger reported"))
    consented_at = models.DateTimeField(null=True)
    documents_complete_at = models.DateTimeField(_("documents complete since"), null=True)

    objects: ClassVar[ClaimQuerySet] = ClaimQuerySet.as_manager()  # type: ignore[assignment]  # manager with our queryset

    class Meta(DossierBound.Meta):
        constraints = [
            *DossierBound.Meta.constraints,
            CompositeForeignKey(fields=("city", "unit"), name="claims_claim_unit_fk"),
            CompositeForeignKey(fields=("city", "project"), name="claims_claim_project_fk"),
            CompositeForeignKey(fields=("city", "authority"), name="claims_claim_authority_fk"),
            models.CheckConstraint(
                condition=Q(authority=None, filed_by=None) | Q(authority__isnull=False, filed_by__isnull=False),
                name="claims_claim_filed_on_authority",
            ),
            models.CheckConstraint(condition=Q(state__in=ClaimState.values), name="claims_claim_state"),
            models.CheckConstraint(condition=~Q(description=""), name="claims_claim_description"),
            models.CheckConstraint(
                condition=~Q(state__in=DEVELOPER_STATES) | Q(developer__isnull=False), name="claims_claim_developer"
            ),
        ]
        indexes = [
            models.Index(fields=("city", "insurer", "filed_at"), name="claims_claim_insurer"),
            models.Index(fields=("city", "district", "filed_at"), name="claims_claim_district"),
            models.Index(
                fields=("city", "developer", "filed_at"),
                condition=Q(developer__isnull=False),
                name="claims_claim_developer_filed",
            ),
        ]

    def __str__(self) -> str:
        return str(self.dossier)
