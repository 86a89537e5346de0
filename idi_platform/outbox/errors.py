"""Refusals of the outbox."""

from django.utils.translation import gettext_lazy as _

from idi_platform.tenancy.public import DomainError


class NotGivenUp(DomainError):
    code = "not_given_up"
    message = _("No message of that number is given up in that city. Somebody may have replayed it already.")


class ReplayUnanswered(DomainError):
    code = "replay_unanswered"
    message = _("Say who replays the message and why: it stays on record.")


class KeyUsedForAnotherRequest(DomainError):
    code = "idempotency_key_reused"
    message = _("This form was already sent with other content. Open it again and check what was saved.")
