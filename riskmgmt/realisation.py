"""What risk management does with the rules; a piece that is taken out of the app is taken out here too."""

from django.utils.translation import gettext_lazy as _

from policies.public import Effect, realises

from .constants import RiskEvent

realises(
    "riskmgmt.clocks",
    label=_("Term with a clock, started by the inspection report"),
    by=Effect.TIMER,
    triggers=(RiskEvent.INSPECTED, RiskEvent.REPORT_COMPLETED, RiskEvent.REPORT_RECEIVED),
)
realises(
    "riskmgmt.reports",
    label=_("Each inspection is entered as a report with its findings"),
    by=Effect.TASK,
    parameters=("inspection.report.each",),
)
realises(
    "riskmgmt.frequency",
    label=_("Inspections of a month and stage that are missing are raised"),
    by=Effect.VALIDATE,
    parameters=("inspection.frequency",),
)
realises(
    "riskmgmt.delivery",
    label=_("A submitted report lies before insurer and developer at once"),
    by=Effect.TASK,
    parameters=("inspection.report.delivery",),
)
realises(
    "riskmgmt.evaluation",
    label=_("No completion report without its evaluation of the risk"),
    by=Effect.VALIDATE,
    parameters=("inspection.final_report.rating",),
)
realises(
    "riskmgmt.rectification",
    label=_("A finding stays open until it is put right and looked at again"),
    by=Effect.TASK,
    parameters=("rectification.close_out", "rectification.contractor"),
)
realises(
    "riskmgmt.evidence",
    label=_("No answer to a finding without photographs of before and after"),
    by=Effect.VALIDATE,
    parameters=("rectification.evidence",),
)
