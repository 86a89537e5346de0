"""An insurance policy (保单) of one project. `policies/` is public policy: a contract is always InsurancePolicy."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import Organisation, Role
from idi_platform.audit.public import history
from idi_platform.documents.public import Upload
from idi_platform.dossiers.public import DossierBound, Permission, granted_dossiers
from idi_platform.registry.public import Project
from idi_platform.tenancy.public import Actor, CompositeForeignKey, TenantForeignKey, TenantQuerySet
from underwriting.constants import PolicyState

INSURER_STAFF = (Role.UNDERWRITER, Role.ADJUSTER, Role.INSURER_MANAGER)


class InsurancePolicyQuerySet(TenantQuerySet["InsurancePolicy"]):
    def _visible(self, actor: Actor) -> Self:
        """A draft is the lead insurer's own paper; what is issued is seen by members, developer and bureau as well."""
        if actor.is_system:
            return self
        is_issued = ~Q(state=PolicyState.DRAFT)
        if actor.role in INSURER_STAFF and actor.organisation_id:
            own = Q(lead_insurer_id=actor.organisation_id)
            return self.filter(own | is_issued & Q(pk__in=granted_dossiers(actor, Permission.INSURE)))
        if actor.role == Role.PARTICIPANT and actor.organisation_id:
            return self.filter(is_issued, project__in=granted_dossiers(actor, Permission.DEVELOP))
        if actor.role == Role.BUREAU:
            place = Q(project__district_id=actor.district_id) if actor.district_id else Q()
            return self.filter(is_issued & place)
        return self.none()


@history(
    "project",
    "lead_insurer",
    "policy_number",
    "state",
    "contract_formed_on",
    "issued_on",
    "premium_fen",
    "sum_insured_fen",
    "limit_per_home_fen",
    "premium_received_fen",
    "premium_received_on",
    "is_earlier",
    dossier="dossier",
)
class InsurancePolicy(DossierBound):
    """`lead_insurer` is that of the latest shares, kept here because lists filter by it. Money is whole fen of CNY.

    `state` is changed by lifecycle.move() alone, `shares_revision` by set_shares(): two editors cannot both win.
    """

    project = TenantForeignKey(Project, related_name="insurance_policies")
    lead_insurer = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", db_index=False, verbose_name=_("lead insurer")
    )
    policy_number = models.CharField(_("insurer's policy number"), max_length=60)
    state = models.CharField(_("state"), max_length=10, choices=PolicyState.choices, default=PolicyState.DRAFT)
    contract_formed_on = models.DateField(_("contract formed on"), null=True, blank=True)
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    premium_fen = models.BigIntegerField(_("premium"), null=True, blank=True)
    sum_insured_fen = models.BigIntegerField(_("sum insured"), null=True, blank=True)
    limit_per_home_fen = models.BigIntegerField(_("limit per home"), null=True, blank=True)
    premium_received_fen = models.BigIntegerField(_("premium received"), default=0)
    premium_received_on = models.DateField(_("premium received in full on"), null=True, blank=True)
    is_earlier = models.BooleanField(_("entered from paper"), default=False)
    evidence = TenantForeignKey(Upload, null=True, blank=True, related_name="+")
    shares_revision = models.PositiveIntegerField(default=0)

    objects: ClassVar[InsurancePolicyQuerySet] = InsurancePolicyQuerySet.as_manager()  # type: ignore[assignment]  # manager with our queryset

    class Meta(DossierBound.Meta):
        constraints = [
            *DossierBound.Meta.constraints,
            CompositeForeignKey(fields=("city", "project"), name="underwriting_policy_project_fk"),
            CompositeForeignKey(fields=("city", "evidence"), name="underwriting_policy_evidence_fk"),
            models.UniqueConstraint(
                fields=("city", "lead_insurer", "policy_number"), name="underwriting_policy_number"
            ),
            models.CheckConstraint(condition=~Q(policy_number=""), name="underwriting_policy_numbered"),
            models.CheckConstraint(condition=Q(state__in=PolicyState.values), name="underwriting_policy_state"),
            models.CheckConstraint(
                condition=Q(state=PolicyState.DRAFT) | Q(issued_on__isnull=False, contract_formed_on__isnull=False),
                name="underwriting_policy_dates",
            ),
            models.CheckConstraint(
                condition=(Q(premium_fen=None) | Q(premium_fen__gt=0))
                & (Q(sum_insured_fen=None) | Q(sum_insured_fen__gt=0))
                & (Q(limit_per_home_fen=None) | Q(limit_per_home_fen__gt=0))
                & Q(premium_received_fen__gte=0),
                name="underwriting_policy_amounts",
            ),
            models.CheckConstraint(
                condition=Q(premium_received_on=None) | Q(premium_received_fen__gte=F("premium_fen")),
                name="underwriting_policy_full_premium",
            ),
        ]
        indexes = [
            models.Index(fields=("city", "lead_insurer", "state"), name="underwriting_policy_lead"),
            models.Index(fields=("city", "project"), name="underwriting_policy_project"),
        ]

    def __str__(self) -> str:
        return self.policy_number

    @property
    def is_draft(self) -> bool:
        return self.state == PolicyState.DRAFT

    @property
    def is_premium_full(self) -> bool:
        return self.premium_fen is not None and self.premium_received_fen >= self.premium_fen

    def is_issued_by(self, on: date) -> bool:
        return not self.is_draft and self.issued_on is not None and self.issued_on <= on
