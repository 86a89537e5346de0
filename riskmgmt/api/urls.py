"""Inspection reports and findings under /api/v1/; each command is a sub-resource of what it is about."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from idi_platform.api.public import register_area

from . import finding_commands, report_commands, views

REPORT_COMMANDS = {
    "visit": report_commands.DescribeVisit,
    "findings": finding_commands.AddFinding,
    "finding-removal": finding_commands.RemoveFinding,
    "submission": report_commands.SubmitReport,
    "signature": report_commands.SignReport,
    "receipt": report_commands.RecordReportReceipt,
}
FINDING_COMMANDS = {
    "facts": finding_commands.WriteFinding,
    "photographs": finding_commands.AddPhotograph,
    "photograph-removal": finding_commands.RemovePhotograph,
    "answer-photographs": finding_commands.AddAnswerPhotograph,
    "answer-photograph-removal": finding_commands.RemoveAnswerPhotograph,
    "answer": finding_commands.AnswerFinding,
    "verification": finding_commands.VerifyAnswer,
    "reopening": finding_commands.ReopenFinding,
}

register_area("riskmgmt", _("Inspections and findings"))

urlpatterns = [
    path("projects/<uuid:pk>/inspection-reports/", report_commands.StartReport.as_view(), name="start_report"),
    path("inspection-reports/", views.ListReports.as_view(), name="reports"),
    path("inspection-reports/<uuid:pk>/", views.ReadReport.as_view(), name="report"),
    *(
        path(f"inspection-reports/<uuid:pk>/{word}/", view.as_view(), name=f"report_{word.replace('-', '_')}")
        for word, view in REPORT_COMMANDS.items()
    ),
    path("findings/", views.ListFindings.as_view(), name="findings"),
    path("findings/<uuid:pk>/", views.ReadFinding.as_view(), name="finding"),
    *(
        path(f"findings/<uuid:pk>/{word}/", view.as_view(), name=f"finding_{word.replace('-', '_')}")
        for word, view in FINDING_COMMANDS.items()
    ),
]
