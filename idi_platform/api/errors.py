"""Refusals of the API itself."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from idi_platform.tenancy.public import DomainError


class KeyMissing(DomainError):
    code = "idempotency_key_missing"
    status = HTTPStatus.BAD_REQUEST
    message = _(
        "Send an Idempotency-Key header of 1 to 100 printable ASCII characters, a new one for each new command."
    )


class TooManyKeys(DomainError):
    code = "too_many_keys"
    status = HTTPStatus.CONFLICT
    message = _("This program has two live keys. End one before you make another.")


class ClientEnded(DomainError):
    code = "client_ended"
    status = HTTPStatus.CONFLICT
    message = _("This program's access has ended.")


class ExpiryOutOfRange(DomainError):
    code = "expiry_out_of_range"
    message = _("A key must end within a year, and not before tomorrow.")


class ScopeOpensNothing(DomainError):
    code = "scope_opens_nothing"

    def __init__(self, scope: str) -> None:
        """`scope`: in words."""
        told = _("“%(scope)s” opens nothing to this role. Leave it out, or choose another role.")
        super().__init__(told % {"scope": scope}, field="scopes")


class RoleNotOfOrganisation(DomainError):
    code = "role_not_of_organisation"
    message = _("Nobody of your organisation holds this role here, so a program cannot either.")
