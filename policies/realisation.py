"""What this app itself does with the rules."""

from django.utils.translation import gettext_lazy as _

from .constants import Effect
from .realising import realises

realises(
    "policies.page",
    label=_("Shown beside its clause on the public page of the text"),
    by=Effect.INFO,
    whole=True,
)
realises(
    "policies.duties",
    label=_("Point of a checklist on the page of the case file, with its clause, open until somebody states it"),
    by=Effect.CHECKLIST,
    whole=True,
)
realises(
    "policies.validity",
    label=_("Dates and anchor by which a project gets the text that governs it"),
    by=Effect.CATALOGUE,
    parameters=("validity.from", "validity.to", "validity.window", "applicability.anchor", "issued_on"),
)
realises(
    "policies.clock",
    label=_("Legal clock that counts every term"),
    by=Effect.TIMER,
    parameters=(
        "period.units",
        "period.start",
        "period.start.hours",
        "period.month_end",
        "period.holiday_roll",
        "period.end_time",
    ),
)
