"""Refusals of the outbox."""

from django.utils.translation import gettext_lazy as _

from idi_platform.tenancy.public import DomainError


class KeyUsedForAnotherRequest(DomainError):
    code = "idempotency_key_reused"
    message = _("This form was already sent with other content. Open it again and check what was saved.")
