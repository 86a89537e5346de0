"""Refusals of claims, each with its field and rule. Cover is never one of them: filing is always allowed."""

from django.utils.translation import gettext_lazy as _

from idi_platform.tenancy.public import DomainError


class NotYourHome(DomainError):
    code = "not_your_home"
    message = _("You are not recorded as an owner of this home today. Ask the insurer or the housing bureau to check.")


class NoLeadInsurer(DomainError):
    code = "no_lead_insurer"
    message = _("No lead insurer is recorded for this home today. Call the housing bureau: they must enter it.")


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
    message = _("The claim has moved on in the meantime. Open it again to see its state.")


class NotYourStep(DomainError):
    code = "not_your_step"
    message = _("This step is for the adjuster of the claim's insurer.")


class SurveyTime(DomainError):
    code = "survey_time"
    message = _("The survey must lie between the filing of the claim and now.")


class SurveyFactMissing(DomainError):
    code = "survey_fact_missing"
    message = _("Say who was present and what was found.")


