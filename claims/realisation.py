"""What claims do with the rules; a piece that is taken out of the app is taken out here too."""

from django.utils.translation import gettext_lazy as _

from policies.public import Effect, realises

from .constants import DENIAL_TOPICS, SUPPLEMENT_RULE, ClaimEvent

realises(
    "claims.clocks",
    label=_("Term with a clock, started by the step of the claim"),
    by=Effect.TIMER,
    triggers=(
        ClaimEvent.REPORTED,
        ClaimEvent.RECEIVED,
        ClaimEvent.COMPLETE,
        ClaimEvent.DETERMINED,
        ClaimEvent.AGREED,
        ClaimEvent.FIRST_REPAIR_REQUEST,
    ),
)
realises(
    "claims.clauses",
    label=_("Clause that the adjuster may cite, word for word, when the claim is decided"),
    by=Effect.CATALOGUE,
    topics=DENIAL_TOPICS,
)
realises(
    "claims.filing",
    label=_("Report of a defect by the owner, on the phone or by telephone"),
    by=Effect.TASK,
    parameters=("claims.file", "claims.channel", "claims.loss_notice"),
)
realises(
    "claims.own_home",
    label=_("Only whoever owns the home claims for it"),
    by=Effect.VALIDATE,
    parameters=("claims.right", "party.insured", "party.owner", "party.beneficiary"),
)
realises(
    "claims.succession",
    label=_("The claims of a home go with its ownership"),
    by=Effect.VALIDATE,
    parameters=("transfer.succession",),
)
realises(
    "claims.routing",
    label=_("A defect goes to the developer before cover begins and to the insurer from its first day"),
    by=Effect.TASK,
    parameters=("liability.insurer", "interim_repair.responsible"),
)
realises(
    "claims.documents",
    label=_("List of the documents asked for, ticked off as they come"),
    by=Effect.CHECKLIST,
    parameters=("claims.documents",),
)
realises(
    "claims.one_request",
    label=_("A second request for documents is refused"),
    by=Effect.BLOCK,
    parameters=(SUPPLEMENT_RULE,),
)
realises(
    "claims.complex_reasons",
    label=_("No case is declared complex without written reasons"),
    by=Effect.BLOCK,
    parameters=("claims.determination.complex_reason",),
)
realises(
    "claims.denial",
    label=_("No denial without reasons, clause and evidence"),
    by=Effect.BLOCK,
    parameters=("claims.denial_reasons", "claims.burden_of_proof"),
)
realises(
    "claims.news",
    label=_("The owners are told of the determination at once"),
    by=Effect.TASK,
    parameters=("claims.determination.notify",),
)
