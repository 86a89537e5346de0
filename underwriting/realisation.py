"""What underwriting does with the rules; a piece that is taken out of the app is taken out here too."""

from django.utils.translation import gettext_lazy as _

from policies.public import Effect, realises

from .constants import ISSUE_GATE, LEAD_SHARE, SIGNING, PolicyEvent

realises(
    "underwriting.clocks",
    label=_("Term with a clock, started by the issue of the policy"),
    by=Effect.TIMER,
    triggers=(PolicyEvent.ISSUED,),
)
realises(
    "underwriting.premium_first",
    label=_("No policy is issued before its full premium"),
    by=Effect.BLOCK,
    parameters=(ISSUE_GATE,),
)
realises(
    "underwriting.lead_share",
    label=_("No policy is issued while the lead insurer's share is out of bounds"),
    by=Effect.BLOCK,
    parameters=(LEAD_SHARE,),
)
realises(
    "underwriting.late_signature",
    label=_("A contract signed too late is put on record with its clause"),
    by=Effect.WARN,
    parameters=(SIGNING,),
)
realises(
    "underwriting.cover",
    label=_("Cover of each part of a home, counted from the building's own dates"),
    by=Effect.CATALOGUE,
    parameters=(
        "liability_start",
        "coverage.structure.period",
        "coverage.insulation.period",
        "coverage.waterproofing.period",
        "coverage.insulation_waterproofing.period",
        "coverage.waterproofing_concealed.period",
        "coverage.hvac_mep_decoration.period",
        "coverage.additional.period",
    ),
)
realises(
    "underwriting.bounds",
    label=_("What a contract agrees out of bounds is set aside and flagged"),
    by=Effect.VALIDATE,
    parameters=("defect_liability_period.max", "coverage.additional.period"),
)
realises(
    "underwriting.contract_terms",
    label=_("Term of the insurance contract, entered with its clause"),
    by=Effect.TIMER,
    parameters=("claims.survey", "claims.contract_overrides"),
)
