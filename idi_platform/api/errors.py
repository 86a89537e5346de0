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
