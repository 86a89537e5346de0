"""Refusals of claims, each with its field and rule. Cover is never one of them: filing is always allowed."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from idi_platform.tenancy.public import DomainError


class NotYourHome(DomainError):
    code = "not_your_home"
    message = _("You are not recorded as an owner of this home today. Ask the insurer or the housing bureau to check.")


class NoLeadInsurer(DomainError):
    code = "no_lead_insurer"
    message = _("No lead insurer is recorded for this home today. Call the housing bureau: they must enter it.")


class NoOwner(DomainError):
    code = "no_owner"
    message = _("Choose an owner who is recorded for this home on the day of the call.")


class ClaimantStays(DomainError):
    code = "claimant_stays"
    status = HTTPStatus.CONFLICT
    message = _("Nothing is to be chosen any more: look at the claim again.")


class NotYourClaim(DomainError):
    code = "not_your_claim"
    message = _("Another insurer leads for this home on the day of the call. Give the caller its number.")


class CalledInFuture(DomainError):
    code = "called_in_future"
    message = _("The call cannot be later than now.")


class CallerMissing(DomainError):
    code = "caller_missing"
    message = _("Write down who called and the number to call back.")


class AnswerMissing(DomainError):
    code = "answer_missing"
    message = _("This question is not answered yet.")


class DescriptionTooLong(DomainError):
    code = "description_too_long"
    message = _("The description is too long. Shorten it.")


class NoticedInFuture(DomainError):
    code = "noticed_in_future"
    message = _("The day you noticed it cannot be later than today.")


class ConsentMissing(DomainError):
    code = "consent_missing"
    message = _("Tick the box to agree that your details are used for this claim.")


class TooManyPhotographs(DomainError):
    code = "too_many_photographs"
    message = _("No more photographs can be added. Remove one first.")


class DraftFiled(DomainError):
    code = "draft_filed"
    message = _("This report was already sent. Start a new one for another defect.")


class NotAllowedInState(DomainError):
    code = "claim_moved_on"
    status = HTTPStatus.CONFLICT
    message = _("The claim has moved on in the meantime. Open it again to see its state.")


class NotYourStep(DomainError):
    code = "not_your_step"
    status = HTTPStatus.FORBIDDEN
    message = _("This step is for the adjuster of the claim's insurer.")


class SurveyTime(DomainError):
    code = "survey_time"
    message = _("The survey must lie between the filing of the claim and now.")


class SurveyFactMissing(DomainError):
    code = "survey_fact_missing"
    message = _("Say who was present and what was found.")


class AskedBefore(DomainError):
    code = "asked_before"
    status = HTTPStatus.CONFLICT
    message = _("Documents were asked for on this claim already. Everything must be asked for at once.")


class NothingAsked(DomainError):
    code = "nothing_asked"
    message = _("Name at least one document and say why it is needed.")


class TooManyDocuments(DomainError):
    code = "too_many_documents"
    message = _("The list is too long. Ask only for what is needed to decide.")


class NotAsked(DomainError):
    code = "not_asked"
    message = _("This document was not asked for, or it has arrived already.")


class TimeOutOfOrder(DomainError):
    code = "time_out_of_order"
    message = _("This moment does not fit the claim: it lies too early, or later than now.")


class ReasonMissing(DomainError):
    code = "reason_missing"
    message = _("Give the reason. Somebody will read it.")


class DeterminedAlready(DomainError):
    code = "determined_already"
    status = HTTPStatus.CONFLICT
    message = _("A determination of this claim has been written already.")

    def __init__(self, *, who: str, when: str) -> None:
        told = _("%(who)s has written the determination of this claim, on %(when)s.")
        super().__init__(told % {"who": who, "when": when})


class DenialIncomplete(DomainError):
    code = "denial_incomplete"
    message = _("A denial needs its reasons, its clause and its evidence.")


class CoveredPartMissing(DomainError):
    code = "part_missing"
    message = _("Say which part is covered and which is not.")


class AmountWrong(DomainError):
    code = "amount_wrong"
    message = _("A payment needs an amount above zero; a repair has none.")


class AccountMissing(DomainError):
    code = "account_missing"
    message = _("Say to which bank account the payment goes: holder, bank and number.")


class AccountNumberWrong(DomainError):
    code = "account_number_wrong"
    message = _("This is not the number of a bank account. Copy it from the card or the passbook.")


class ScheduleWrong(DomainError):
    code = "schedule_wrong"
    message = _("The works cannot start before today, nor end before they start.")


class EvidenceMissing(DomainError):
    code = "evidence_missing"
    message = _("Attach the evidence: a photograph or a PDF.")
