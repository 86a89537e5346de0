"""When the insurer is liable for one component: computed from a milestone, with the printed dates beside it."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import Role
from idi_platform.audit.public import history
from idi_platform.registry.public import Building, MilestoneKind, Unit
from idi_platform.tenancy.public import Actor, CompositeForeignKey, TenantForeignKey, TenantModel, TenantQuerySet

from .policy import InsurancePolicy


class CoverWindowQuerySet(TenantQuerySet["CoverWindow"]):
    def _visible(self, actor: Actor) -> Self:
        """An owner sees the cover of their homes, and who acts for them too, though not the policy and its premium."""
        of_policies = Q(policy__in=InsurancePolicy.objects.visible_to(actor))
        if actor.role not in (Role.OWNER, Role.PARTICIPANT):
            return self.filter(of_policies)
        homes = Unit.objects.visible_to(actor).spoken_for_by(actor)
        here = Q(building=None) | Q(building__in=homes.values("building"))
        of_homes = here & Q(policy__project__in=homes.values("project"))
        return self.filter(of_homes if actor.role == Role.OWNER else of_homes | of_policies)


@history(
    "policy",
    "building",
    "component",
    "anchor_kind",
    "anchor_on",
    "first_on",
    "last_on",
    "printed_first_on",
    "printed_last_on",
    dossier="policy",
)
class CoverWindow(TenantModel):
    """One component of one building, or, without a building, of every building that has no window of its own.

    No computed day while the milestone or a term of the contract is missing. Printed dates govern (LEGAL.md); both days
    of a window are covered. The hashes name the stored reasoning of waiting time and period.
    """

    policy = TenantForeignKey(InsurancePolicy, related_name="cover_windows")
    building = TenantForeignKey(Building, null=True, blank=True, related_name="+")
    component = models.CharField(_("component"), max_length=80)
    anchor_kind = models.CharField(max_length=40, choices=MilestoneKind.choices, blank=True)
    anchor_on = models.DateField(null=True, blank=True)
    is_open = models.BooleanField(default=False)
    first_on = models.DateField(null=True, blank=True)
    last_on = models.DateField(null=True, blank=True)
    clipped_first = models.BooleanField(default=False)
    clipped_last = models.BooleanField(default=False)
    printed_first_on = models.DateField(null=True, blank=True)
    printed_last_on = models.DateField(null=True, blank=True)
    citation = models.CharField(max_length=300, blank=True)
    trace_hash = models.CharField(max_length=64, blank=True)
    wait_citation = models.CharField(max_length=300, blank=True)
    wait_trace_hash = models.CharField(max_length=64, blank=True)

    objects: ClassVar[CoverWindowQuerySet] = CoverWindowQuerySet.as_manager()  # type: ignore[assignment]  # manager with our queryset

    class Meta(TenantModel.Meta):
        ordering = ("component", "building", "id")
        constraints = [
            *TenantModel.Meta.constraints,
            CompositeForeignKey(fields=("city", "policy"), name="underwriting_cover_policy_fk"),
            CompositeForeignKey(fields=("city", "building"), name="underwriting_cover_building_fk"),
            models.UniqueConstraint(
                fields=("city", "policy", "building", "component"), nulls_distinct=False, name="underwriting_cover_once"
            ),
            models.CheckConstraint(
                condition=Q(first_on=None, last_on=None) | Q(last_on__gt=F("first_on")),
                name="underwriting_cover_computed",
            ),
            models.CheckConstraint(
                condition=Q(printed_first_on=None, printed_last_on=None)
                | Q(printed_last_on__gte=F("printed_first_on")),
                name="underwriting_cover_printed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.component} {self.starts_on} – {self.ends_on}"

    @property
    def is_printed(self) -> bool:
        return self.printed_first_on is not None

    @property
    def starts_on(self) -> date | None:
        """The first day covered: as printed, else as computed."""
        return self.printed_first_on or self.first_on

    @property
    def ends_on(self) -> date | None:
        """The last day covered: as printed, else as computed."""
        return self.printed_last_on or self.last_on
