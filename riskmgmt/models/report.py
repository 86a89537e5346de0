"""An inspection report (检查报告) of a technical inspection service, about one visit to one project."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import Organisation, User
from idi_platform.registry.public import Project
from idi_platform.tenancy.public import Actor, CompositeForeignKey, TenantForeignKey, TenantModel, TenantQuerySet
from riskmgmt.constants import LONGEST_LINE, LONGEST_WORDS, READER_ROLES, ReportKind, ReportState, Stage


class ReportQuerySet(TenantQuerySet["InspectionReport"]):
    def _visible(self, actor: Actor) -> Self:
        """A submitted report is seen with its project; a draft by its writer alone, and who stands in takes it over."""
        if actor.is_system:
            return self
        if actor.role not in READER_ROLES:
            return self.none()
        of_my_projects = self.filter(project__in=Project.objects.visible_to(actor))
        mine = Q(started_by_id=actor.user_id, tis_id=actor.organisation_id)
        return of_my_projects.filter(~Q(state=ReportState.DRAFT) | mine)

    def unfinished(self) -> Self:
        return self.filter(state=ReportState.DRAFT)


class InspectionReport(TenantModel):
    """It hangs on its project's dossier. A draft belongs to its writer; what is submitted never changes.

    `inspected_on` is a civil date. `number` is given on submission; the signatures after `prepared_by` are those of
    others. `platform_receipt` is the number that the authority's own platform gave for the upload.
    """

    project = TenantForeignKey(Project, related_name="inspection_reports")
    tis = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", db_index=False, verbose_name=_("Technical inspection service")
    )
    kind = models.CharField(_("kind of report"), max_length=20, choices=ReportKind.choices)
    stage = models.CharField(_("stage of the works"), max_length=20, choices=Stage.choices, blank=True)
    inspected_on = models.DateField(_("inspected on"), null=True, blank=True)
    from_time = models.TimeField(_("from"), null=True, blank=True)
    to_time = models.TimeField(_("until"), null=True, blank=True)
    weather = models.CharField(_("weather"), max_length=60, blank=True)
    inspectors = models.CharField(_("inspectors"), max_length=LONGEST_LINE, blank=True)
    parts = models.CharField(_("parts inspected"), max_length=LONGEST_LINE, blank=True)
    summary = models.TextField(_("summary"), max_length=LONGEST_WORDS, blank=True)
    risk_analysis = models.TextField(_("risk evaluation"), max_length=LONGEST_WORDS, blank=True)
    state = models.CharField(_("state"), max_length=20, choices=ReportState.choices, default=ReportState.DRAFT)
    number = models.CharField(_("reference number"), max_length=40, blank=True)
    started_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True)
    prepared_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("prepared by"))
    checked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("checked by"))
    checked_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("approved by"))
    approved_at = models.DateTimeField(null=True)
    platform_receipt = models.CharField(_("receipt number"), max_length=80, blank=True)
    platform_uploaded_at = models.DateTimeField(_("uploaded to the authority's platform"), null=True)

    objects: ClassVar[ReportQuerySet] = ReportQuerySet.as_manager()  # type: ignore[assignment]  # manager with our queryset

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            CompositeForeignKey(fields=("city", "project"), name="riskmgmt_report_project_fk"),
            models.UniqueConstraint(
                fields=("city", "started_by", "project", "kind"),
                condition=Q(state="draft"),
                name="riskmgmt_report_one_draft",
            ),
            models.UniqueConstraint(fields=("city", "number"), condition=~Q(number=""), name="riskmgmt_report_number"),
            models.CheckConstraint(
                condition=Q(state="draft", number="", submitted_at=None)
                | (
                    Q(state="submitted", submitted_at__isnull=False, inspected_on__isnull=False)
                    & Q(prepared_by__isnull=False)
                    & ~Q(number="")
                    & ~Q(summary="")
                ),
                name="riskmgmt_report_state",
            ),
            models.CheckConstraint(
                condition=Q(checked_by=None) | ~Q(checked_by=F("prepared_by")), name="riskmgmt_report_checked_by_other"
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | (~Q(approved_by=F("prepared_by"))),
                name="riskmgmt_report_approved_by_other",
            ),
        ]
        indexes = [
            models.Index(fields=("city", "project", "inspected_on"), name="riskmgmt_report_project"),
            models.Index(fields=("city", "tis", "submitted_at"), name="riskmgmt_report_tis"),
        ]

    def __str__(self) -> str:
        return self.number or str(self.get_kind_display())
