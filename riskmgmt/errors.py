"""Refusals of risk management, each with its field and rule."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from idi_platform.tenancy.public import DomainError


class NotYourProject(DomainError):
    code = "not_your_project"
    status = HTTPStatus.FORBIDDEN
    message = _("Your body is not the project's inspection service today. Ask the lead insurer to enter it.")


class ReportSubmitted(DomainError):
    code = "report_submitted"
    status = HTTPStatus.CONFLICT
    message = _("This report was already submitted and does not change any more.")


class DraftOfTheSame(DomainError):
    code = "draft_of_the_same"
    status = HTTPStatus.CONFLICT
    message = _("The successor has a draft of the same kind on the same project. It is submitted first.")


class ReportIncomplete(DomainError):
    code = "report_incomplete"
    message = _("The report is not complete yet.")


class InspectedInFuture(DomainError):
    code = "inspected_in_future"
    message = _("The day of the inspection cannot be later than today.")


class TimesReversed(DomainError):
    code = "times_reversed"
    message = _("The inspection cannot end before it begins.")


class PlaceElsewhere(DomainError):
    code = "place_elsewhere"
    message = _("This building or home belongs to another project or building.")


class NotResponsible(DomainError):
    code = "not_responsible"
    message = _("This body takes no part in the project today that could put the finding right.")


class TooManyPhotographs(DomainError):
    code = "too_many_photographs"
    message = _("No more photographs can be added. Remove one first.")


class NotYourStep(DomainError):
    code = "not_your_step"
    status = HTTPStatus.FORBIDDEN
    message = _("This step is for somebody else.")


class NotAllowedInState(DomainError):
    code = "finding_moved_on"
    status = HTTPStatus.CONFLICT
    message = _("The finding has moved on in the meantime. Open it again to see its state.")


class AnswerIncomplete(DomainError):
    code = "answer_incomplete"
    message = _("An answer needs words, a photograph before and a photograph after.")


class AnswerSent(DomainError):
    code = "answer_sent"
    status = HTTPStatus.CONFLICT
    message = _("This answer was already sent and does not change any more.")


class ReasonMissing(DomainError):
    code = "reason_missing"
    message = _("Give the reason.")


class LevelMissing(DomainError):
    code = "level_missing"
    message = _("Say which level is left after the rectification.")


class SignatureTaken(DomainError):
    code = "signature_taken"
    status = HTTPStatus.CONFLICT
    message = _("Somebody has signed here already.")


class UploadRecorded(DomainError):
    code = "upload_recorded"
    status = HTTPStatus.CONFLICT
    message = _("The upload of this report is recorded already.")


class UploadTime(DomainError):
    code = "upload_time"
    message = _("The upload must lie between the submission of the report and now.")


class TooManyWords(DomainError):
    code = "too_many_words"
    message = _("The answer would become too long. Say it in fewer words.")


class NothingAdded(DomainError):
    code = "nothing_added"
    message = _("Add a photograph, or say what was done.")


class LinkGone(DomainError):
    """Says nothing of why: ended, used up, answered, or never made."""

    code = "link_gone"
    status = HTTPStatus.NOT_FOUND
    message = _("This link does not open any more, or never did.")


class TooManyLinks(DomainError):
    code = "too_many_links"
    status = HTTPStatus.CONFLICT
    message = _("There are several links for this finding already. End one first.")


class StoppedAlready(DomainError):
    code = "stopped_already"
    status = HTTPStatus.CONFLICT
    message = _("It is recorded already that works stood still on that day or after it.")


class NotStopped(DomainError):
    code = "not_stopped"
    status = HTTPStatus.CONFLICT
    message = _("It is recorded already that works go on.")


class StopWorkDay(DomainError):
    code = "stop_work_day"
    message = _("Works stop and go on in the order of days, and not in the future.")
