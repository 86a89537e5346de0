"""A finding (检查发现的问题): one thing at one place, with its risk code and whoever must put it right."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import Organisation, Role
from idi_platform.dossiers.public import CIVIL_ZONE
from idi_platform.registry.public import Building, Party, PartyRole, Project, Unit
from idi_platform.tenancy.public import (
    Actor,
    CompositeForeignKey,
    TenantForeignKey,
    TenantModel,
    TenantQuerySet,
    database_now,
)
from riskmgmt.constants import (
    LONGEST_LINE,
    LONGEST_WORDS,
    OVERSEEING_ROLES,
    UNRESOLVED,
    Element,
    FindingState,
    Risk,
)

from .report import InspectionReport


class FindingQuerySet(TenantQuerySet["Finding"]):
    def _visible(self, actor: Actor) -> Self:
        """Seen with its report; of the site's bodies each sees its own, the developer and the supervision firm all."""
        seen = self.filter(report__in=InspectionReport.objects.visible_to(actor))
        if actor.role != Role.PARTICIPANT:
            return seen
        return seen.filter(Q(responsible_id=actor.organisation_id) | Q(project__in=_overseen_by(actor)))

    def unresolved(self) -> Self:
        """Findings that still wait for somebody."""
        return self.filter(state__in=UNRESOLVED)


def _overseen_by(actor: Actor) -> "models.QuerySet[Project]":
    """The projects of which the actor's body is developer or supervision firm today."""
    today = TruncDate(database_now(), tzinfo=CIVIL_ZONE)
    parties = Party.objects.filter(
        Q(to_on=None) | Q(to_on__gt=today),
        Q(organisation_id=actor.organisation_id),
        role__in=OVERSEEING_ROLES,
        from_on__lte=today,
    )
    return Project.objects.visible_to(actor).filter(parties__in=parties)


class Finding(TenantModel):
    """`number` counts within the project and is given on submission. `state` is changed by lifecycle.move() alone.

    `due_on` is the inspector's suggestion, no term of law. `risk` is the level found, `risk_after` the level that was
    left when the finding was closed.
    """

    report = TenantForeignKey(InspectionReport, related_name="findings")
    project = TenantForeignKey(Project, related_name="findings")
    number = models.PositiveIntegerField(_("reference number"), null=True)
    building = TenantForeignKey(Building, null=True, blank=True, related_name="+", verbose_name=_("building"))
    floor = models.SmallIntegerField(_("floor"), null=True, blank=True)
    unit = TenantForeignKey(Unit, null=True, blank=True, related_name="+", verbose_name=_("home"))
    spot = models.CharField(_("axis, door or place"), max_length=LONGEST_LINE, blank=True)
    element = models.CharField(_("part of the building"), max_length=20, choices=Element.choices, blank=True)
    risk = models.CharField(_("risk code"), max_length=1, choices=Risk.choices, blank=True)
    description = models.TextField(_("description"), max_length=LONGEST_WORDS, blank=True)
    advice = models.TextField(_("opinion and advice"), max_length=LONGEST_WORDS, blank=True)
    standard = models.CharField(_("standard or drawing"), max_length=LONGEST_LINE, blank=True)
    responsible = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name=_("who must put it right"),
    )
    responsible_role = models.CharField(max_length=30, choices=PartyRole.choices, blank=True)
    due_on = models.DateField(_("put right by"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=20, choices=FindingState.choices, default=FindingState.DRAFT)
    risk_after = models.CharField(_("level after"), max_length=1, choices=Risk.choices, blank=True)
    raised_at = models.DateTimeField(_("raised"), null=True)
    closed_at = models.DateTimeField(_("closed"), null=True)

    objects: ClassVar[FindingQuerySet] = FindingQuerySet.as_manager()  # type: ignore[assignment]  # manager with our queryset

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            CompositeForeignKey(fields=("city", "report"), name="riskmgmt_finding_report_fk"),
            CompositeForeignKey(fields=("city", "project"), name="riskmgmt_finding_project_fk"),
            CompositeForeignKey(fields=("city", "building"), name="riskmgmt_finding_building_fk"),
            CompositeForeignKey(fields=("city", "unit"), name="riskmgmt_finding_unit_fk"),
            models.UniqueConstraint(fields=("city", "project", "number"), name="riskmgmt_finding_number"),
            models.CheckConstraint(condition=Q(state__in=FindingState.values), name="riskmgmt_finding_state"),
            models.CheckConstraint(
                condition=Q(state="draft")
                | (Q(number__isnull=False, raised_at__isnull=False) & ~Q(risk="") & ~Q(description="")),
                name="riskmgmt_finding_raised",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("draft", "noted")) | Q(responsible__isnull=False),
                name="riskmgmt_finding_responsible",
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False) | (~Q(state="closed") & Q(closed_at=None)),
                name="riskmgmt_finding_closed",
            ),
        ]
        indexes = [
            models.Index(fields=("city", "project", "state"), name="riskmgmt_finding_project"),
            models.Index(fields=("city", "responsible", "state"), name="riskmgmt_finding_responsible"),
            models.Index(fields=("city", "report"), name="riskmgmt_finding_report"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """How people quote it, such as F-0012; empty while it is a draft."""
        return f"F-{self.number:04d}" if self.number else ""
