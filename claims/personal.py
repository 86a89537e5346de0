"""What claims keeps of people, how long, and to whom its pages show it plainly."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from idi_platform.accounts.public import Role
from idi_platform.dossiers.public import Dossier, DossierKind
from idi_platform.privacy.public import (
    Basis,
    DataKind,
    PersonalField,
    PersonalTable,
    register_case,
    register_personal,
    register_use,
)
from underwriting.public import INSURANCE_RECORDS as INSURANCE
from underwriting.public import records_kept_until

from .models import Agreement, Claim, Survey, TelephoneReport

_INSURER = (Role.ADJUSTER, Role.INSURER_MANAGER)
_CASE = _("The insurer of the claim, the developer while the repair is theirs, and the bureau.")


def claim_kept_until(claim: Claim) -> date | None:
    """As long as the records of its project's insurance; None while that day is open."""
    return records_kept_until(claim.project_id, city_id=claim.city_id)


def _case_kept_until(dossier: Dossier) -> date | None:
    return claim_kept_until(dossier.claim)


def _claimant(dossier: Dossier) -> list[UUID]:
    return [dossier.claim.claimant_id]


register_case(DossierKind.CLAIM, retention=INSURANCE, kept_until=_case_kept_until, people=_claimant)
register_personal(
    PersonalTable(
        model="claims.Claim",
        person="claimant",
        purpose=_("To decide your claim and to repair or pay."),
        basis=Basis.CONTRACT,
        retention=INSURANCE,
        seen_by=_CASE,
        case="pk",
        kept_until=claim_kept_until,
        fields=(PersonalField("description", _("What you wrote of the defect"), DataKind.WORDS, empty="–"),),
    )
)
register_personal(
    PersonalTable(
        model="claims.ClaimDraft",
        person="owner",
        purpose=_("To keep a report that you have not sent yet."),
        basis=Basis.CONSENT,
        retention="draft",
        seen_by=_("You alone."),
        fields=(PersonalField("description", _("Report not sent yet"), DataKind.WORDS),),
    )
)
register_personal(
    PersonalTable(
        model="claims.TelephoneReport",
        person="claim__claimant",
        purpose=_("To know who called for you, and to call back."),
        basis=Basis.CONTRACT,
        retention=INSURANCE,
        seen_by=_CASE,
        case="claim",
        kept_until=lambda report: claim_kept_until(_claim_of(report)),
        fields=(
            PersonalField("caller", _("Who called"), DataKind.NAME, empty="–"),
            PersonalField("number", _("Number to call back"), DataKind.PHONE, empty="–"),
        ),
    )
)
register_personal(
    PersonalTable(
        model="claims.PayoutAccount",
        person="entered_by",
        purpose=_("To pay what was agreed."),
        basis=Basis.CONTRACT,
        retention=INSURANCE,
        seen_by=_("The insurer's people who pay, with a reason, which is written down."),
        case="agreement__claim",
        kept_until=lambda account: claim_kept_until(account.agreement.claim),
        fields=(
            PersonalField("holder", _("Holder of the account"), DataKind.NAME, empty="–"),
            PersonalField("bank", _("Bank"), DataKind.WORDS, empty="–"),
            PersonalField("number", _("Number of the account"), DataKind.BANK_ACCOUNT),
        ),
    )
)
register_personal(
    PersonalTable(
        model="claims.Survey",
        person="claim__claimant",
        purpose=_("To say who was there when your home was surveyed."),
        basis=Basis.CONTRACT,
        retention=INSURANCE,
        seen_by=_CASE,
        case="claim",
        kept_until=lambda survey: claim_kept_until(_claim_of(survey)),
        fields=(
            PersonalField("present", _("Who was present"), DataKind.WORDS, empty="–"),
            PersonalField("findings", _("What was found in your home"), DataKind.WORDS, empty="–"),
        ),
    )
)
register_personal(
    PersonalTable(
        model="claims.Agreement",
        person="claim__claimant",
        purpose=_("To write down what was offered and what you answered."),
        basis=Basis.CONTRACT,
        retention=INSURANCE,
        seen_by=_CASE,
        case="claim",
        kept_until=lambda agreement: claim_kept_until(_claim_of(agreement)),
        fields=(PersonalField("decline_reason", _("Why you declined"), DataKind.WORDS),),
    )
)
# Whoever owns the home reads who acted in their name, and the other way round.
register_use(
    "claims.Claim",
    {"filed_by.full_name": _("Who filed for the owners")},
    plain_to=(*_INSURER, Role.PARTICIPANT, Role.OWNER),
    reveal_to=(Role.BUREAU,),
)
# The contract needs them plainly: the insurer decides and repairs, the developer repairs in the first years.
register_use(
    "claims.Claim",
    {"claimant.full_name": _("Claimant"), "claimant.phone": _("Claimant's telephone number")},
    plain_to=(*_INSURER, Role.PARTICIPANT),
    reveal_to=(Role.BUREAU,),
)
register_use(
    "claims.Claim",
    {"claimant.identity_document.number": _("Claimant's identity document")},
    plain_to=(),
    reveal_to=_INSURER,
)
register_use(
    "claims.TelephoneReport",
    {"caller": _("Caller"), "number": _("Caller's number")},
    dossier="claim_id",
    plain_to=(*_INSURER, Role.PARTICIPANT),
    reveal_to=(Role.BUREAU,),
)
register_use(
    "claims.PayoutAccount",
    {"holder": _("Holder of the account")},
    dossier="agreement.claim_id",
    plain_to=_INSURER,
)
register_use(
    "claims.PayoutAccount",
    {"number": _("Number of the account")},
    dossier="agreement.claim_id",
    plain_to=(),
    reveal_to=_INSURER,
)
# Who took a step in a case without an organisation: an owner.
register_use("accounts.User", {"full_name": _("Full name")}, dossier="", plain_to=(*_INSURER, Role.PARTICIPANT))


def _claim_of(row: TelephoneReport | Survey | Agreement) -> Claim:
    claim: Claim = row.claim
    return claim
