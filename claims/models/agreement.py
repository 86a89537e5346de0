"""The compensation agreement (赔偿协议) and its performance."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from claims.constants import LONGEST_BANK, LONGEST_CALLER, Form
from idi_platform.accounts.public import Role, User
from idi_platform.documents.public import Upload
from idi_platform.privacy.public import SealedTextField
from idi_platform.tenancy.public import (
    Actor,
    CompositeForeignKey,
    TenantForeignKey,
    TenantModel,
    TenantOneToOneField,
    TenantQuerySet,
)

from .claim import Claim


class AgreementQuerySet(TenantQuerySet["Agreement"]):
    def _visible(self, actor: Actor) -> Self:
        return self.filter(claim__in=Claim.objects.visible_to(actor))

    def standing(self) -> Self:
        """Offered or agreed: what was declined counts no more."""
        return self.filter(declined_at=None)


class Agreement(TenantModel):
    """An offer until `agreed_at`. `amount` in yuan, null for a repair; the schedule says when works start."""

    claim = TenantForeignKey(Claim, related_name="agreements")
    form = models.CharField(_("form of indemnity"), max_length=10, choices=Form.choices)
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2, null=True)
    words = models.TextField(_("what is done"), max_length=2000)
    start_on = models.DateField(_("begins on"))
    finish_on = models.DateField(_("ends on"), null=True)
    offered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    offered_at = models.DateTimeField()
    agreed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    agreed_at = models.DateTimeField(_("agreed"), null=True)
    evidence = TenantForeignKey(Upload, null=True, related_name="+")
    declined_at = models.DateTimeField(null=True)
    decline_reason = models.TextField(max_length=1000, blank=True)

    objects: ClassVar[AgreementQuerySet] = AgreementQuerySet.as_manager()  # type: ignore[assignment]  # manager with our queryset

    class Meta(TenantModel.Meta):
        ordering = ("offered_at", "id")
        constraints = [
            *TenantModel.Meta.constraints,
            CompositeForeignKey(fields=("city", "claim"), name="claims_agreement_claim_fk"),
            CompositeForeignKey(fields=("city", "evidence"), name="claims_agreement_evidence_fk"),
            models.UniqueConstraint(
                fields=("city", "claim"), condition=Q(declined_at=None), name="claims_agreement_one"
            ),
            models.CheckConstraint(
                condition=Q(form=Form.REPAIR, amount=None) | Q(form=Form.PAYMENT, amount__gt=0),
                name="claims_agreement_amount",
            ),
            models.CheckConstraint(
                condition=Q(finish_on=None) | Q(finish_on__gte=F("start_on")), name="claims_agreement_schedule"
            ),
            models.CheckConstraint(
                condition=Q(agreed_at=None) | Q(declined_at=None), name="claims_agreement_one_answer"
            ),
        ]
        indexes = [models.Index(fields=("city", "claim"), name="claims_agreement_claim")]


class PayoutAccountQuerySet(TenantQuerySet["PayoutAccount"]):
    def _visible(self, actor: Actor) -> Self:
        """The owner gives it, the insurer pays to it; nobody else needs to know that there is one."""
        seen = self.filter(agreement__claim__in=Claim.objects.visible_to(actor))
        is_needed = actor.is_system or actor.role in (Role.OWNER, Role.ADJUSTER, Role.INSURER_MANAGER)
        return seen if is_needed else self.none()


class PayoutAccount(TenantModel):
    """Where the owner wants the payment of an agreement; the number is sealed."""

    agreement = TenantOneToOneField(Agreement, related_name="payout_account")
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    holder = models.CharField(_("holder of the account"), max_length=LONGEST_CALLER)
    bank = models.CharField(_("bank"), max_length=LONGEST_BANK)
    number = SealedTextField(_("number of the account"))
    entered_at = models.DateTimeField()

    objects: ClassVar[PayoutAccountQuerySet] = PayoutAccountQuerySet.as_manager()  # type: ignore[assignment]  # manager with our queryset

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            CompositeForeignKey(fields=("city", "agreement"), name="claims_payoutaccount_agreement_fk"),
        ]

    def __str__(self) -> str:
        """Never its number."""
        return self.bank


class PerformanceQuerySet(TenantQuerySet["Performance"]):
    def _visible(self, actor: Actor) -> Self:
        return self.filter(claim__in=Claim.objects.visible_to(actor))


class Performance(TenantModel):
    """What the insurer did: `started_at` the works began or the money left, `completed_at` all is done."""

    claim = TenantOneToOneField(Claim, related_name="performance")
    started_at = models.DateTimeField(_("begun"))
    note = models.TextField(_("note"), max_length=1000)
    evidence = TenantForeignKey(Upload, null=True, related_name="+")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    completed_at = models.DateTimeField(_("completed"), null=True)
    completion_note = models.TextField(max_length=1000, blank=True)

    objects: ClassVar[PerformanceQuerySet] = PerformanceQuerySet.as_manager()  # type: ignore[assignment]  # manager with our queryset

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            CompositeForeignKey(fields=("city", "claim"), name="claims_performance_claim_fk"),
            CompositeForeignKey(fields=("city", "evidence"), name="claims_performance_evidence_fk"),
            models.CheckConstraint(
                condition=Q(completed_at=None) | Q(completed_at__gte=F("started_at")), name="claims_performance_order"
            ),
        ]
