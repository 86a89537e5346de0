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


class AskedToday(DomainError):
    code = "asked_today"
    status = HTTPStatus.CONFLICT
    message = _("You have asked for this today already. We will call you.")
