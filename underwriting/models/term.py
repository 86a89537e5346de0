"""A term that the contract supplies or improves, with the document that shows it."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from idi_platform.audit.public import history
from idi_platform.documents.public import Upload
from idi_platform.registry.public import MilestoneKind
from idi_platform.tenancy.public import Actor, CompositeForeignKey, TenantForeignKey, TenantModel, TenantQuerySet
from underwriting.constants import TermDirection

from .policy import InsurancePolicy


class ContractTermQuerySet(TenantQuerySet["ContractTerm"]):
    def _visible(self, actor: Actor) -> Self:
        return self.filter(policy__in=InsurancePolicy.objects.visible_to(actor))


@history(
    "policy",
    "parameter",
    "value",
    "unit",
    "direction",
    "anchor",
    "obliged",
    "evidence",
    "document",
    dossier="policy",
)
class ContractTerm(TenantModel):
    """`parameter`, `unit` and `obliged` are words of the rules' vocabulary (policies/packs/vocabulary.yaml).

    `anchor` is the milestone a waiting time counts from, where the texts do not say.
    """

    policy = TenantForeignKey(InsurancePolicy, related_name="terms")
    parameter = models.CharField(_("question"), max_length=80)
    value = models.PositiveSmallIntegerField(_("number"))
    unit = models.CharField(_("unit of time"), max_length=20)
    direction = models.CharField(max_length=10, choices=TermDirection.choices, default=TermDirection.AFTER)
    anchor = models.CharField(_("counted from"), max_length=40, choices=MilestoneKind.choices, blank=True)
    obliged = models.CharField(_("who owes it"), max_length=40, blank=True)
    evidence = models.CharField(_("clause of the contract"), max_length=200)
    document = TenantForeignKey(Upload, null=True, blank=True, related_name="+")

    objects: ClassVar[ContractTermQuerySet] = ContractTermQuerySet.as_manager()  # type: ignore[assignment]  # manager with our queryset

    class Meta(TenantModel.Meta):
        ordering = ("parameter",)
        constraints = [
            *TenantModel.Meta.constraints,
            CompositeForeignKey(fields=("city", "policy"), name="underwriting_term_policy_fk"),
            CompositeForeignKey(fields=("city", "document"), name="underwriting_term_document_fk"),
            models.UniqueConstraint(fields=("city", "policy", "parameter"), name="underwriting_term_once"),
            models.CheckConstraint(condition=Q(value__gt=0), name="underwriting_term_value"),
            models.CheckConstraint(condition=~Q(evidence=""), name="underwriting_term_evidence"),
            models.CheckConstraint(condition=Q(direction__in=TermDirection.values), name="underwriting_term_direction"),
        ]

    def __str__(self) -> str:
        return f"{self.parameter} {self.value} {self.unit}"
