"""Who holds a number that is new to us: name and document, asked once, after the code was right."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import F, Q, Sum
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from idi_platform.accounts.constants import Role
from idi_platform.accounts.models import CodePurpose, IdentityDocument, Membership, PhoneCode, PhoneNumber, User
from idi_platform.accounts.signin.records import record_person
from idi_platform.privacy.public import normalised
from idi_platform.tenancy.public import uuid7

from .codes import code_in

_DAY = timedelta(days=1)


def proven(code: PhoneCode | None, *, at: datetime) -> PhoneCode | None:
    """The code if it was answered lately, so that its number is that of whoever asks."""
    lasts: timedelta = settings.OWNER_PROOF_LASTS
    return code if code and code.used_at and at < code.used_at + lasts else None


def proven_number(request: HttpRequest) -> str | None:
    """The number that this browser has shown lately to be its holder's."""
    code = proven(code_in(request.session, CodePurpose.SIGN_IN), at=timezone.now())
    return code.number if code else None


def owner_by_document(*, code: PhoneCode, full_name: str, kind: str, number: str, at: datetime) -> User | None:
    """The owner whose name and document these are and who has no number of their own yet, or this very one.

    None for everything else, always by the same statements. Tries are counted before anything is compared, by code and
    by number over a day; the number of the document has been checked for its form.
    """
    if not _count_try(code, at=at):
        record_person("owner_proof_refused", None, by=None, at=at)
        return None
    found = IdentityDocument.objects.filter(kind=kind, number_index=number).select_related("user").first()
    user = found.user if found else User(pk=uuid7())
    is_named = constant_time_compare(normalised(user.full_name), normalised(full_name))
    may_enter = is_owner(user, on=timezone.localdate(at))
    others = PhoneNumber.objects.filter(user=user.pk, ended_at=None).exclude(number_index=code.number)
    is_free = not others.exists()
    if found and is_named and may_enter and is_free and user.is_active:
        return user
    record_person("owner_proof_refused", found.user_id if found else None, by=None, at=at)
    return None


def is_owner(user: User, *, on: date) -> bool:
    """Whether the person owns a home that day."""
    return Membership.objects.valid_on(on).filter(user=user.pk, role=Role.OWNER).exists()


def _count_try(code: PhoneCode, *, at: datetime) -> bool:
    """Counts one try; False when this code or this number has had its tries."""
    tried = PhoneCode.objects.filter(number_index=code.number, asked_at__gt=at - _DAY)
    if (tried.aggregate(all=Sum("proof_tries"))["all"] or 0) >= settings.OWNER_PROOF_TRIES_A_DAY:
        return False
    left = Q(pk=code.pk, proof_tries__lt=settings.OWNER_PROOF_TRIES)
    return PhoneCode.objects.filter(left).update(proof_tries=F("proof_tries") + 1) == 1
