"""Entering the document that proves who somebody is, and asking whether a person and a document belong together."""

import re
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from stdnum.cn import ric, uscc

from idi_platform.audit.public import record_platform
from idi_platform.privacy.public import normalised
from idi_platform.tenancy.public import Actor, DomainError, unless_taken

from .models import DocumentKind, IdentityDocument, User

# Of the documents without a check digit that everybody can compute: capitals and digits, so many.
_SHAPES: Mapping[str, re.Pattern[str]] = {
    DocumentKind.PASSPORT: re.compile(r"[A-Z0-9]{6,12}"),
    DocumentKind.HK_MACAU_PERMIT: re.compile(r"[HM]\d{8}(\d{2})?"),
    DocumentKind.TAIWAN_PERMIT: re.compile(r"\d{8}(\d{2})?[A-Z]?"),
}


class DocumentNumberWrong(DomainError):
    code = "document_number_wrong"
    message = _("This is not the number of such a document. Copy it from the document.")


class DocumentTaken(DomainError):
    """Says nothing of whom it belongs to."""

    code = "document_taken"
    message = _("This document cannot be recorded here. Call the hotline; have the document at hand.")


@transaction.atomic
def record_identity_document(*, user: User, kind: str, number: str, by: Actor, at: datetime) -> IdentityDocument:
    """Records the person's document in place of an earlier one. DocumentNumberWrong, DocumentTaken.

    `at` is real time.
    """
    checked = checked_number(kind, number)
    document = IdentityDocument.objects.filter(user=user).first() or IdentityDocument(user=user)
    document.kind, document.number, document.recorded_at = kind, checked, at
    with unless_taken(DocumentTaken(field="number")):
        document.save()
    record_platform(
        code="identity_document_recorded",
        subject="accounts.User",
        subject_id=user.pk,
        by=by,
        at=at,
        payload={"document": str(document.pk), "kind": kind},
    )
    return document


def matches_document(user: User, *, full_name: str, kind: str, number: str) -> bool:
    """Whether name and document are both this person's. Asks by the blind index; opens nothing."""
    is_named = normalised(user.full_name) == normalised(full_name)
    return has_document(user, kind=kind, number=number) and is_named


def has_document(user: User, *, kind: str, number: str) -> bool:
    """Whether this is the person's document, by the blind index."""
    return IdentityDocument.objects.filter(user=user, kind=kind, number_index=number).exists()


def checked_number(kind: str, number: str) -> str:
    """The number as it is written once. Resident cards and credit codes by their check digits (GB 11643, GB 32100), but
    not by place and date of birth, which change hands of administration. DocumentNumberWrong."""
    written = normalised(number)
    match kind:
        case DocumentKind.RESIDENT_ID:
            is_right = bool(re.fullmatch(r"\d{17}[\dX]", written)) and ric.calc_check_digit(written) == written[-1]
        case DocumentKind.CREDIT_CODE:
            is_right = uscc.is_valid(written)
        case _other:
            shape = _SHAPES.get(kind)
            is_right = shape is not None and shape.fullmatch(written) is not None
    if not is_right:
        raise DocumentNumberWrong(field="number")
    return written
