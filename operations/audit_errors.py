"""What the platform's administrators are refused."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from idi_platform.tenancy.public import DomainError


class UnknownChain(DomainError):
    code = "unknown_chain"
    status = HTTPStatus.NOT_FOUND
    message = _("There is no such chain.")


class VerificationRunning(DomainError):
    code = "verification_running"
    status = HTTPStatus.CONFLICT
    message = _("This chain is being verified already.")
