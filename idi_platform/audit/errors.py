"""What is refused about the record."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from idi_platform.tenancy.public import DomainError


class NotCorrectable(DomainError):
    code = "not_correctable"
    status = HTTPStatus.CONFLICT
    message = _("This entry follows from another one. Correct that one.")


class NotYourEntry(DomainError):
    code = "not_your_entry"
    status = HTTPStatus.FORBIDDEN
    message = _("Only those who may make such an entry ask for its correction.")


class CorrectedAlready(DomainError):
    code = "corrected_already"
    status = HTTPStatus.CONFLICT
    message = _("A correction of this entry is asked for, or made already.")


class SameMoment(DomainError):
    code = "same_moment"
    message = _("Give a time that has passed, and another than the one entered.")


class LookingOnly(DomainError):
    code = "looking_only"
    status = HTTPStatus.FORBIDDEN
    message = _("You look as somebody else: nothing can be changed.")
