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


class OwnRequest(DomainError):
    code = "own_request"
    status = HTTPStatus.FORBIDDEN
    message = _("It is your own request. Somebody else must carry it out.")


class NotOpen(DomainError):
    code = "not_open"
    status = HTTPStatus.CONFLICT
    message = _("This request is no longer open.")


class AskedAlready(DomainError):
    code = "asked_already"
    status = HTTPStatus.CONFLICT
    message = _("You have asked for this already.")


class HoldReasonMissing(DomainError):
    code = "hold_reason_missing"
    message = _("Say who asks for the hold, and why.")


class NoSuchFile(DomainError):
    code = "no_such_file"
    message = _("No case file of this city has this number.")
