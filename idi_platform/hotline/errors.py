"""What the hotline refuses."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from idi_platform.tenancy.public import DomainError


class DocumentMismatch(DomainError):
    """On record as a check that failed."""

    code = "document_mismatch"
    message = _("This document is not the one recorded for this owner. The attempt is on record.")


class TooManyChecks(DomainError):
    code = "too_many_checks"
    message = _("Documents were tried too often for this owner. Try again tomorrow.")


class AlreadyDecided(DomainError):
    code = "already_decided"
    status = HTTPStatus.CONFLICT
    message = _("Somebody has dealt with this already.")


class OwnCheck(DomainError):
    code = "own_check"
    status = HTTPStatus.FORBIDDEN
    message = _("You checked this yourself. Another person must confirm it.")


class OwnNumber(DomainError):
    code = "own_number"
    status = HTTPStatus.FORBIDDEN
    message = _("This is about yourself. Others must check and confirm it.")


class AskedToday(DomainError):
    code = "asked_today"
    status = HTTPStatus.CONFLICT
    message = _("You have asked for this today already. We will call you.")
