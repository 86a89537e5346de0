"""What mydata refuses."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from idi_platform.tenancy.public import DomainError


class NotRipe(DomainError):
    code = "not_ripe"
    status = HTTPStatus.CONFLICT
    message = _("The time to take the request back has not ended.")


class HeldByLaw(DomainError):
    code = "held_by_law"
    status = HTTPStatus.CONFLICT
    message = _("A legal hold stands: nothing of this person may be erased.")


class HoldReasonMissing(DomainError):
    code = "hold_reason_missing"
    message = _("Say who asks for the hold, and why.")


class NoSuchFile(DomainError):
    code = "no_such_file"
    message = _("No case file of this city has this number.")
